class Solution {
    static long[] rank_scores(long[] scores) {
        long[] ranks = new long[scores.length];
        for (int i = 0; i < scores.length; i++) {
            long higher = 0;
            for (long other : scores) if (other > scores[i]) higher++;
            ranks[i] = higher + 1;
        }
        return ranks;
    }
}
