class Solution {
    /** Kinds of events, in their order at equal heights: drop what lies too low, add, ask. */
    private record Event(long height, int kind, int at) {}

    static long count_walks(long[] climbs, long low, long high) {
        List<Event> events = new ArrayList<>();
        long height = 0;
        for (int at = 0; at <= climbs.length; at++) {
            events.add(new Event(height - high, 0, at));
            events.add(new Event(height, 1, at));
            events.add(new Event(height - low, 2, at));
            height += at < climbs.length ? climbs[at] : 0;
        }
        events.sort(Comparator.comparingLong(Event::height).thenComparingInt(Event::kind));
        int[] tree = new int[climbs.length + 2];
        long count = 0;
        for (Event event : events) {
            if (event.kind == 1) {
                for (int at = event.at + 1; at < tree.length; at += at & -at) {
                    tree[at]++;
                }
                continue;
            }
            long found = 0;
            for (int at = event.at; at > 0; at &= at - 1) {
                found += tree[at];
            }
            count += event.kind == 2 ? found : -found;
        }
        return count;
    }
}
