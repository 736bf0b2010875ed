class Solution {
    static long common_refrains(String song, long times, long longest) {
        int n = song.length();
        int[] numbers = new int[n];
        long total = 0;
        for (int length = 1; length <= Math.min(longest, n); length++) {
            Map<Integer, Integer> numberOf = new HashMap<>();
            int[] counts = new int[n];
            long often = 0;
            for (int start = 0; start + length <= n; start++) {
                int pair = numbers[start] * 26 + song.charAt(start + length - 1) - 'a';
                Integer number = numberOf.get(pair);
                if (number == null) {
                    number = numberOf.size();
                    numberOf.put(pair, number);
                }
                numbers[start] = number;
                if (++counts[number] == times) often++;
            }
            if (often == 0) break;
            total += often;
        }
        return total;
    }
}
