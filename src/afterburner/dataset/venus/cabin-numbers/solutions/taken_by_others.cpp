vector<long long> cabins_of(vector<vector<long long>> stays) {
    int n = stays.size();
    vector<int> order(n);
    iota(order.begin(), order.end(), 0);
    stable_sort(order.begin(), order.end(), [&](int a, int b) { return stays[a][0] < stays[b][0]; });
    vector<long long> cabins(n);
    for (int served = 0; served < n; ++served) {
        int guest = order[served];
        set<long long> taken;
        for (int i = 0; i < served; ++i) {
            if (stays[order[i]][1] > stays[guest][0]) {
                taken.insert(cabins[order[i]]);
            }
        }
        long long cabin = 1;
        while (taken.count(cabin)) {
            ++cabin;
        }
        cabins[guest] = cabin;
    }
    return cabins;
}
