class Solution {
    static long common_refrains(String song, long times, long longest) {
        Map<String, Integer> counts = new HashMap<>();
        for (int start = 0; start < song.length(); start++) {
            for (int end = start + 1; end <= Math.min(start + longest, song.length()); end++) {
                counts.merge(song.substring(start, end), 1, Integer::sum);
            }
        }
        return counts.values().stream().filter(count -> count >= times).count();
    }
}
