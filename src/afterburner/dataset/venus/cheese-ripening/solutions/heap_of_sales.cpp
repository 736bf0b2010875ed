long long best_ripening(const vector<long long>& prices, long long days) {
    const long long n = prices.size();
    priority_queue<pair<long long, long long>> sales;
    for (long long day = days; day < n; ++day) sales.emplace(prices[day], day);
    long long best = 0;
    for (long long bought = 0; bought + days < n; ++bought) {
        while (sales.top().second < bought + days) sales.pop();
        best = max(best, sales.top().first - prices[bought]);
    }
    return best;
}
