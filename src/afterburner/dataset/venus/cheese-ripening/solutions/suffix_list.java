class Solution {
    static long best_ripening(long[] prices, long days) {
        int n = prices.length;
        long[] dearest = new long[n + 1];
        for (int day = n - 1; day >= 0; day--) {
            dearest[day] = Math.max(dearest[day + 1], prices[day]);
        }
        long best = 0;
        for (int bought = 0; bought + days < n; bought++) {
            best = Math.max(best, dearest[bought + (int) days] - prices[bought]);
        }
        return best;
    }
}
