class Solution {
    static long even_triples(long[] trees) {
        Arrays.sort(trees);
        long found = 0;
        for (int k = 0; k < trees.length; k++) {
            for (int i = 0; i < k; i++) {
                for (int j = i + 1; j < k; j++) {
                    if (trees[j] - trees[i] == trees[k] - trees[j]) found++;
                }
            }
        }
        return found;
    }
}
