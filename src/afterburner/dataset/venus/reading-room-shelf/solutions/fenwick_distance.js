function cellar_walks(requests, sizes) {
    const n = requests.length;
    const tree = new Int32Array(n + 1);
    const servedFrom = new Int32Array(n + 2);
    const lastUse = new Map();
    requests.forEach((book, index) => {
        const time = index + 1;
        const use = lastUse.get(book);
        if (use !== undefined) {
            let needed = lastUse.size + 1;
            for (let i = use; i > 0; i &= i - 1) {
                needed -= tree[i];
            }
            servedFrom[needed]++;
            for (let i = use; i <= n; i += i & -i) {
                tree[i]--;
            }
        }
        for (let i = time; i <= n; i += i & -i) {
            tree[i]++;
        }
        lastUse.set(book, time);
    });
    for (let size = 1; size <= n; size++) {
        servedFrom[size] += servedFrom[size - 1];
    }
    return sizes.map(size => n - servedFrom[Math.min(size, n)]);
}
