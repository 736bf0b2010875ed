vector<long long> cabins_of(vector<vector<long long>> stays) {
    vector<int> order(stays.size());
    iota(order.begin(), order.end(), 0);
    stable_sort(order.begin(), order.end(), [&](int a, int b) { return stays[a][0] < stays[b][0]; });
    vector<long long> cabins(stays.size()), free_from;
    for (int guest : order) {
        size_t cabin = 0;
        while (cabin < free_from.size() && free_from[cabin] > stays[guest][0]) {
            ++cabin;
        }
        if (cabin == free_from.size()) {
            free_from.push_back(0);
        }
        free_from[cabin] = stays[guest][1];
        cabins[guest] = cabin + 1;
    }
    return cabins;
}
