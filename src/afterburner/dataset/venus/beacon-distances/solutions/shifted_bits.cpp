long long kth_distance(const vector<long long>& marks, long long k) {
    static bitset<100001> road;
    road.reset();
    for (long long mark : marks) road[mark] = true;
    long long distance = 0;
    while (k > 0) {
        ++distance;
        k -= (road & (road >> distance)).count();
    }
    return distance;
}
