vector<long long> count_strips(long long a, long long b, long long m, const vector<long long>& lengths) {
    unordered_map<long long, long long> known;
    vector<long long> counts;
    for (long long n : lengths) {
        auto found = known.find(n);
        if (found == known.end()) {
            long long before = 0, here = 1 % m;
            for (long long i = 0; i < n; i++) before = exchange(here, (a * here + b * before) % m);
            found = known.emplace(n, here).first;
        }
        counts.push_back(found->second);
    }
    return counts;
}
