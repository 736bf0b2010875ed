function group_counts(n, changes) {
    const q = changes.length;
    function find(parent, a) {
        while (parent[a] !== a) {
            a = parent[a] = parent[parent[a]];
        }
        return a;
    }
    // Roads get numbers; a road is open while it was changed an odd number of times.
    const numberOf = new Map();
    const roads = [];
    const roadAt = changes.map(([u, v]) => {
        const key = Math.min(u, v) * n + Math.max(u, v);
        if (!numberOf.has(key)) {
            numberOf.set(key, roads.length);
            roads.push([u, v]);
        }
        return numberOf.get(key);
    });
    const isOpen = new Uint8Array(roads.length);
    const parent = new Int32Array(n);
    const small = new Int32Array(n);
    const result = [];
    const width = 2 * Math.floor(Math.sqrt(q)) + 1;
    for (let start = 0; start < q; start += width) {
        const end = Math.min(q, start + width);
        const changing = new Set(roadAt.slice(start, end));
        for (let island = 0; island < n; island++) {
            parent[island] = island;
        }
        let lasting = n;
        roads.forEach(([u, v], road) => {
            if (isOpen[road] && !changing.has(road)) {
                const a = find(parent, u), b = find(parent, v);
                if (a !== b) {
                    parent[a] = b;
                    lasting--;
                }
            }
        });
        const ends = [];
        for (const road of changing) {
            ends.push([road, find(parent, roads[road][0]), find(parent, roads[road][1])]);
        }
        for (let time = start; time < end; time++) {
            isOpen[roadAt[time]] ^= 1;
            for (const [, a, b] of ends) {
                small[a] = a;
                small[b] = b;
            }
            let groups = lasting;
            for (const [road, left, right] of ends) {
                if (isOpen[road]) {
                    const a = find(small, left), b = find(small, right);
                    if (a !== b) {
                        small[a] = b;
                        groups--;
                    }
                }
            }
            result.push(groups);
        }
    }
    return result;
}
