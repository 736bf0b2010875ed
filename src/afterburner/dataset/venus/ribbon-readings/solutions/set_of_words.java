class Solution {
    static long ribbon_readings(String ribbon, String[] words) {
        Set<String> known = new HashSet<>(Arrays.asList(words));
        int[] lengths = known.stream().mapToInt(String::length).distinct().sorted().toArray();
        long[] ways = new long[ribbon.length() + 1];
        ways[0] = 1;
        for (int end = 1; end <= ribbon.length(); end++) {
            for (int length : lengths) {
                if (length > end) break;
                long count = ways[end - length];
                if (count != 0 && known.contains(ribbon.substring(end - length, end))) ways[end] += count;
            }
            ways[end] %= 1_000_000_007L;
        }
        return ways[ribbon.length()];
    }
}
