vector<long long> group_counts(long long n, vector<vector<long long>> changes) {
    vector<vector<int>> neighbours(n);
    vector<int> reached_at(n, -1), stack;
    int search = 0;
    auto is_way = [&](int u, int v) {
        ++search;
        reached_at[u] = search;
        stack = {u};
        while (!stack.empty()) {
            int island = stack.back();
            stack.pop_back();
            for (int other : neighbours[island]) {
                if (other == v) {
                    return true;
                }
                if (reached_at[other] != search) {
                    reached_at[other] = search;
                    stack.push_back(other);
                }
            }
        }
        return false;
    };
    long long groups = n;
    vector<long long> result;
    for (auto& change : changes) {
        int u = change[0], v = change[1];
        auto road = find(neighbours[u].begin(), neighbours[u].end(), v);
        if (road != neighbours[u].end()) {
            neighbours[u].erase(road);
            neighbours[v].erase(find(neighbours[v].begin(), neighbours[v].end(), u));
            groups += !is_way(u, v);
        } else {
            groups -= !is_way(u, v);
            neighbours[u].push_back(v);
            neighbours[v].push_back(u);
        }
        result.push_back(groups);
    }
    return result;
}
