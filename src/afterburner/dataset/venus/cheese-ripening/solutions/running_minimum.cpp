long long best_ripening(const vector<long long>& prices, long long days) {
    long long best = 0, lowest = LLONG_MAX;
    for (size_t sold = days; sold < prices.size(); ++sold) {
        lowest = min(lowest, prices[sold - days]);
        best = max(best, prices[sold] - lowest);
    }
    return best;
}
