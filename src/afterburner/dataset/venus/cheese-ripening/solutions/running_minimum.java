class Solution {
    static long best_ripening(long[] prices, long days) {
        long best = 0;
        long lowest = Long.MAX_VALUE;
        for (int sold = (int) days; sold < prices.length; sold++) {
            lowest = Math.min(lowest, prices[sold - (int) days]);
            best = Math.max(best, prices[sold] - lowest);
        }
        return best;
    }
}
