long long best_ripening(const vector<long long>& prices, long long days) {
    const long long n = prices.size();
    long long best = 0;
    for (long long bought = 0; bought + days < n; ++bought)
        for (long long sold = bought + days; sold < n; ++sold)
            best = max(best, prices[sold] - prices[bought]);
    return best;
}
