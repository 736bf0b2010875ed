class Solution {
    static long enclosing_triangles(long[][] buoys) {
        long[][] left = new long[buoys.length][];
        long[][] right = new long[buoys.length][];
        long found = 0;
        for (int i = 0; i < buoys.length; i++) {
            int lefts = 0;
            int rights = 0;
            for (int j = 0; j < i; j++) {
                long side = cross(buoys[i], buoys[j]);
                if (side > 0) left[lefts++] = buoys[j];
                if (side < 0) right[rights++] = buoys[j];
            }
            for (int j = 0; j < lefts; j++) {
                for (int k = 0; k < rights; k++) {
                    if (cross(left[j], right[k]) > 0) found++;
                }
            }
        }
        return found;
    }

    static long cross(long[] a, long[] b) {
        return a[0] * b[1] - a[1] * b[0];
    }
}
