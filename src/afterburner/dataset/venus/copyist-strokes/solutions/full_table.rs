fn strokes(line: &str, wish: &str) -> i64 {
    let line: Vec<char> = line.chars().collect();
    let wish: Vec<char> = wish.chars().collect();
    let mut table = vec![vec![0i64; wish.len() + 1]; line.len() + 1];
    for i in 0..=line.len() {
        for j in 0..=wish.len() {
            table[i][j] = if i == 0 || j == 0 {
                (i + j) as i64
            } else if line[i - 1] == wish[j - 1] {
                table[i - 1][j - 1]
            } else {
                1 + table[i - 1][j].min(table[i][j - 1])
            };
        }
    }
    table[line.len()][wish.len()]
}

fn copyist_strokes(written: Vec<String>, meant: Vec<String>) -> Vec<i64> {
    written.iter().zip(&meant).map(|(line, wish)| strokes(line, wish)).collect()
}
