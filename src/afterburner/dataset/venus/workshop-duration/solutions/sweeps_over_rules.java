class Solution {
    static long finish_time(long[] durations, long[][] rules) {
        int n = durations.length;
        long[] start = new long[n];
        int[] before = new int[n]; // jobs on the longest chain, which a circle never lets settle
        for (int sweep = 0; sweep <= n; sweep++) {
            boolean changed = false;
            for (long[] rule : rules) {
                int a = (int) rule[0], b = (int) rule[1];
                if (start[a] + durations[a] > start[b]) {
                    start[b] = start[a] + durations[a];
                    changed = true;
                }
                if (before[a] + 1 > before[b]) {
                    before[b] = before[a] + 1;
                    changed = true;
                }
            }
            if (!changed) {
                long latest = 0;
                for (int job = 0; job < n; job++) latest = Math.max(latest, start[job] + durations[job]);
                return latest;
            }
        }
        return -1;
    }
}
