class Solution {
    static long trapped_water(long[] heights) {
        long water = 0, left = 0, right = 0;
        int i = 0, j = heights.length - 1;
        while (i <= j) {
            left = Math.max(left, heights[i]);
            right = Math.max(right, heights[j]);
            water += left <= right ? left - heights[i++] : right - heights[j--];
        }
        return water;
    }
}
