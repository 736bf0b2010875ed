long long trapped_water(const vector<long long>& heights) {
    int n = heights.size();
    vector<long long> left(n), right(n);
    for (int i = 0; i < n; i++) left[i] = i ? max(left[i - 1], heights[i]) : heights[i];
    for (int i = n - 1; i >= 0; i--) right[i] = i + 1 < n ? max(right[i + 1], heights[i]) : heights[i];
    long long water = 0;
    for (int i = 0; i < n; i++) water += min(left[i], right[i]) - heights[i];
    return water;
}
