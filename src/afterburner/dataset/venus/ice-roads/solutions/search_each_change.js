function group_counts(n, changes) {
    const neighbours = Array.from({length: n}, () => new Set());
    function isWay(u, v) {
        const reached = new Set([u]);
        const stack = [u];
        while (stack.length > 0) {
            for (const other of neighbours[stack.pop()]) {
                if (other === v) {
                    return true;
                }
                if (!reached.has(other)) {
                    reached.add(other);
                    stack.push(other);
                }
            }
        }
        return false;
    }
    let groups = n;
    const result = [];
    for (const [u, v] of changes) {
        if (neighbours[u].delete(v)) {
            neighbours[v].delete(u);
            groups += isWay(u, v) ? 0 : 1;
        } else {
            groups -= isWay(u, v) ? 0 : 1;
            neighbours[u].add(v);
            neighbours[v].add(u);
        }
        result.push(groups);
    }
    return result;
}
