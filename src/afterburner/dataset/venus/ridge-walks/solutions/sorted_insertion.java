class Solution {
    static long count_walks(long[] climbs, long low, long high) {
        long[] before = new long[climbs.length + 1];
        int size = 1;
        long height = 0;
        long count = 0;
        for (long climb : climbs) {
            height += climb;
            count += below(before, size, height - low + 1) - below(before, size, height - high);
            int at = below(before, size, height);
            System.arraycopy(before, at, before, at + 1, size - at);
            before[at] = height;
            size++;
        }
        return count;
    }

    static int below(long[] sorted, int size, long value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
