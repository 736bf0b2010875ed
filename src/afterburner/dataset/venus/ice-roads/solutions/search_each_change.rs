fn is_way(neighbours: &[Vec<usize>], reached_at: &mut [usize], search: usize, u: usize, v: usize) -> bool {
    reached_at[u] = search;
    let mut stack = vec![u];
    while let Some(island) = stack.pop() {
        for &other in &neighbours[island] {
            if other == v {
                return true;
            }
            if reached_at[other] != search {
                reached_at[other] = search;
                stack.push(other);
            }
        }
    }
    false
}

fn group_counts(n: i64, changes: Vec<Vec<i64>>) -> Vec<i64> {
    let mut neighbours: Vec<Vec<usize>> = vec![Vec::new(); n as usize];
    let mut reached_at = vec![0; n as usize];
    let mut groups = n;
    let mut result = Vec::with_capacity(changes.len());
    for (time, change) in changes.iter().enumerate() {
        let (u, v) = (change[0] as usize, change[1] as usize);
        if let Some(place) = neighbours[u].iter().position(|&other| other == v) {
            neighbours[u].swap_remove(place);
            let back = neighbours[v].iter().position(|&other| other == u).unwrap();
            neighbours[v].swap_remove(back);
            if !is_way(&neighbours, &mut reached_at, time + 1, u, v) {
                groups += 1;
            }
        } else {
            if !is_way(&neighbours, &mut reached_at, time + 1, u, v) {
                groups -= 1;
            }
            neighbours[u].push(v);
            neighbours[v].push(u);
        }
        result.push(groups);
    }
    result
}
