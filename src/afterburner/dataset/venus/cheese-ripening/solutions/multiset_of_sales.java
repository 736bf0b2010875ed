class Solution {
    static long best_ripening(long[] prices, long days) {
        TreeMap<Long, Integer> left = new TreeMap<>();
        for (int day = (int) days; day < prices.length; day++) {
            left.merge(prices[day], 1, Integer::sum);
        }
        long best = 0;
        for (int bought = 0; bought + days < prices.length; bought++) {
            best = Math.max(best, left.lastKey() - prices[bought]);
            left.computeIfPresent(prices[bought + (int) days], (price, times) -> times == 1 ? null : times - 1);
        }
        return best;
    }
}
