fn cellar_walks(requests: Vec<i64>, sizes: Vec<i64>) -> Vec<i64> {
    let n = requests.len();
    let mut latest_first: Vec<i64> = Vec::new();
    let mut served_from = vec![0i64; n + 1];
    for &book in &requests {
        let place = match latest_first.iter().position(|&other| other == book) {
            Some(place) => {
                served_from[place + 1] += 1;
                place
            }
            None => {
                latest_first.push(book);
                latest_first.len() - 1
            }
        };
        latest_first[..=place].rotate_right(1);
    }
    for size in 1..=n {
        served_from[size] += served_from[size - 1];
    }
    sizes.iter().map(|&size| n as i64 - served_from[(size as usize).min(n)]).collect()
}
