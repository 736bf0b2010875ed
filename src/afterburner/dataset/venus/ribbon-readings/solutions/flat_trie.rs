fn ribbon_readings(ribbon: String, words: Vec<String>) -> i64 {
    let mut child: Vec<[u32; 26]> = vec![[0; 26]];
    let mut is_word = vec![false];
    for word in &words {
        let mut node = 0usize;
        for letter in word.bytes() {
            let index = (letter - b'a') as usize;
            if child[node][index] == 0 {
                child[node][index] = child.len() as u32;
                child.push([0; 26]);
                is_word.push(false);
            }
            node = child[node][index] as usize;
        }
        is_word[node] = true;
    }
    let letters = ribbon.as_bytes();
    let mut ways = vec![0i64; letters.len() + 1];
    ways[0] = 1;
    for start in 0..letters.len() {
        let count = ways[start] % 1_000_000_007;
        if count == 0 {
            continue;
        }
        let mut node = 0usize;
        for end in start..letters.len() {
            node = child[node][(letters[end] - b'a') as usize] as usize;
            if node == 0 {
                break;
            }
            if is_word[node] {
                ways[end + 1] += count;
            }
        }
    }
    ways[letters.len()] % 1_000_000_007
}
