fn contact_groups(teeth: Vec<i64>) -> i64 {
    let mut total = 0;
    for i in 0..teeth.len() {
        for j in 0..i {
            let (mut a, mut b) = (teeth[i], teeth[j]);
            while a != b {
                if a > b {
                    a -= b;
                } else {
                    b -= a;
                }
            }
            total += a;
        }
    }
    total
}
