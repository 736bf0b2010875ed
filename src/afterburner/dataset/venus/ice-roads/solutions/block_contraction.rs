use std::collections::HashMap;

fn find(parent: &mut [usize], mut a: usize) -> usize {
    while parent[a] != a {
        parent[a] = parent[parent[a]];
        a = parent[a];
    }
    a
}

fn group_counts(n: i64, changes: Vec<Vec<i64>>) -> Vec<i64> {
    let q = changes.len();
    // Roads get numbers; a road is open while it was changed an odd number of times.
    let mut number_of: HashMap<(usize, usize), usize> = HashMap::new();
    let mut roads: Vec<(usize, usize)> = Vec::new();
    let mut road_at = Vec::with_capacity(q);
    for change in &changes {
        let (u, v) = (change[0] as usize, change[1] as usize);
        let road = (u.min(v), u.max(v));
        let number = *number_of.entry(road).or_insert(roads.len());
        if number == roads.len() {
            roads.push(road);
        }
        road_at.push(number);
    }
    let mut is_open = vec![false; roads.len()];
    let mut last_block = vec![usize::MAX; roads.len()]; // in which the road changes, so far
    let mut parent = vec![0; n as usize];
    let mut small = vec![0; n as usize];
    let mut result = Vec::with_capacity(q);
    let width = 2 * (q as f64).sqrt() as usize + 1;
    for (number, block) in road_at.chunks(width).enumerate() {
        let mut changing = Vec::new();
        for &road in block {
            if last_block[road] != number {
                last_block[road] = number;
                changing.push(road);
            }
        }
        for (island, above) in parent.iter_mut().enumerate() {
            *above = island;
        }
        let mut lasting = n;
        for (road, &(u, v)) in roads.iter().enumerate() {
            if is_open[road] && last_block[road] != number {
                let a = find(&mut parent, u);
                let b = find(&mut parent, v);
                if a != b {
                    parent[a] = b;
                    lasting -= 1;
                }
            }
        }
        let mut ends = Vec::with_capacity(changing.len());
        for &road in &changing {
            let (u, v) = roads[road];
            ends.push((find(&mut parent, u), find(&mut parent, v)));
        }
        for &changed in block {
            is_open[changed] = !is_open[changed];
            for &(a, b) in &ends {
                small[a] = a;
                small[b] = b;
            }
            let mut groups = lasting;
            for (&road, &(left, right)) in changing.iter().zip(&ends) {
                if is_open[road] {
                    let a = find(&mut small, left);
                    let b = find(&mut small, right);
                    if a != b {
                        small[a] = b;
                        groups -= 1;
                    }
                }
            }
            result.push(groups);
        }
    }
    result
}
