// Sum of the spans of all periods of at least two days within values[low, high).
long long solve(const vector<long long>& values, int low, int high) {
    if (high - low < 2) return 0;
    const int middle = (low + high) / 2, size = high - middle;
    long long total = solve(values, low, middle) + solve(values, middle, high);
    vector<long long> tops(size), bottoms(size), beyond_tops(size + 1), beyond_bottoms(size + 1);
    for (int i = 0; i < size; ++i) {
        tops[i] = max(values[middle + i], i ? tops[i - 1] : LLONG_MIN);
        bottoms[i] = min(values[middle + i], i ? bottoms[i - 1] : LLONG_MAX);
    }
    for (int i = size - 1; i >= 0; --i) {
        beyond_tops[i] = beyond_tops[i + 1] + tops[i];
        beyond_bottoms[i] = beyond_bottoms[i + 1] + bottoms[i];
    }
    long long top = LLONG_MIN, bottom = LLONG_MAX;
    int top_at = 0, bottom_at = 0;
    for (int day = middle - 1; day >= low; --day) {
        top = max(top, values[day]);
        bottom = min(bottom, values[day]);
        while (top_at < size && tops[top_at] <= top) ++top_at;
        while (bottom_at < size && bottoms[bottom_at] >= bottom) ++bottom_at;
        total += top * top_at + beyond_tops[top_at] - bottom * bottom_at - beyond_bottoms[bottom_at];
    }
    return total;
}

long long total_span(const vector<long long>& temperatures) { return solve(temperatures, 0, temperatures.size()); }
