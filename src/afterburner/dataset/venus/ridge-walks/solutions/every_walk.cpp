long long count_walks(const vector<long long>& climbs, long long low, long long high) {
    long long count = 0;
    for (size_t first = 0; first < climbs.size(); ++first) {
        long long net = 0;
        for (size_t last = first; last < climbs.size(); ++last) {
            net += climbs[last];
            count += low <= net && net <= high;
        }
    }
    return count;
}
