long long best_ripening(const vector<long long>& prices, long long days) {
    const long long n = prices.size();
    vector<long long> dearest(n + 1, 0);
    for (long long day = n - 1; day >= 0; --day) dearest[day] = max(dearest[day + 1], prices[day]);
    long long best = 0;
    for (long long bought = 0; bought + days < n; ++bought)
        best = max(best, dearest[bought + days] - prices[bought]);
    return best;
}
