class Solution {
    static long[] count_strips(long a, long b, long m, long[] lengths) {
        int most = 0;
        for (long n : lengths) most = Math.max(most, (int) n);
        long[] table = new long[most + 1];
        table[0] = 1 % m;
        for (int n = 1; n <= most; n++) table[n] = (a * table[n - 1] + (n > 1 ? b * table[n - 2] : 0)) % m;
        long[] counts = new long[lengths.length];
        for (int k = 0; k < lengths.length; k++) counts[k] = table[(int) lengths[k]];
        return counts;
    }
}
