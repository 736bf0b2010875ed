vector<long long> cabins_of(const vector<vector<long long>>& stays) {
    int n = stays.size();
    vector<int> order(n);
    iota(order.begin(), order.end(), 0);
    stable_sort(order.begin(), order.end(), [&](int a, int b) { return stays[a][0] < stays[b][0]; });
    int width = (int)sqrt((double)n) + 1;
    vector<int> free_from(width * (n / width + 1)), earliest(n / width + 1);
    vector<long long> cabins(n);
    for (int guest : order) {
        long long arrival = stays[guest][0];
        int block = 0;
        while (earliest[block] > arrival) {
            ++block;
        }
        auto start = free_from.begin() + block * width;
        auto cabin = find_if(start, start + width, [&](int day) { return day <= arrival; });
        *cabin = stays[guest][1];
        earliest[block] = *min_element(start, start + width);
        cabins[guest] = cabin - free_from.begin() + 1;
    }
    return cabins;
}
