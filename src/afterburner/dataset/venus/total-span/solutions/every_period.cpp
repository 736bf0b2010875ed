long long total_span(const vector<long long>& temperatures) {
    long long total = 0;
    for (size_t first = 0; first < temperatures.size(); ++first) {
        long long low = temperatures[first], high = low;
        for (size_t last = first; last < temperatures.size(); ++last) {
            low = min(low, temperatures[last]);
            high = max(high, temperatures[last]);
            total += high - low;
        }
    }
    return total;
}
