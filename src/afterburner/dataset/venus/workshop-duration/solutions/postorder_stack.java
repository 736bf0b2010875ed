class Solution {
    static long finish_time(long[] durations, long[][] rules) {
        int n = durations.length;
        List<List<Integer>> earlier = new ArrayList<>();
        for (int job = 0; job < n; job++) earlier.add(new ArrayList<>());
        for (long[] rule : rules) earlier.get((int) rule[1]).add((int) rule[0]);
        byte[] state = new byte[n]; // 0 new, 1 on the current way, 2 done
        long[] finish = new long[n];
        ArrayDeque<Integer> stack = new ArrayDeque<>();
        long latest = 0;
        for (int root = 0; root < n; root++) {
            stack.push(root);
            while (!stack.isEmpty()) {
                int job = stack.peek();
                if (state[job] == 0) {
                    state[job] = 1;
                    for (int other : earlier.get(job)) {
                        if (state[other] == 1) return -1;
                        if (state[other] == 0) stack.push(other);
                    }
                    continue;
                }
                stack.pop();
                if (state[job] == 2) continue;
                state[job] = 2;
                long start = 0;
                for (int other : earlier.get(job)) start = Math.max(start, finish[other]);
                finish[job] = start + durations[job];
                latest = Math.max(latest, finish[job]);
            }
        }
        return latest;
    }
}
