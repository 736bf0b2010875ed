function cabins_of(stays) {
    const n = stays.length;
    // The day of arrival, and below it the guest: less than 2^53.
    const order = Float64Array.from(stays, (stay, guest) => stay[0] * 131072 + guest).sort();
    let size = 1;
    while (size < n) {
        size *= 2;
    }
    const tree = new Int32Array(2 * size); // the earliest day on which a cabin below the node gets free
    const cabins = new Array(n).fill(0);
    for (const packed of order) {
        const guest = packed % 131072;
        const [arrival, departure] = stays[guest];
        let node = 1;
        while (node < size) {
            node *= 2;
            if (tree[node] > arrival) {
                node++;
            }
        }
        cabins[guest] = node - size + 1;
        tree[node] = departure;
        for (node >>= 1; node > 0; node >>= 1) {
            tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
        }
    }
    return cabins;
}
