class Solution {
    static long[] count_strips(long a, long b, long m, long[] lengths) {
        long[] counts = new long[lengths.length];
        for (int k = 0; k < lengths.length; k++) {
            long before = 0, here = 1 % m;
            for (long i = 0; i < lengths[k]; i++) {
                long next = (a * here + b * before) % m;
                before = here;
                here = next;
            }
            counts[k] = here;
        }
        return counts;
    }
}
