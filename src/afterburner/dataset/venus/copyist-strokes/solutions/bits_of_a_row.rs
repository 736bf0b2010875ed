fn strokes(line: &str, wish: &str) -> i64 {
    let mut places = [0u64; 26];
    for (j, letter) in wish.bytes().enumerate() {
        places[(letter - b'a') as usize] |= 1 << j;
    }
    let full = (1u64 << wish.len()) - 1;
    let mut flat = full;
    for letter in line.bytes() {
        let matches = flat & places[(letter - b'a') as usize];
        flat = flat.wrapping_add(matches) | (flat - matches);
    }
    let kept = wish.len() as i64 - (flat & full).count_ones() as i64;
    (line.len() + wish.len()) as i64 - 2 * kept
}

fn copyist_strokes(written: Vec<String>, meant: Vec<String>) -> Vec<i64> {
    written.iter().zip(&meant).map(|(line, wish)| strokes(line, wish)).collect()
}
