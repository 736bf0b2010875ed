use std::collections::HashSet;

fn find(parent: &mut [usize], mut a: usize) -> usize {
    while parent[a] != a {
        parent[a] = parent[parent[a]];
        a = parent[a];
    }
    a
}

fn group_counts(n: i64, changes: Vec<Vec<i64>>) -> Vec<i64> {
    let mut roads: HashSet<(usize, usize)> = HashSet::new();
    let mut result = Vec::with_capacity(changes.len());
    for change in &changes {
        let (u, v) = (change[0] as usize, change[1] as usize);
        let road = (u.min(v), u.max(v));
        if !roads.remove(&road) {
            roads.insert(road);
        }
        let mut parent: Vec<usize> = (0..n as usize).collect();
        let mut groups = n;
        for &(u, v) in &roads {
            let a = find(&mut parent, u);
            let b = find(&mut parent, v);
            if a != b {
                parent[a] = b;
                groups -= 1;
            }
        }
        result.push(groups);
    }
    result
}
