fn side(a: &[i64], b: &[i64]) -> i64 {
    (a[0] * b[1] - a[1] * b[0]).signum()
}

fn enclosing_triangles(buoys: Vec<Vec<i64>>) -> i64 {
    let mut found = 0;
    for i in 0..buoys.len() {
        for j in 0..i {
            for k in 0..j {
                let first = side(&buoys[i], &buoys[j]);
                if first != 0 && side(&buoys[j], &buoys[k]) == first && side(&buoys[k], &buoys[i]) == first {
                    found += 1;
                }
            }
        }
    }
    found
}
