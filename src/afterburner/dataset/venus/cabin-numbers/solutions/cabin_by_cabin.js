function cabins_of(stays) {
    let waiting = stays.map((_, guest) => guest).sort((a, b) => stays[a][0] - stays[b][0]);
    const cabins = new Array(stays.length);
    for (let cabin = 1; waiting.length > 0; cabin++) {
        let freeFrom = 0;
        waiting = waiting.filter(guest => {
            if (stays[guest][0] < freeFrom) {
                return true;
            }
            cabins[guest] = cabin;
            freeFrom = stays[guest][1];
            return false;
        });
    }
    return cabins;
}
