fn fullest_section(n: i64, groups: Vec<Vec<i64>>) -> Vec<i64> {
    let mut changes: Vec<(i32, i32)> = Vec::with_capacity(2 * groups.len() + 1);
    changes.push((n as i32, 0));
    for group in &groups {
        changes.push((group[0] as i32, group[2] as i32));
        changes.push((group[1] as i32 + 1, -group[2] as i32));
    }
    changes.sort_unstable();
    let (mut most, mut first, mut amount, mut aboard, mut since) = (-1i64, 0i64, 0i64, 0i64, 0i64);
    for (section, change) in changes {
        let section = section as i64;
        if section > since {
            if aboard > most {
                most = aboard;
                first = since;
                amount = section - since;
            } else if aboard == most {
                amount += section - since;
            }
            since = section;
        }
        aboard += change as i64;
    }
    vec![most, first, amount]
}
