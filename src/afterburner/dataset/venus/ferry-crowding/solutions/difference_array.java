class Solution {
    static long[] fullest_section(long n, long[][] groups) {
        int[] change = new int[(int) n + 1];
        for (long[] group : groups) {
            change[(int) group[0]] += (int) group[2];
            change[(int) group[1] + 1] -= (int) group[2];
        }
        long most = -1, first = 0, amount = 0, aboard = 0;
        for (int section = 0; section < n; section++) {
            aboard += change[section];
            if (aboard > most) {
                most = aboard;
                first = section;
                amount = 1;
            } else if (aboard == most) {
                amount++;
            }
        }
        return new long[] {most, first, amount};
    }
}
