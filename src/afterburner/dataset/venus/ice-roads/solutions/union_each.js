function group_counts(n, changes) {
    const roads = new Map();
    return changes.map(([u, v]) => {
        const key = Math.min(u, v) * n + Math.max(u, v);
        if (!roads.delete(key)) {
            roads.set(key, [u, v]);
        }
        const parent = Array.from({length: n}, (_, island) => island);
        let groups = n;
        for (let [a, b] of roads.values()) {
            while (parent[a] !== a) {
                a = parent[a] = parent[parent[a]];
            }
            while (parent[b] !== b) {
                b = parent[b] = parent[parent[b]];
            }
            if (a !== b) {
                parent[a] = b;
                groups--;
            }
        }
        return groups;
    });
}
