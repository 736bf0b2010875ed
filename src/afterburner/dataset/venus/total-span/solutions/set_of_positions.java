class Solution {
    static long total_span(long[] temperatures) {
        int n = temperatures.length;
        List<Integer> order = new ArrayList<>();
        for (int day = 0; day < n; day++) {
            order.add(day);
        }
        order.sort(Comparator.comparingLong(day -> temperatures[day]));
        long lows = totalShare(temperatures, order);
        Collections.reverse(order);
        return totalShare(temperatures, order) - lows;
    }

    /** Every day times the number of periods in which it is the first of all days in this order. */
    static long totalShare(long[] temperatures, List<Integer> order) {
        TreeSet<Integer> placed = new TreeSet<>(List.of(-1, temperatures.length));
        long total = 0;
        for (int day : order) {
            total += temperatures[day] * (day - placed.lower(day)) * (placed.higher(day) - day);
            placed.add(day);
        }
        return total;
    }
}
