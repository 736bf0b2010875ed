struct Buoy {
    int x, y, side;
};

long long enclosing_triangles(const vector<vector<long long>>& buoys) {
    vector<Buoy> sorted;
    for (const auto& buoy : buoys) {
        int x = buoy[0], y = buoy[1];
        bool down = y < 0 || (y == 0 && x < 0);
        sorted.push_back(down ? Buoy{-x, -y, 1} : Buoy{x, y, 0});
    }
    sort(sorted.begin(), sorted.end(), [](const Buoy& a, const Buoy& b) { return a.x * b.y > a.y * b.x; });
    long long single[2] = {0, 0}, twins[2] = {0, 0}, triple = 0;
    for (size_t i = 0; i < sorted.size();) {
        Buoy line = sorted[i];
        long long fresh[2] = {0, 0};
        for (; i < sorted.size() && line.x * sorted[i].y == line.y * sorted[i].x; i++) fresh[sorted[i].side]++;
        for (int side : {0, 1}) triple += fresh[side] * twins[1 - side];
        for (int side : {0, 1}) twins[side] += fresh[side] * single[1 - side];
        for (int side : {0, 1}) single[side] += fresh[side];
    }
    return triple;
}
