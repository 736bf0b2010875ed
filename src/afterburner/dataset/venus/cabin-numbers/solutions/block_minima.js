function cabins_of(stays) {
    const n = stays.length;
    const order = stays.map((_, guest) => guest).sort((a, b) => stays[a][0] - stays[b][0]);
    const width = Math.floor(Math.sqrt(n)) + 1;
    const blocks = Array.from({length: Math.floor(n / width) + 1}, () => new Array(width).fill(0));
    const earliest = new Array(blocks.length).fill(0);
    const cabins = new Array(n);
    for (const guest of order) {
        const [arrival, departure] = stays[guest];
        let block = 0;
        while (earliest[block] > arrival) {
            block++;
        }
        const freeFrom = blocks[block];
        let place = 0;
        while (freeFrom[place] > arrival) {
            place++;
        }
        freeFrom[place] = departure;
        earliest[block] = Math.min(...freeFrom);
        cabins[guest] = block * width + place + 1;
    }
    return cabins;
}
