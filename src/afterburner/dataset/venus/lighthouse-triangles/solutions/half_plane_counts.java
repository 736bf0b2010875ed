class Solution {
    static long choose2(long n) {
        return n * (n - 1) / 2;
    }

    static long choose3(long n) {
        return n * (n - 1) * (n - 2) / 6;
    }

    static long enclosing_triangles(long[][] buoys) {
        long result = choose3(buoys.length);
        long twice = 0;
        boolean[] done = new boolean[buoys.length];
        for (int i = 0; i < buoys.length; i++) {
            if (done[i]) continue;
            long x = buoys[i][0];
            long y = buoys[i][1];
            long same = 0;
            long left = 0;
            long opposite = 0;
            for (int j = 0; j < buoys.length; j++) {
                long cross = x * buoys[j][1] - y * buoys[j][0];
                if (cross > 0) {
                    left++;
                } else if (cross == 0) {
                    if (x * buoys[j][0] + y * buoys[j][1] > 0) {
                        same++;
                        done[j] = true;
                    } else {
                        opposite++;
                    }
                }
            }
            long ahead = left + opposite;
            result -= choose3(same + ahead) - choose3(ahead);
            twice += choose2(same) * opposite + choose2(opposite) * same;
        }
        return result + twice / 2;
    }
}
