fn switching_effort(settings: Vec<i64>, on_effort: i64, off_effort: i64) -> i64 {
    let mut lit = [0i64; 30];
    let (mut ons, mut offs) = (0, 0);
    for (seen, setting) in settings.iter().enumerate() {
        for (lamp, count) in lit.iter_mut().enumerate() {
            if setting >> lamp & 1 == 1 {
                ons += seen as i64 - *count;
                *count += 1;
            } else {
                offs += *count;
            }
        }
    }
    on_effort * ons + off_effort * offs
}
