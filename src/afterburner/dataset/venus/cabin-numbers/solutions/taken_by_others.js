function cabins_of(stays) {
    const order = stays.map((_, guest) => guest).sort((a, b) => stays[a][0] - stays[b][0]);
    const cabins = new Array(stays.length);
    order.forEach((guest, served) => {
        const present = order.slice(0, served).filter(other => stays[other][1] > stays[guest][0]);
        const taken = new Set(present.map(other => cabins[other]));
        let cabin = 1;
        while (taken.has(cabin)) {
            cabin++;
        }
        cabins[guest] = cabin;
    });
    return cabins;
}
