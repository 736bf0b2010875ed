class Solution {
    static long[] rank_scores(long[] scores) {
        long[] sorted = scores.clone();
        Arrays.sort(sorted);
        long[] ranks = new long[scores.length];
        for (int i = 0; i < scores.length; i++) {
            int low = 0, high = sorted.length;
            while (low < high) {
                int middle = (low + high) / 2;
                if (sorted[middle] <= scores[i]) low = middle + 1;
                else high = middle;
            }
            ranks[i] = sorted.length - low + 1;
        }
        return ranks;
    }
}
