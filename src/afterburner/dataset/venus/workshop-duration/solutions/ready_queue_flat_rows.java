class Solution {
    static long finish_time(long[] durations, long[][] rules) {
        int n = durations.length;
        int[] row = new int[n + 1];
        int[] missing = new int[n];
        int[] flat = new int[rules.length];
        for (long[] rule : rules) {
            row[(int) rule[0]]++;
            missing[(int) rule[1]]++;
        }
        for (int job = 0; job < n; job++) row[job + 1] += row[job];
        for (long[] rule : rules) flat[--row[(int) rule[0]]] = (int) rule[1];
        int[] order = new int[n];
        int ready = 0;
        for (int job = 0; job < n; job++) {
            if (missing[job] == 0) order[ready++] = job;
        }
        long[] start = new long[n];
        long latest = 0;
        for (int place = 0; place < ready; place++) {
            int job = order[place];
            long finish = start[job] + durations[job];
            latest = Math.max(latest, finish);
            for (int k = row[job]; k < row[job + 1]; k++) {
                int other = flat[k];
                start[other] = Math.max(start[other], finish);
                if (--missing[other] == 0) order[ready++] = other;
            }
        }
        return ready == n ? latest : -1;
    }
}
