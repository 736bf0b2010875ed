fn count_walks(climbs: Vec<i64>, low: i64, high: i64) -> i64 {
    let mut count = 0;
    for first in 0..climbs.len() {
        let mut net = 0;
        for climb in &climbs[first..] {
            net += climb;
            count += i64::from(low <= net && net <= high);
        }
    }
    count
}
