class Solution {
    static long finish_time(long[] durations, long[][] rules) {
        int n = durations.length;
        List<List<Integer>> earlier = new ArrayList<>();
        for (int job = 0; job < n; job++) earlier.add(new ArrayList<>());
        for (long[] rule : rules) earlier.get((int) rule[1]).add((int) rule[0]);
        long[] finish = new long[n];
        Arrays.fill(finish, -1);
        List<Integer> waiting = new ArrayList<>();
        for (int job = 0; job < n; job++) waiting.add(job);
        long latest = 0;
        while (!waiting.isEmpty()) {
            List<Integer> stillWaiting = new ArrayList<>();
            for (int job : waiting) {
                long start = 0;
                for (int other : earlier.get(job)) {
                    if (finish[other] < 0) {
                        start = -1;
                        break;
                    }
                    start = Math.max(start, finish[other]);
                }
                if (start < 0) {
                    stillWaiting.add(job);
                } else {
                    finish[job] = start + durations[job];
                    latest = Math.max(latest, finish[job]);
                }
            }
            if (stillWaiting.size() == waiting.size()) return -1;
            waiting = stillWaiting;
        }
        return latest;
    }
}
