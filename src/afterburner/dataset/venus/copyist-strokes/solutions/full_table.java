class Solution {
    static long strokes(String line, String wish) {
        long[][] table = new long[line.length() + 1][wish.length() + 1];
        for (int i = 0; i <= line.length(); i++) {
            for (int j = 0; j <= wish.length(); j++) {
                if (i == 0 || j == 0) table[i][j] = i + j;
                else if (line.charAt(i - 1) == wish.charAt(j - 1)) table[i][j] = table[i - 1][j - 1];
                else table[i][j] = 1 + Math.min(table[i - 1][j], table[i][j - 1]);
            }
        }
        return table[line.length()][wish.length()];
    }

    static long[] copyist_strokes(String[] written, String[] meant) {
        long[] result = new long[written.length];
        for (int k = 0; k < written.length; k++) result[k] = strokes(written[k], meant[k]);
        return result;
    }
}
