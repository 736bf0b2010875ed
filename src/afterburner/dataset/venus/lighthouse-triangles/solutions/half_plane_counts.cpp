static long long choose2(long long n) { return n * (n - 1) / 2; }
static long long choose3(long long n) { return n * (n - 1) * (n - 2) / 6; }

long long enclosing_triangles(const vector<vector<long long>>& buoys) {
    long long result = choose3(buoys.size()), twice = 0;
    for (size_t i = 0; i < buoys.size(); i++) {
        long long x = buoys[i][0], y = buoys[i][1];
        long long same = 0, earlier = 0, left = 0, opposite = 0;
        for (size_t j = 0; j < buoys.size(); j++) {
            long long u = buoys[j][0], v = buoys[j][1];
            long long cross = x * v - y * u;
            if (cross > 0) {
                left++;
            } else if (cross == 0) {
                if (x * u + y * v > 0) {
                    same++;
                    earlier += j < i;
                } else {
                    opposite++;
                }
            }
        }
        if (earlier) continue;  // this direction is done
        long long ahead = left + opposite;
        result -= choose3(same + ahead) - choose3(ahead);
        twice += choose2(same) * opposite + choose2(opposite) * same;
    }
    return result + twice / 2;
}
