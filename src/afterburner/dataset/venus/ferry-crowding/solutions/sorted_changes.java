class Solution {
    // A change of at most 1000 people either way, made positive, fits into 11 bits below the section.
    static final long MIDDLE = 1000;

    static long[] fullest_section(long n, long[][] groups) {
        long[] changes = new long[2 * groups.length + 1];
        int count = 0;
        changes[count++] = n << 11 | MIDDLE;
        for (long[] group : groups) {
            changes[count++] = group[0] << 11 | (MIDDLE + group[2]);
            changes[count++] = (group[1] + 1) << 11 | (MIDDLE - group[2]);
        }
        Arrays.sort(changes);
        long most = -1, first = 0, amount = 0, aboard = 0, since = 0;
        for (long packed : changes) {
            long section = packed >> 11;
            if (section > since) {
                if (aboard > most) {
                    most = aboard;
                    first = since;
                    amount = section - since;
                } else if (aboard == most) {
                    amount += section - since;
                }
                since = section;
            }
            aboard += (packed & 2047) - MIDDLE;
        }
        return new long[] {most, first, amount};
    }
}
