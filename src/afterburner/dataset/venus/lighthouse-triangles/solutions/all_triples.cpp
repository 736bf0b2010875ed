long long enclosing_triangles(const vector<vector<long long>>& buoys) {
    auto side = [&](size_t a, size_t b) {
        long long cross = buoys[a][0] * buoys[b][1] - buoys[a][1] * buoys[b][0];
        return (cross > 0) - (cross < 0);
    };
    long long found = 0;
    for (size_t i = 0; i < buoys.size(); i++)
        for (size_t j = 0; j < i; j++)
            for (size_t k = 0; k < j; k++) {
                int first = side(i, j);
                found += first != 0 && side(j, k) == first && side(k, i) == first;
            }
    return found;
}
