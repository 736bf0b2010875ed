class Solution {
    static long trapped_water(long[] heights) {
        long water = 0, left = 0;
        for (int i = 0; i < heights.length; i++) {
            left = Math.max(left, heights[i]);
            long right = heights[i];
            for (int j = i + 1; j < heights.length && right < left; j++) right = Math.max(right, heights[j]);
            water += Math.min(left, right) - heights[i];
        }
        return water;
    }
}
