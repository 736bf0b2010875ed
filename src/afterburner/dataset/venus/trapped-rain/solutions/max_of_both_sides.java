class Solution {
    static long trapped_water(long[] heights) {
        long water = 0;
        for (int i = 0; i < heights.length; i++) {
            long left = 0, right = 0;
            for (int j = 0; j <= i; j++) left = Math.max(left, heights[j]);
            for (int j = i; j < heights.length; j++) right = Math.max(right, heights[j]);
            water += Math.min(left, right) - heights[i];
        }
        return water;
    }
}
