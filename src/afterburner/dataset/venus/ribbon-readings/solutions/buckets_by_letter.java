class Solution {
    static long ribbon_readings(String ribbon, String[] words) {
        List<List<String>> buckets = new ArrayList<>();
        for (int letter = 0; letter < 26; letter++) buckets.add(new ArrayList<>());
        for (String word : new HashSet<>(Arrays.asList(words))) buckets.get(word.charAt(0) - 'a').add(word);
        long[] ways = new long[ribbon.length() + 1];
        ways[0] = 1;
        for (int start = 0; start < ribbon.length(); start++) {
            if (ways[start] == 0) continue;
            for (String word : buckets.get(ribbon.charAt(start) - 'a')) {
                if (ribbon.startsWith(word, start)) {
                    int end = start + word.length();
                    ways[end] = (ways[end] + ways[start]) % 1_000_000_007L;
                }
            }
        }
        return ways[ribbon.length()];
    }
}
