class Solution {
    static long[] rank_scores(long[] scores) {
        List<Long> sorted = new ArrayList<>();
        for (long score : scores) sorted.add(score);
        sorted.sort(Comparator.reverseOrder());
        long[] ranks = new long[scores.length];
        for (int i = 0; i < scores.length; i++) ranks[i] = sorted.indexOf(scores[i]) + 1;
        return ranks;
    }
}
