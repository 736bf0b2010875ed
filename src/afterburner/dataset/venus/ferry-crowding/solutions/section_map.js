function fullest_section(n, groups) {
    const load = new Map();
    for (const [a, b, p] of groups) {
        for (let section = a; section <= b; section++) {
            load.set(section, (load.get(section) || 0) + p);
        }
    }
    if (load.size === 0) {
        return [0, 0, n];
    }
    let most = 0, first = n, amount = 0;
    for (const [section, people] of load) {
        if (people > most) {
            most = people;
            first = section;
            amount = 1;
        } else if (people === most) {
            first = Math.min(first, section);
            amount++;
        }
    }
    return [most, first, amount];
}
