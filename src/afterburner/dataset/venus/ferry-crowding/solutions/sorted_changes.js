function fullest_section(n, groups) {
    // A change of at most 1000 people either way, made positive, is the rest modulo 2048.
    const changes = new Float64Array(2 * groups.length + 1);
    let count = 0;
    changes[count++] = n * 2048 + 1000;
    for (const [a, b, p] of groups) {
        changes[count++] = a * 2048 + 1000 + p;
        changes[count++] = (b + 1) * 2048 + 1000 - p;
    }
    changes.sort();
    let most = -1, first = 0, amount = 0, aboard = 0, since = 0;
    for (const packed of changes) {
        const section = Math.floor(packed / 2048);
        if (section > since) {
            if (aboard > most) {
                most = aboard;
                first = since;
                amount = section - since;
            } else if (aboard === most) {
                amount += section - since;
            }
            since = section;
        }
        aboard += packed - section * 2048 - 1000;
    }
    return [most, first, amount];
}
