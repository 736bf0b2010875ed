class Solution {
    static long[] cabins_of(long[][] stays) {
        List<Integer> waiting = new ArrayList<>();
        for (int guest = 0; guest < stays.length; guest++) {
            waiting.add(guest);
        }
        waiting.sort(Comparator.comparingLong(guest -> stays[guest][0]));
        long[] cabins = new long[stays.length];
        for (int cabin = 1; !waiting.isEmpty(); cabin++) {
            List<Integer> left = new ArrayList<>();
            long freeFrom = 0;
            for (int guest : waiting) {
                if (stays[guest][0] >= freeFrom) {
                    cabins[guest] = cabin;
                    freeFrom = stays[guest][1];
                } else {
                    left.add(guest);
                }
            }
            waiting = left;
        }
        return cabins;
    }
}
