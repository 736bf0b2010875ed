#[derive(Clone)]
struct State {
    moves: [u32; 26],
    link: Option<usize>,
    length: usize,
    count: i64,
}

fn common_refrains(song: String, times: i64, longest: i64) -> i64 {
    let mut states = vec![State { moves: [0; 26], link: None, length: 0, count: 0 }];
    let mut last = 0;
    for symbol in song.bytes() {
        let letter = (symbol - b'a') as usize;
        let current = states.len();
        let length = states[last].length + 1;
        states.push(State { moves: [0; 26], link: Some(0), length, count: 1 });
        let mut walk = Some(last);
        while let Some(node) = walk.filter(|&node| states[node].moves[letter] == 0) {
            states[node].moves[letter] = current as u32;
            walk = states[node].link;
        }
        if let Some(node) = walk {
            let target = states[node].moves[letter] as usize;
            if states[target].length == states[node].length + 1 {
                states[current].link = Some(target);
            } else {
                let copy = states.len();
                let mut copied = states[target].clone();
                copied.length = states[node].length + 1;
                copied.count = 0;
                states.push(copied);
                states[target].link = Some(copy);
                states[current].link = Some(copy);
                while let Some(node) = walk.filter(|&node| states[node].moves[letter] as usize == target) {
                    states[node].moves[letter] = copy as u32;
                    walk = states[node].link;
                }
            }
        }
        last = current;
    }
    let mut ordered: Vec<usize> = (1..states.len()).collect();
    ordered.sort_unstable_by_key(|&index| std::cmp::Reverse(states[index].length));
    let mut total = 0;
    for index in ordered {
        let (count, length) = (states[index].count, states[index].length as i64);
        if let Some(link) = states[index].link {
            states[link].count += count;
            if count >= times {
                total += (longest.min(length) - states[link].length as i64).max(0);
            }
        }
    }
    total
}
