class Solution {
    static long[] fullest_section(long n, long[][] groups) {
        long[] load = new long[(int) n];
        for (long[] group : groups) {
            for (int section = (int) group[0]; section <= group[1]; section++) {
                load[section] += group[2];
            }
        }
        int best = 0;
        for (int section = 0; section < n; section++) {
            if (load[section] > load[best]) {
                best = section;
            }
        }
        long most = load[best];
        long amount = Arrays.stream(load).filter(people -> people == most).count();
        return new long[] {most, best, amount};
    }
}
