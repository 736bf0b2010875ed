class Solution {
    static long[] copyist_strokes(String[] written, String[] meant) {
        long[] result = new long[written.length];
        for (int k = 0; k < written.length; k++) {
            char[] line = written[k].toCharArray(), wish = meant[k].toCharArray();
            int[] row = new int[wish.length + 1];
            for (int j = 0; j <= wish.length; j++) row[j] = j;
            for (int i = 0; i < line.length; i++) {
                int corner = row[0];
                row[0] = i + 1;
                for (int j = 0; j < wish.length; j++) {
                    int up = row[j + 1];
                    row[j + 1] = line[i] == wish[j] ? corner : 1 + Math.min(up, row[j]);
                    corner = up;
                }
            }
            result[k] = row[wish.length];
        }
        return result;
    }
}
