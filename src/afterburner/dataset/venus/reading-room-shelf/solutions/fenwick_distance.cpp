vector<long long> cellar_walks(const vector<long long>& requests, const vector<long long>& sizes) {
    int n = requests.size();
    vector<int> tree(n + 1), served_from(n + 2);
    unordered_map<long long, int> last_use;
    last_use.reserve(2 * n);
    for (int time = 1; time <= n; ++time) {
        int& use = last_use[requests[time - 1]];
        if (use) {
            int needed = last_use.size() + 1;
            for (int i = use; i; i &= i - 1) {
                needed -= tree[i];
            }
            ++served_from[needed];
            for (int i = use; i <= n; i += i & -i) {
                --tree[i];
            }
        }
        for (int i = time; i <= n; i += i & -i) {
            ++tree[i];
        }
        use = time;
    }
    partial_sum(served_from.begin(), served_from.end(), served_from.begin());
    vector<long long> result;
    for (long long size : sizes) {
        result.push_back(n - served_from[min<long long>(size, n)]);
    }
    return result;
}
