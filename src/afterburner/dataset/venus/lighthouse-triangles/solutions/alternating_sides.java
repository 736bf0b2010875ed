class Solution {
    static long enclosing_triangles(long[][] buoys) {
        long[][] sorted = new long[buoys.length][];
        for (int i = 0; i < buoys.length; i++) {
            long x = buoys[i][0];
            long y = buoys[i][1];
            boolean down = y < 0 || (y == 0 && x < 0);
            sorted[i] = down ? new long[] {-x, -y, 1} : new long[] {x, y, 0};
        }
        Arrays.sort(sorted, (a, b) -> Long.compare(a[1] * b[0], a[0] * b[1]));
        long[] single = new long[2];
        long[] twins = new long[2];
        long triple = 0;
        int i = 0;
        while (i < sorted.length) {
            long[] line = sorted[i];
            long[] fresh = new long[2];
            while (i < sorted.length && line[0] * sorted[i][1] == line[1] * sorted[i][0]) fresh[(int) sorted[i++][2]]++;
            triple += fresh[0] * twins[1] + fresh[1] * twins[0];
            twins[0] += fresh[0] * single[1];
            twins[1] += fresh[1] * single[0];
            single[0] += fresh[0];
            single[1] += fresh[1];
        }
        return triple;
    }
}
