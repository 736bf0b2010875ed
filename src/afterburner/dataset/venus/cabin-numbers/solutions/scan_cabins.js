function cabins_of(stays) {
    const order = stays.map((_, guest) => guest).sort((a, b) => stays[a][0] - stays[b][0]);
    const cabins = new Array(stays.length);
    const freeFrom = [];
    for (const guest of order) {
        const [arrival, departure] = stays[guest];
        let cabin = freeFrom.findIndex(day => day <= arrival);
        if (cabin < 0) {
            cabin = freeFrom.length;
        }
        freeFrom[cabin] = departure;
        cabins[guest] = cabin + 1;
    }
    return cabins;
}
