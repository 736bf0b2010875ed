class Solution {
    static long best_ripening(long[] prices, long days) {
        long best = 0;
        for (int bought = 0; bought + days < prices.length; bought++) {
            for (int sold = bought + (int) days; sold < prices.length; sold++) {
                best = Math.max(best, prices[sold] - prices[bought]);
            }
        }
        return best;
    }
}
