use std::collections::HashMap;

fn common_refrains(song: String, times: i64, longest: i64) -> i64 {
    let mut counts: HashMap<String, i64> = HashMap::new();
    for start in 0..song.len() {
        for end in start + 1..=song.len().min(start + longest as usize) {
            *counts.entry(song[start..end].to_string()).or_insert(0) += 1;
        }
    }
    counts.values().filter(|&&count| count >= times).count() as i64
}
