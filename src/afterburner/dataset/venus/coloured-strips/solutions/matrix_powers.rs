type Matrix = [i64; 4];

fn times(x: Matrix, y: Matrix, m: i64) -> Matrix {
    [
        (x[0] * y[0] + x[1] * y[2]) % m,
        (x[0] * y[1] + x[1] * y[3]) % m,
        (x[2] * y[0] + x[3] * y[2]) % m,
        (x[2] * y[1] + x[3] * y[3]) % m,
    ]
}

fn count_strips(a: i64, b: i64, m: i64, lengths: Vec<i64>) -> Vec<i64> {
    let mut counts = Vec::new();
    for mut n in lengths {
        let (mut power, mut step) = ([1 % m, 0, 0, 1 % m], [a % m, b % m, 1 % m, 0]);
        while n > 0 {
            if n & 1 == 1 {
                power = times(power, step, m);
            }
            step = times(step, step, m);
            n >>= 1;
        }
        counts.push(power[0]);
    }
    counts
}
