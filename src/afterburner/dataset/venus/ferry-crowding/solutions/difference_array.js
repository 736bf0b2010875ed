function fullest_section(n, groups) {
    const change = new Int32Array(n + 1);
    for (const [a, b, p] of groups) {
        change[a] += p;
        change[b + 1] -= p;
    }
    let most = -1, first = 0, amount = 0, aboard = 0;
    for (let section = 0; section < n; section++) {
        aboard += change[section];
        if (aboard > most) {
            most = aboard;
            first = section;
            amount = 1;
        } else if (aboard === most) {
            amount++;
        }
    }
    return [most, first, amount];
}
