class Solution {
    static long kth_distance(long[] marks, long k) {
        Arrays.sort(marks);
        int n = marks.length;
        // Entries: distance, lower mark, upper mark.
        PriorityQueue<long[]> heap = new PriorityQueue<>(Comparator.comparingLong(entry -> entry[0]));
        for (int i = 0; i + 1 < n; i++) {
            heap.add(new long[] {marks[i + 1] - marks[i], i, i + 1});
        }
        for (; k > 1; k--) {
            long[] entry = heap.poll();
            if (entry[2] + 1 < n) {
                entry[2]++;
                entry[0] = marks[(int) entry[2]] - marks[(int) entry[1]];
                heap.add(entry);
            }
        }
        return heap.peek()[0];
    }
}
