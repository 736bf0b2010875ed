use std::collections::HashMap;

const ABSENT: usize = usize::MAX;

fn cellar_walks(requests: Vec<i64>, sizes: Vec<i64>) -> Vec<i64> {
    let mut number_of: HashMap<i64, usize> = HashMap::new();
    let mut numbers = Vec::with_capacity(requests.len());
    for &book in &requests {
        let fresh = number_of.len();
        numbers.push(*number_of.entry(book).or_insert(fresh));
    }
    let joint = number_of.len(); // after it the longest unused, before it the last used
    let mut result = Vec::new();
    for &size in &sizes {
        let mut before = vec![ABSENT; joint + 1];
        let mut after = vec![ABSENT; joint + 1];
        before[joint] = joint;
        after[joint] = joint;
        let (mut held, mut walks) = (0, 0);
        for &book in &numbers {
            if before[book] != ABSENT {
                let (left, right) = (before[book], after[book]);
                after[left] = right;
                before[right] = left;
            } else {
                walks += 1;
                if held == size {
                    let oldest = after[joint];
                    let next = after[oldest];
                    after[joint] = next;
                    before[next] = joint;
                    before[oldest] = ABSENT;
                } else {
                    held += 1;
                }
            }
            let last = before[joint];
            after[last] = book;
            before[book] = last;
            after[book] = joint;
            before[joint] = book;
        }
        result.push(walks);
    }
    result
}
