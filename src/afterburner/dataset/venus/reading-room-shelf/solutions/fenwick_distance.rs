use std::collections::HashMap;

fn cellar_walks(requests: Vec<i64>, sizes: Vec<i64>) -> Vec<i64> {
    let n = requests.len();
    let mut tree = vec![0i32; n + 1];
    let mut served_from = vec![0i64; n + 2];
    let mut last_use: HashMap<i64, usize> = HashMap::with_capacity(n);
    for (index, &book) in requests.iter().enumerate() {
        let time = index + 1;
        if let Some(used) = last_use.insert(book, time) {
            let mut needed = last_use.len() as i32 + 1;
            let mut i = used;
            while i > 0 {
                needed -= tree[i];
                i &= i - 1;
            }
            served_from[needed as usize] += 1;
            i = used;
            while i <= n {
                tree[i] -= 1;
                i += i & i.wrapping_neg();
            }
        }
        let mut i = time;
        while i <= n {
            tree[i] += 1;
            i += i & i.wrapping_neg();
        }
    }
    for size in 1..=n {
        served_from[size] += served_from[size - 1];
    }
    sizes.iter().map(|&size| n as i64 - served_from[(size as usize).min(n)]).collect()
}
