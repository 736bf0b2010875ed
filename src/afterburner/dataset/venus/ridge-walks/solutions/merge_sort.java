class Solution {
    static long count_walks(long[] climbs, long low, long high) {
        long[] heights = new long[climbs.length + 1];
        for (int at = 0; at < climbs.length; at++) {
            heights[at + 1] = heights[at] + climbs[at];
        }
        return solve(heights, new long[heights.length], 0, heights.length, low, high);
    }

    /** Sorts the heights from begin to end and returns the number of walks among them. */
    static long solve(long[] heights, long[] spare, int begin, int end, long low, long high) {
        if (end - begin < 2) {
            return 0;
        }
        int middle = (begin + end) >>> 1;
        long count = solve(heights, spare, begin, middle, low, high) + solve(heights, spare, middle, end, low, high);
        int first = begin;
        int last = begin;
        int taken = begin;
        int out = begin;
        for (int at = middle; at < end; at++) {
            long height = heights[at];
            while (first < middle && heights[first] < height - high) {
                first++;
            }
            while (last < middle && heights[last] <= height - low) {
                last++;
            }
            count += last - first;
            while (taken < middle && heights[taken] <= height) {
                spare[out++] = heights[taken++];
            }
            spare[out++] = height;
        }
        System.arraycopy(heights, taken, spare, out, middle - taken);
        System.arraycopy(spare, begin, heights, begin, end - begin);
        return count;
    }
}
