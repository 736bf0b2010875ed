class Solution {
    static long[] times(long[] x, long[] y, long m) {
        return new long[] {
            (x[0] * y[0] + x[1] * y[2]) % m, (x[0] * y[1] + x[1] * y[3]) % m,
            (x[2] * y[0] + x[3] * y[2]) % m, (x[2] * y[1] + x[3] * y[3]) % m,
        };
    }

    static long[] count_strips(long a, long b, long m, long[] lengths) {
        long[] counts = new long[lengths.length];
        for (int k = 0; k < lengths.length; k++) {
            long[] power = {1 % m, 0, 0, 1 % m}, step = {a % m, b % m, 1 % m, 0};
            for (long n = lengths[k]; n > 0; n >>= 1) {
                if ((n & 1) == 1) power = times(power, step, m);
                step = times(step, step, m);
            }
            counts[k] = power[0];
        }
        return counts;
    }
}
