class Solution {
    static long[] cabins_of(long[][] stays) {
        int n = stays.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, guest -> guest);
        Arrays.sort(order, Comparator.comparingLong(guest -> stays[guest][0]));
        long[] cabins = new long[n];
        for (int served = 0; served < n; served++) {
            int guest = order[served];
            boolean[] taken = new boolean[n + 2];
            for (int i = 0; i < served; i++) {
                int other = order[i];
                if (stays[other][1] > stays[guest][0]) {
                    taken[(int) cabins[other]] = true;
                }
            }
            int cabin = 1;
            while (taken[cabin]) {
                cabin++;
            }
            cabins[guest] = cabin;
        }
        return cabins;
    }
}
