long long count_walks(const vector<long long>& climbs, long long low, long long high) {
    vector<long long> before{0};
    long long height = 0, count = 0;
    for (long long climb : climbs) {
        height += climb;
        const auto first = lower_bound(before.begin(), before.end(), height - high);
        const auto last = upper_bound(first, before.end(), height - low);
        count += last - first;
        before.insert(lower_bound(before.begin(), before.end(), height), height);
    }
    return count;
}
