fn switching_effort(settings: Vec<i64>, on_effort: i64, off_effort: i64) -> i64 {
    let mut total = 0;
    for j in 0..settings.len() {
        for i in 0..j {
            for lamp in 0..30 {
                let before = settings[i] >> lamp & 1;
                let after = settings[j] >> lamp & 1;
                if after > before {
                    total += on_effort;
                } else if before > after {
                    total += off_effort;
                }
            }
        }
    }
    total
}
