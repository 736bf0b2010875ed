class Solution {
    static long[] cabins_of(long[][] stays) {
        Integer[] order = new Integer[stays.length];
        Arrays.setAll(order, guest -> guest);
        Arrays.sort(order, Comparator.comparingLong(guest -> stays[guest][0]));
        long[] cabins = new long[stays.length];
        List<Long> freeFrom = new ArrayList<>();
        for (int guest : order) {
            int cabin = 0;
            while (cabin < freeFrom.size() && freeFrom.get(cabin) > stays[guest][0]) {
                cabin++;
            }
            if (cabin == freeFrom.size()) {
                freeFrom.add(0L);
            }
            freeFrom.set(cabin, stays[guest][1]);
            cabins[guest] = cabin + 1;
        }
        return cabins;
    }
}
