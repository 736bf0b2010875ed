class Solution {
    static long switching_effort(long[] settings, long on_effort, long off_effort) {
        long ons = 0;
        long offs = 0;
        for (int j = 0; j < settings.length; j++) {
            int after = (int) settings[j];
            for (int i = 0; i < j; i++) {
                int before = (int) settings[i];
                ons += Integer.bitCount(after & ~before);
                offs += Integer.bitCount(before & ~after);
            }
        }
        return on_effort * ons + off_effort * offs;
    }
}
