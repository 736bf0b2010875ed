use std::collections::HashMap;

fn fullest_section(n: i64, groups: Vec<Vec<i64>>) -> Vec<i64> {
    let mut load: HashMap<i64, i64> = HashMap::new();
    for group in &groups {
        for section in group[0]..=group[1] {
            *load.entry(section).or_insert(0) += group[2];
        }
    }
    if load.is_empty() {
        return vec![0, 0, n];
    }
    let most = *load.values().max().unwrap();
    let fullest: Vec<i64> = load.iter().filter(|(_, &people)| people == most).map(|(&section, _)| section).collect();
    vec![most, *fullest.iter().min().unwrap(), fullest.len() as i64]
}
