vector<long long> cabins_of(const vector<vector<long long>>& stays) {
    int n = stays.size();
    vector<pair<int, int>> order(n);  // day of arrival, guest
    for (int guest = 0; guest < n; ++guest) {
        order[guest] = {(int)stays[guest][0], guest};
    }
    sort(order.begin(), order.end());
    int size = 1;
    while (size < n) {
        size *= 2;
    }
    vector<int> tree(2 * size);  // the earliest day on which a cabin below the node gets free
    vector<long long> cabins(n);
    for (auto& [arrival, guest] : order) {
        int node = 1;
        while (node < size) {
            node = 2 * node + (tree[2 * node] > arrival);
        }
        cabins[guest] = node - size + 1;
        tree[node] = stays[guest][1];
        while (node /= 2) {
            tree[node] = min(tree[2 * node], tree[2 * node + 1]);
        }
    }
    return cabins;
}
