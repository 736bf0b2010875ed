long long trapped_water(const vector<long long>& heights) {
    long long water = 0;
    for (size_t i = 0; i < heights.size(); i++) {
        long long left = *max_element(heights.begin(), heights.begin() + i + 1);
        long long right = *max_element(heights.begin() + i, heights.end());
        water += min(left, right) - heights[i];
    }
    return water;
}
