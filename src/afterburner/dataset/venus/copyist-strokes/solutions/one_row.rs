fn copyist_strokes(written: Vec<String>, meant: Vec<String>) -> Vec<i64> {
    let mut row: Vec<i32> = Vec::new();
    let mut result = Vec::with_capacity(written.len());
    for (line, wish) in written.iter().zip(&meant) {
        row.clear();
        row.extend(0..=wish.len() as i32);
        for (i, letter) in line.bytes().enumerate() {
            let mut corner = row[0];
            let mut left = i as i32 + 1;
            row[0] = left;
            for (cell, other) in row[1..].iter_mut().zip(wish.bytes()) {
                let up = *cell;
                left = if letter == other { corner } else { 1 + up.min(left) };
                *cell = left;
                corner = up;
            }
        }
        result.push(row[wish.len()] as i64);
    }
    result
}
