fn choose2(n: i64) -> i64 {
    n * (n - 1) / 2
}

fn choose3(n: i64) -> i64 {
    n * (n - 1) * (n - 2) / 6
}

fn enclosing_triangles(buoys: Vec<Vec<i64>>) -> i64 {
    let mut result = choose3(buoys.len() as i64);
    let mut twice = 0;
    let mut done = vec![false; buoys.len()];
    for i in 0..buoys.len() {
        if done[i] {
            continue;
        }
        let (x, y) = (buoys[i][0], buoys[i][1]);
        let (mut same, mut left, mut opposite) = (0, 0, 0);
        for (j, other) in buoys.iter().enumerate() {
            let cross = x * other[1] - y * other[0];
            if cross > 0 {
                left += 1;
            } else if cross == 0 {
                if x * other[0] + y * other[1] > 0 {
                    same += 1;
                    done[j] = true;
                } else {
                    opposite += 1;
                }
            }
        }
        let ahead = left + opposite;
        result -= choose3(same + ahead) - choose3(ahead);
        twice += choose2(same) * opposite + choose2(opposite) * same;
    }
    result + twice / 2
}
