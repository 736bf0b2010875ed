class Solution {
    static long total_span(long[] temperatures) {
        int n = temperatures.length;
        long[] packed = new long[n];
        for (int day = 0; day < n; day++) {
            packed[day] = (temperatures[day] + 100_000) << 20 | day;
        }
        Arrays.sort(packed);
        int[] order = new int[n];
        for (int at = 0; at < n; at++) {
            order[at] = (int) (packed[at] & ((1 << 20) - 1));
        }
        long highs = totalShare(temperatures, order);
        for (int at = 0; at < n / 2; at++) {
            int day = order[at];
            order[at] = order[n - 1 - at];
            order[n - 1 - at] = day;
        }
        return highs - totalShare(temperatures, order);
    }

    /** Every day times the number of periods in which it is the last of all days in this order. */
    static long totalShare(long[] temperatures, int[] order) {
        int n = temperatures.length;
        // Only the ends of a group know its other end; groups are what was added side by side.
        int[] otherEnd = new int[n];
        Arrays.fill(otherEnd, -1);
        long total = 0;
        for (int day : order) {
            int low = day > 0 && otherEnd[day - 1] >= 0 ? otherEnd[day - 1] : day;
            int high = day + 1 < n && otherEnd[day + 1] >= 0 ? otherEnd[day + 1] : day;
            total += temperatures[day] * (day - low + 1) * (high - day + 1);
            otherEnd[day] = day;
            otherEnd[low] = high;
            otherEnd[high] = low;
        }
        return total;
    }
}
