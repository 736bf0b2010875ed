fn enclosing_triangles(buoys: Vec<Vec<i64>>) -> i64 {
    let mut sorted: Vec<(i64, i64, usize)> = buoys
        .iter()
        .map(|buoy| {
            let (x, y) = (buoy[0], buoy[1]);
            if y < 0 || (y == 0 && x < 0) { (-x, -y, 1) } else { (x, y, 0) }
        })
        .collect();
    sorted.sort_unstable_by(|a, b| (a.1 * b.0).cmp(&(a.0 * b.1)));
    let mut single = [0i64; 2];
    let mut twins = [0i64; 2];
    let mut triple = 0;
    let mut i = 0;
    while i < sorted.len() {
        let (x, y, _) = sorted[i];
        let mut fresh = [0i64; 2];
        while i < sorted.len() && x * sorted[i].1 == y * sorted[i].0 {
            fresh[sorted[i].2] += 1;
            i += 1;
        }
        triple += fresh[0] * twins[1] + fresh[1] * twins[0];
        twins[0] += fresh[0] * single[1];
        twins[1] += fresh[1] * single[0];
        single[0] += fresh[0];
        single[1] += fresh[1];
    }
    triple
}
