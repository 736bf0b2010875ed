class Solution {
    static long[] copyist_strokes(String[] written, String[] meant) {
        long[] result = new long[written.length];
        long[] places = new long[26];
        for (int k = 0; k < written.length; k++) {
            String line = written[k], wish = meant[k];
            Arrays.fill(places, 0);
            for (int j = 0; j < wish.length(); j++) places[wish.charAt(j) - 'a'] |= 1L << j;
            long full = (1L << wish.length()) - 1, flat = full;
            for (int i = 0; i < line.length(); i++) {
                long matches = flat & places[line.charAt(i) - 'a'];
                flat = (flat + matches) | (flat - matches);
            }
            int kept = wish.length() - Long.bitCount(flat & full);
            result[k] = line.length() + wish.length() - 2 * kept;
        }
        return result;
    }
}
