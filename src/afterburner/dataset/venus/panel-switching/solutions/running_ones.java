class Solution {
    static long switching_effort(long[] settings, long on_effort, long off_effort) {
        long[] lit = new long[30];
        long ons = 0;
        long offs = 0;
        for (int seen = 0; seen < settings.length; seen++) {
            for (int lamp = 0; lamp < 30; lamp++) {
                if ((settings[seen] >> lamp & 1) == 1) ons += seen - lit[lamp]++;
                else offs += lit[lamp];
            }
        }
        return on_effort * ons + off_effort * offs;
    }
}
