class Solution {
    static long ribbon_readings(String ribbon, String[] words) {
        List<String> different = new ArrayList<>(new LinkedHashSet<>(Arrays.asList(words)));
        long[] ways = new long[ribbon.length() + 1];
        ways[0] = 1;
        for (int start = 0; start < ribbon.length(); start++) {
            if (ways[start] == 0) continue;
            for (String word : different) {
                if (ribbon.startsWith(word, start)) {
                    int end = start + word.length();
                    ways[end] = (ways[end] + ways[start]) % 1_000_000_007L;
                }
            }
        }
        return ways[ribbon.length()];
    }
}
