function group_counts(n, changes) {
    const q = changes.length;
    if (q === 0) {
        return [];
    }
    let size = 1;
    while (size < q) {
        size *= 2;
    }
    const roadsOf = Array.from({length: 2 * size}, () => []); // both ends of one road after the other
    function add(start, end, u, v) {
        for (let left = start + size, right = end + size; left < right; left >>= 1, right >>= 1) {
            if (left & 1) {
                roadsOf[left++].push(u, v);
            }
            if (right & 1) {
                roadsOf[--right].push(u, v);
            }
        }
    }
    const opened = new Map();
    changes.forEach(([u, v], time) => {
        const key = Math.min(u, v) * n + Math.max(u, v);
        const start = opened.get(key);
        if (start === undefined) {
            opened.set(key, time);
        } else {
            opened.delete(key);
            add(start, time, u, v);
        }
    });
    for (const [key, time] of opened) {
        add(time, q, Math.floor(key / n), key % n);
    }

    const parent = new Int32Array(n).fill(-1); // of a root: minus the size of its group
    const joined = [];
    const result = [];
    function root(a) {
        while (parent[a] >= 0) {
            a = parent[a];
        }
        return a;
    }
    function visit(node, first, width, groups) {
        if (first >= q) {
            return;
        }
        const before = joined.length;
        const roads = roadsOf[node];
        for (let i = 0; i < roads.length; i += 2) {
            let a = root(roads[i]), b = root(roads[i + 1]);
            if (a !== b) {
                if (parent[a] > parent[b]) {
                    [a, b] = [b, a];
                }
                joined.push(b, parent[b]);
                parent[a] += parent[b];
                parent[b] = a;
                groups--;
            }
        }
        if (node >= size) {
            result.push(groups);
        } else {
            visit(2 * node, first, width / 2, groups);
            visit(2 * node + 1, first + width / 2, width / 2, groups);
        }
        while (joined.length > before) {
            const old = joined.pop();
            const b = joined.pop();
            parent[parent[b]] -= old;
            parent[b] = old;
        }
    }
    visit(1, 0, size, n);
    return result;
}
