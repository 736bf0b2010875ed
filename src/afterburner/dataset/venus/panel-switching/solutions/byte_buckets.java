class Solution {
    static long switching_effort(long[] settings, long on_effort, long off_effort) {
        int n = settings.length;
        long ons = 0;
        long offs = 0;
        for (int low = 0; low < 32; low += 8) {
            long[] counts = new long[256];
            long[] sums = new long[256];
            for (int i = 0; i < n; i++) {
                int value = (int) (settings[i] >> low & 255);
                counts[value]++;
                sums[value] += i;
            }
            for (int bit = 1; bit < 256; bit *= 2) {
                long lit = 0;
                long positions = 0;
                for (int value = bit; value < 256; value = (value + 1) | bit) {
                    lit += counts[value];
                    positions += sums[value];
                }
                long up = positions - lit * (lit - 1) / 2;
                ons += up;
                offs += lit * (n - lit) - up;
            }
        }
        return on_effort * ons + off_effort * offs;
    }
}
