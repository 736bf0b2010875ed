class Solution {
    static int inCommon(String left, String right) {
        int most = Math.min(left.length(), right.length()), k = 0;
        while (k < most && left.charAt(k) == right.charAt(k)) k++;
        return k;
    }

    static long common_refrains(String song, long times, long longest) {
        int n = song.length();
        String[] suffixes = new String[n];
        for (int start = 0; start < n; start++) {
            suffixes[start] = song.substring(start, (int) Math.min(n, start + longest));
        }
        Arrays.sort(suffixes);
        long total = 0;
        for (int first = 0; first + times <= n; first++) {
            String last = suffixes[first + (int) times - 1];
            total += inCommon(suffixes[first], last);
            if (first > 0) total -= inCommon(suffixes[first - 1], last);
        }
        return total;
    }
}
