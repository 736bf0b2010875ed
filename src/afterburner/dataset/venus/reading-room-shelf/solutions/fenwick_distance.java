class Solution {
    static long[] cellar_walks(long[] requests, long[] sizes) {
        int n = requests.length;
        int[] tree = new int[n + 1];
        int[] servedFrom = new int[n + 2];
        Map<Long, Integer> lastUse = new HashMap<>();
        for (int time = 1; time <= n; time++) {
            Integer use = lastUse.put(requests[time - 1], time);
            if (use != null) {
                int needed = lastUse.size() + 1;
                for (int i = use; i > 0; i &= i - 1) {
                    needed -= tree[i];
                }
                servedFrom[needed]++;
                for (int i = use; i <= n; i += i & -i) {
                    tree[i]--;
                }
            }
            for (int i = time; i <= n; i += i & -i) {
                tree[i]++;
            }
        }
        for (int size = 1; size <= n; size++) {
            servedFrom[size] += servedFrom[size - 1];
        }
        long[] result = new long[sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            result[k] = n - servedFrom[(int) Math.min(sizes[k], n)];
        }
        return result;
    }
}
