long long contact_groups(const vector<long long>& teeth) {
    int top = 0;
    for (long long size : teeth) top = max<int>(top, size);
    vector<int> count(top + 1);
    for (long long size : teeth) count[size]++;
    vector<long long> exact(top + 1);
    long long total = 0;
    for (int d = top; d > 0; d--) {
        long long both = count[d], counted = 0;
        for (int multiple = 2 * d; multiple <= top; multiple += d) {
            both += count[multiple];
            counted += exact[multiple];
        }
        exact[d] = both * (both - 1) / 2 - counted;
        total += d * exact[d];
    }
    return total;
}
