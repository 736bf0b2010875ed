vector<long long> count_strips(long long a, long long b, long long m, const vector<long long>& lengths) {
    using Matrix = array<long long, 4>;
    auto times = [m](const Matrix& x, const Matrix& y) {
        return Matrix{(x[0] * y[0] + x[1] * y[2]) % m, (x[0] * y[1] + x[1] * y[3]) % m,
                      (x[2] * y[0] + x[3] * y[2]) % m, (x[2] * y[1] + x[3] * y[3]) % m};
    };
    vector<long long> counts;
    for (long long n : lengths) {
        Matrix power{1 % m, 0, 0, 1 % m}, step{a % m, b % m, 1 % m, 0};
        for (; n; n >>= 1, step = times(step, step))
            if (n & 1) power = times(power, step);
        counts.push_back(power[0]);
    }
    return counts;
}
