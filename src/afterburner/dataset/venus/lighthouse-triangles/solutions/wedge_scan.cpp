long long enclosing_triangles(const vector<vector<long long>>& buoys) {
    using Point = pair<int, int>;
    auto cross = [](const Point& a, const Point& b) { return a.first * b.second - a.second * b.first; };
    vector<Point> points;
    for (const auto& buoy : buoys) points.push_back({(int)buoy[0], (int)buoy[1]});
    long long found = 0;
    vector<Point> left, right;
    for (size_t i = 0; i < points.size(); i++) {
        left.clear();
        right.clear();
        for (size_t j = 0; j < i; j++) {
            int side = cross(points[i], points[j]);
            if (side > 0) left.push_back(points[j]);
            if (side < 0) right.push_back(points[j]);
        }
        for (const Point& second : left)
            for (const Point& third : right) found += cross(second, third) > 0;
    }
    return found;
}
