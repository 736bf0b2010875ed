fn switching_effort(settings: Vec<i64>, on_effort: i64, off_effort: i64) -> i64 {
    let n = settings.len() as i64;
    let (mut ons, mut offs) = (0, 0);
    for low in [0, 8, 16, 24] {
        let mut counts = [0i64; 256];
        let mut sums = [0i64; 256];
        for (i, setting) in settings.iter().enumerate() {
            let value = (setting >> low & 255) as usize;
            counts[value] += 1;
            sums[value] += i as i64;
        }
        for b in 0..8 {
            let bit = 1usize << b;
            let (mut lit, mut positions) = (0, 0);
            let mut value = bit;
            while value < 256 {
                lit += counts[value];
                positions += sums[value];
                value = (value + 1) | bit;
            }
            let up = positions - lit * (lit - 1) / 2;
            ons += up;
            offs += lit * (n - lit) - up;
        }
    }
    on_effort * ons + off_effort * offs
}
