class Solution {
    static long trapped_water(long[] heights) {
        int n = heights.length;
        long[] left = new long[n + 1], right = new long[n + 1];
        for (int i = 0; i < n; i++) left[i + 1] = Math.max(left[i], heights[i]);
        for (int i = n - 1; i >= 0; i--) right[i] = Math.max(right[i + 1], heights[i]);
        long water = 0;
        for (int i = 0; i < n; i++) water += Math.min(left[i + 1], right[i]) - heights[i];
        return water;
    }
}
