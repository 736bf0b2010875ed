vector<long long> count_strips(long long a, long long b, long long m, const vector<long long>& lengths) {
    vector<long long> counts;
    for (long long n : lengths) {
        long long before = 0, here = 1 % m;
        for (long long i = 0; i < n; i++) {
            long long next = (a * here + b * before) % m;
            before = here;
            here = next;
        }
        counts.push_back(here);
    }
    return counts;
}
