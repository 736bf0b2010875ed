class Solution {
    static long switching_effort(long[] settings, long on_effort, long off_effort) {
        long total = 0;
        for (int j = 0; j < settings.length; j++) {
            for (int i = 0; i < j; i++) {
                for (int lamp = 0; lamp < 30; lamp++) {
                    long change = (settings[j] >> lamp & 1) - (settings[i] >> lamp & 1);
                    if (change > 0) total += on_effort;
                    else if (change < 0) total += off_effort;
                }
            }
        }
        return total;
    }
}
