fn cabins_of(stays: Vec<Vec<i64>>) -> Vec<i64> {
    let n = stays.len();
    let mut order: Vec<(i32, u32)> = stays.iter().enumerate().map(|(guest, stay)| (stay[0] as i32, guest as u32)).collect();
    order.sort_unstable();
    let size = n.next_power_of_two();
    let mut tree = vec![0i32; 2 * size]; // the earliest day on which a cabin below the node gets free
    let mut cabins = vec![0; n];
    for (arrival, guest) in order {
        let guest = guest as usize;
        let mut node = 1;
        while node < size {
            node *= 2;
            if tree[node] > arrival {
                node += 1;
            }
        }
        cabins[guest] = (node - size) as i64 + 1;
        tree[node] = stays[guest][1] as i32;
        node /= 2;
        while node > 0 {
            tree[node] = tree[2 * node].min(tree[2 * node + 1]);
            node /= 2;
        }
    }
    cabins
}
