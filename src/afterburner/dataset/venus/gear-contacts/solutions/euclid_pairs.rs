fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn contact_groups(teeth: Vec<i64>) -> i64 {
    let mut total = 0;
    for (i, &first) in teeth.iter().enumerate() {
        for &second in &teeth[..i] {
            total += gcd(first as u32, second as u32) as i64;
        }
    }
    total
}
