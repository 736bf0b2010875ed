fn switching_effort(settings: Vec<i64>, on_effort: i64, off_effort: i64) -> i64 {
    let (mut ons, mut offs) = (0i64, 0i64);
    for (j, &after) in settings.iter().enumerate() {
        for &before in &settings[..j] {
            ons += (after & !before).count_ones() as i64;
            offs += (before & !after).count_ones() as i64;
        }
    }
    on_effort * ons + off_effort * offs
}
