class Solution {
    static int side(long[] a, long[] b) {
        return Long.signum(a[0] * b[1] - a[1] * b[0]);
    }

    static long enclosing_triangles(long[][] buoys) {
        long found = 0;
        for (int i = 0; i < buoys.length; i++) {
            for (int j = 0; j < i; j++) {
                for (int k = 0; k < j; k++) {
                    int first = side(buoys[i], buoys[j]);
                    if (first != 0 && side(buoys[j], buoys[k]) == first && side(buoys[k], buoys[i]) == first) found++;
                }
            }
        }
        return found;
    }
}
