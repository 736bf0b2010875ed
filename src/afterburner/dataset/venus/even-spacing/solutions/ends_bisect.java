class Solution {
    static long even_triples(long[] trees) {
        Arrays.sort(trees);
        long found = 0;
        for (int k = 0; k < trees.length; k++) {
            for (int i = 0; i < k; i++) {
                long total = trees[i] + trees[k];
                if (total % 2 == 0 && Arrays.binarySearch(trees, i, k, total / 2) >= 0) found++;
            }
        }
        return found;
    }
}
