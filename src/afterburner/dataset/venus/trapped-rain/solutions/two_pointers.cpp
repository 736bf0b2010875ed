long long trapped_water(const vector<long long>& heights) {
    long long water = 0, left = 0, right = 0;
    for (int i = 0, j = (int)heights.size() - 1; i <= j;) {
        left = max(left, heights[i]);
        right = max(right, heights[j]);
        if (left <= right) water += left - heights[i++];
        else water += right - heights[j--];
    }
    return water;
}
