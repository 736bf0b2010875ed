class Solution {
    static long[] rank_scores(long[] scores) {
        long[] sorted = scores.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        Map<Long, Long> place = new HashMap<>();
        for (int i = n - 1; i >= 0; i--) place.putIfAbsent(sorted[i], (long) (n - i));
        long[] ranks = new long[n];
        for (int i = 0; i < n; i++) ranks[i] = place.get(scores[i]);
        return ranks;
    }
}
