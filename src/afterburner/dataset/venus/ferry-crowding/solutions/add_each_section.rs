fn fullest_section(n: i64, groups: Vec<Vec<i64>>) -> Vec<i64> {
    let mut load = vec![0i64; n as usize];
    for group in &groups {
        for people in &mut load[group[0] as usize..=group[1] as usize] {
            *people += group[2];
        }
    }
    let most = *load.iter().max().unwrap();
    let first = load.iter().position(|&people| people == most).unwrap();
    let amount = load.iter().filter(|&&people| people == most).count();
    vec![most, first as i64, amount as i64]
}
