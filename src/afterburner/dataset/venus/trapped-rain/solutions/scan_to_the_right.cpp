long long trapped_water(const vector<long long>& heights) {
    long long water = 0, left = 0;
    for (size_t i = 0; i < heights.size(); i++) {
        left = max(left, heights[i]);
        long long right = heights[i];
        for (size_t j = i + 1; j < heights.size() && right < left; j++) right = max(right, heights[j]);
        water += min(left, right) - heights[i];
    }
    return water;
}
