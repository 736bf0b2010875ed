function fullest_section(n, groups) {
    const load = new Array(n).fill(0);
    for (const [a, b, p] of groups) {
        for (let section = a; section <= b; section++) {
            load[section] += p;
        }
    }
    const most = load.reduce((x, y) => Math.max(x, y));
    return [most, load.indexOf(most), load.filter(people => people === most).length];
}
