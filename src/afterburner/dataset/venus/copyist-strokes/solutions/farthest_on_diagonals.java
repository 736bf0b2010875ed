class Solution {
    static int strokes(char[] line, char[] wish) {
        int n = line.length, m = wish.length, middle = n + m + 1;
        int[] farthest = new int[2 * (n + m) + 3];
        for (int count = 0;; count++) {
            for (int d = -count; d <= count; d += 2) {
                int left = farthest[middle + d - 1], right = farthest[middle + d + 1];
                int i = d == -count || (d != count && left < right) ? right : left + 1;
                int j = i - d;
                while (i < n && j < m && line[i] == wish[j]) {
                    i++;
                    j++;
                }
                farthest[middle + d] = i;
                if (i >= n && j >= m) return count;
            }
        }
    }

    static long[] copyist_strokes(String[] written, String[] meant) {
        long[] result = new long[written.length];
        for (int k = 0; k < written.length; k++) {
            result[k] = strokes(written[k].toCharArray(), meant[k].toCharArray());
        }
        return result;
    }
}
