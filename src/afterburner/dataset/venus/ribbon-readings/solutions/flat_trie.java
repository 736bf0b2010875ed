class Solution {
    static long ribbon_readings(String ribbon, String[] words) {
        int nodes = 1;
        for (String word : words) nodes += word.length();
        int[] child = new int[nodes * 26];
        boolean[] isWord = new boolean[nodes];
        nodes = 1;
        for (String word : words) {
            int node = 0;
            for (int i = 0; i < word.length(); i++) {
                int slot = node * 26 + word.charAt(i) - 'a';
                if (child[slot] == 0) child[slot] = nodes++;
                node = child[slot];
            }
            isWord[node] = true;
        }
        long[] ways = new long[ribbon.length() + 1];
        ways[0] = 1;
        for (int start = 0; start < ribbon.length(); start++) {
            long count = ways[start] % 1_000_000_007L;
            if (count == 0) continue;
            int node = 0;
            for (int end = start; end < ribbon.length(); end++) {
                node = child[node * 26 + ribbon.charAt(end) - 'a'];
                if (node == 0) break;
                if (isWord[node]) ways[end + 1] += count;
            }
        }
        return ways[ribbon.length()] % 1_000_000_007L;
    }
}
