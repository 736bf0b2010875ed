class Solution {
    static long[] cabins_of(long[][] stays) {
        int n = stays.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, guest -> guest);
        Arrays.sort(order, Comparator.comparingLong(guest -> stays[guest][0]));
        int width = (int) Math.sqrt(n) + 1;
        long[][] blocks = new long[n / width + 1][width];
        long[] earliest = new long[blocks.length];
        long[] cabins = new long[n];
        for (int guest : order) {
            long arrival = stays[guest][0];
            int block = 0;
            while (earliest[block] > arrival) {
                block++;
            }
            long[] freeFrom = blocks[block];
            int place = 0;
            while (freeFrom[place] > arrival) {
                place++;
            }
            freeFrom[place] = stays[guest][1];
            long least = freeFrom[0];
            for (long day : freeFrom) {
                least = Math.min(least, day);
            }
            earliest[block] = least;
            cabins[guest] = block * width + place + 1;
        }
        return cabins;
    }
}
