fn in_common(left: &[u8], right: &[u8]) -> i64 {
    left.iter().zip(right).take_while(|(a, b)| a == b).count() as i64
}

fn common_refrains(song: String, times: i64, longest: i64) -> i64 {
    let letters = song.as_bytes();
    let n = letters.len();
    let times = times as usize;
    let mut suffixes: Vec<&[u8]> = (0..n).map(|start| &letters[start..n.min(start + longest as usize)]).collect();
    suffixes.sort_unstable();
    let mut total = 0;
    for (first, window) in suffixes.windows(times).enumerate() {
        let last = window[times - 1];
        total += in_common(window[0], last);
        if first > 0 {
            total -= in_common(suffixes[first - 1], last);
        }
    }
    total
}
