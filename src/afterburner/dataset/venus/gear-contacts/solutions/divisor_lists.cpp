long long contact_groups(const vector<long long>& teeth) {
    int top = 0;
    for (long long size : teeth) top = max<int>(top, size);
    vector<vector<int>> divisors(top + 1);
    vector<int> totient(top + 1);
    for (int d = 1; d <= top; d++) {
        totient[d] += d;
        for (int multiple = 2 * d; multiple <= top; multiple += d) totient[multiple] -= totient[d];
        for (int multiple = d; multiple <= top; multiple += d) divisors[multiple].push_back(d);
    }
    vector<int> seen(top + 1);
    long long total = 0;
    for (long long size : teeth)
        for (int d : divisors[size]) total += (long long)totient[d] * seen[d]++;
    return total;
}
