class Solution {
    static long even_triples(long[] trees) {
        Arrays.sort(trees);
        long found = 0;
        for (int j = 1; j + 1 < trees.length; j++) {
            int i = j - 1;
            int k = j + 1;
            while (i >= 0 && k < trees.length) {
                long total = trees[i] + trees[k] - 2 * trees[j];
                if (total == 0) found++;
                if (total <= 0) k++;
                if (total >= 0) i--;
            }
        }
        return found;
    }
}
