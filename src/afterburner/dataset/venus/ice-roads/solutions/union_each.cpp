vector<long long> group_counts(long long n, vector<vector<long long>> changes) {
    set<pair<int, int>> roads;
    vector<int> parent(n);
    auto find = [&](int a) {
        while (parent[a] != a) {
            a = parent[a] = parent[parent[a]];
        }
        return a;
    };
    vector<long long> result;
    for (auto& change : changes) {
        pair<int, int> road = minmax<int>(change[0], change[1]);
        if (!roads.insert(road).second) {
            roads.erase(road);
        }
        iota(parent.begin(), parent.end(), 0);
        long long groups = n;
        for (auto& [u, v] : roads) {
            int a = find(u), b = find(v);
            if (a != b) {
                parent[a] = b;
                --groups;
            }
        }
        result.push_back(groups);
    }
    return result;
}
