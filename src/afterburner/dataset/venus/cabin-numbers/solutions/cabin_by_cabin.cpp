vector<long long> cabins_of(vector<vector<long long>> stays) {
    vector<int> waiting(stays.size()), left;
    iota(waiting.begin(), waiting.end(), 0);
    stable_sort(waiting.begin(), waiting.end(), [&](int a, int b) { return stays[a][0] < stays[b][0]; });
    vector<long long> cabins(stays.size());
    for (long long cabin = 1; !waiting.empty(); ++cabin) {
        long long free_from = 0;
        left.clear();
        for (int guest : waiting) {
            if (stays[guest][0] >= free_from) {
                cabins[guest] = cabin;
                free_from = stays[guest][1];
            } else {
                left.push_back(guest);
            }
        }
        swap(waiting, left);
    }
    return cabins;
}
