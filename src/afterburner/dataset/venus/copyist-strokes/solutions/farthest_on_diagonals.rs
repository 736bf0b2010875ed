fn strokes(line: &[u8], wish: &[u8]) -> i64 {
    let (n, m) = (line.len() as i64, wish.len() as i64);
    let middle = n + m + 1;
    let mut farthest = vec![0i64; (2 * (n + m) + 3) as usize];
    let mut count = 0;
    loop {
        let mut d = -count;
        while d <= count {
            let left = farthest[(middle + d - 1) as usize];
            let right = farthest[(middle + d + 1) as usize];
            let mut i = if d == -count || (d != count && left < right) { right } else { left + 1 };
            let mut j = i - d;
            while i < n && j < m && line[i as usize] == wish[j as usize] {
                i += 1;
                j += 1;
            }
            farthest[(middle + d) as usize] = i;
            if i >= n && j >= m {
                return count;
            }
            d += 2;
        }
        count += 1;
    }
}

fn copyist_strokes(written: Vec<String>, meant: Vec<String>) -> Vec<i64> {
    written.iter().zip(&meant).map(|(line, wish)| strokes(line.as_bytes(), wish.as_bytes())).collect()
}
