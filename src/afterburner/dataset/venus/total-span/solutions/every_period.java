class Solution {
    static long total_span(long[] temperatures) {
        long total = 0;
        for (int first = 0; first < temperatures.length; first++) {
            long low = temperatures[first];
            long high = low;
            for (int last = first; last < temperatures.length; last++) {
                low = Math.min(low, temperatures[last]);
                high = Math.max(high, temperatures[last]);
                total += high - low;
            }
        }
        return total;
    }
}
