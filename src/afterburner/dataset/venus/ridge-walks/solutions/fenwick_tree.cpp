long long count_walks(const vector<long long>& climbs, long long low, long long high) {
    vector<long long> heights{0};
    for (long long climb : climbs) heights.push_back(heights.back() + climb);
    vector<long long> order = heights;
    sort(order.begin(), order.end());
    vector<int> tree(order.size() + 1);
    const auto below = [&](size_t at) {
        long long found = 0;
        for (; at; at &= at - 1) found += tree[at];
        return found;
    };
    long long count = 0;
    for (long long height : heights) {
        count += below(upper_bound(order.begin(), order.end(), height - low) - order.begin());
        count -= below(lower_bound(order.begin(), order.end(), height - high) - order.begin());
        size_t at = upper_bound(order.begin(), order.end(), height) - order.begin();
        for (; at < tree.size(); at += at & -at) ++tree[at];
    }
    return count;
}
