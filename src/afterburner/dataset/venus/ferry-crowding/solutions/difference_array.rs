fn fullest_section(n: i64, groups: Vec<Vec<i64>>) -> Vec<i64> {
    let n = n as usize;
    let mut change = vec![0i32; n + 1];
    for group in &groups {
        change[group[0] as usize] += group[2] as i32;
        change[group[1] as usize + 1] -= group[2] as i32;
    }
    let (mut most, mut first, mut amount, mut aboard) = (-1i64, 0i64, 0i64, 0i64);
    for (section, &difference) in change[..n].iter().enumerate() {
        aboard += difference as i64;
        if aboard > most {
            most = aboard;
            first = section as i64;
            amount = 1;
        } else if aboard == most {
            amount += 1;
        }
    }
    vec![most, first, amount]
}
