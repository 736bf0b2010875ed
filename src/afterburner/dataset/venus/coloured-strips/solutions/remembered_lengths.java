class Solution {
    static long[] count_strips(long a, long b, long m, long[] lengths) {
        Map<Long, Long> known = new HashMap<>();
        long[] counts = new long[lengths.length];
        for (int k = 0; k < lengths.length; k++) {
            Long found = known.get(lengths[k]);
            if (found == null) {
                long before = 0, here = 1 % m;
                for (long i = 0; i < lengths[k]; i++) {
                    long next = (a * here + b * before) % m;
                    before = here;
                    here = next;
                }
                known.put(lengths[k], found = here);
            }
            counts[k] = found;
        }
        return counts;
    }
}
