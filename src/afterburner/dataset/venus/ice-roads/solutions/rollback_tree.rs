use std::collections::HashMap;

struct TimeTree {
    q: usize,
    size: usize,
    roads_of: Vec<Vec<(usize, usize)>>,
    above: Vec<usize>,  // a root is above itself
    weight: Vec<usize>, // of a root: the size of its group
    joined: Vec<usize>,
    result: Vec<i64>,
}

impl TimeTree {
    fn add(&mut self, start: usize, end: usize, road: (usize, usize)) {
        let (mut left, mut right) = (start + self.size, end + self.size);
        while left < right {
            if left & 1 == 1 {
                self.roads_of[left].push(road);
                left += 1;
            }
            if right & 1 == 1 {
                right -= 1;
                self.roads_of[right].push(road);
            }
            left /= 2;
            right /= 2;
        }
    }

    fn root(&self, mut a: usize) -> usize {
        while self.above[a] != a {
            a = self.above[a];
        }
        a
    }

    fn visit(&mut self, node: usize, first: usize, width: usize, mut groups: i64) {
        if first >= self.q {
            return;
        }
        let before = self.joined.len();
        for i in 0..self.roads_of[node].len() {
            let (u, v) = self.roads_of[node][i];
            let (mut a, mut b) = (self.root(u), self.root(v));
            if a != b {
                if self.weight[a] < self.weight[b] {
                    std::mem::swap(&mut a, &mut b);
                }
                self.above[b] = a;
                self.weight[a] += self.weight[b];
                self.joined.push(b);
                groups -= 1;
            }
        }
        if node >= self.size {
            self.result.push(groups);
        } else {
            self.visit(2 * node, first, width / 2, groups);
            self.visit(2 * node + 1, first + width / 2, width / 2, groups);
        }
        while self.joined.len() > before {
            let b = self.joined.pop().unwrap();
            let a = self.above[b];
            self.weight[a] -= self.weight[b];
            self.above[b] = b;
        }
    }
}

fn group_counts(n: i64, changes: Vec<Vec<i64>>) -> Vec<i64> {
    let q = changes.len();
    let size = q.next_power_of_two();
    let mut tree = TimeTree {
        q,
        size,
        roads_of: vec![Vec::new(); 2 * size],
        above: (0..n as usize).collect(),
        weight: vec![1; n as usize],
        joined: Vec::new(),
        result: Vec::with_capacity(q),
    };
    let mut opened: HashMap<(usize, usize), usize> = HashMap::new();
    for (time, change) in changes.iter().enumerate() {
        let (u, v) = (change[0] as usize, change[1] as usize);
        let road = (u.min(v), u.max(v));
        match opened.remove(&road) {
            Some(start) => tree.add(start, time, road),
            None => {
                opened.insert(road, time);
            }
        }
    }
    for (road, time) in opened {
        tree.add(time, q, road);
    }
    tree.visit(1, 0, size, n);
    tree.result
}
