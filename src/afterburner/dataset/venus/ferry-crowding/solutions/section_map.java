class Solution {
    static long[] fullest_section(long n, long[][] groups) {
        Map<Long, Long> load = new HashMap<>();
        for (long[] group : groups) {
            for (long section = group[0]; section <= group[1]; section++) {
                load.merge(section, group[2], Long::sum);
            }
        }
        if (load.isEmpty()) {
            return new long[] {0, 0, n};
        }
        long most = Collections.max(load.values());
        long first = n;
        long amount = 0;
        for (Map.Entry<Long, Long> entry : load.entrySet()) {
            if (entry.getValue() == most) {
                first = Math.min(first, entry.getKey());
                amount++;
            }
        }
        return new long[] {most, first, amount};
    }
}
