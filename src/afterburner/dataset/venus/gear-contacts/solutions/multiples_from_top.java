class Solution {
    static long contact_groups(long[] teeth) {
        int top = 0;
        for (long size : teeth) top = Math.max(top, (int) size);
        int[] count = new int[top + 1];
        for (long size : teeth) count[(int) size]++;
        long[] exact = new long[top + 1];
        long total = 0;
        for (int d = top; d > 0; d--) {
            long both = count[d];
            long counted = 0;
            for (int multiple = 2 * d; multiple <= top; multiple += d) {
                both += count[multiple];
                counted += exact[multiple];
            }
            exact[d] = both * (both - 1) / 2 - counted;
            total += d * exact[d];
        }
        return total;
    }
}
