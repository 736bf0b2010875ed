long long total_span(const vector<long long>& temperatures) {
    long long total = 0, spans = 0;  // spans: the sum over all periods that end today
    vector<pair<long long, long long>> highs, lows;
    for (long long value : temperatures) {
        long long count = 1;
        while (!highs.empty() && highs.back().first <= value) {
            spans += (value - highs.back().first) * highs.back().second;
            count += highs.back().second;
            highs.pop_back();
        }
        highs.emplace_back(value, count);
        count = 1;
        while (!lows.empty() && lows.back().first >= value) {
            spans += (lows.back().first - value) * lows.back().second;
            count += lows.back().second;
            lows.pop_back();
        }
        lows.emplace_back(value, count);
        total += spans;
    }
    return total;
}
