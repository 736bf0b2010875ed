class Solution {
    static long count_walks(long[] climbs, long low, long high) {
        long count = 0;
        for (int first = 0; first < climbs.length; first++) {
            long net = 0;
            for (int last = first; last < climbs.length; last++) {
                net += climbs[last];
                if (low <= net && net <= high) {
                    count++;
                }
            }
        }
        return count;
    }
}
