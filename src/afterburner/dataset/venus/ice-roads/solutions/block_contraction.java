class Solution {
    static int find(int[] parent, int a) {
        while (parent[a] != a) {
            parent[a] = parent[parent[a]];
            a = parent[a];
        }
        return a;
    }

    static long[] group_counts(long islands, long[][] changes) {
        int n = (int) islands;
        int q = changes.length;
        // Roads get numbers; a road is open while it was changed an odd number of times.
        Map<Long, Integer> numberOf = new HashMap<>();
        int[] from = new int[q], to = new int[q], roadAt = new int[q];
        for (int time = 0; time < q; time++) {
            int u = (int) Math.min(changes[time][0], changes[time][1]);
            int v = (int) Math.max(changes[time][0], changes[time][1]);
            Integer number = numberOf.putIfAbsent((long) u * n + v, numberOf.size());
            if (number == null) {
                number = numberOf.size() - 1;
                from[number] = u;
                to[number] = v;
            }
            roadAt[time] = number;
        }
        int roads = numberOf.size();
        boolean[] isOpen = new boolean[roads];
        int[] parent = new int[n], small = new int[n];
        long[] result = new long[q];
        int width = 2 * (int) Math.sqrt(q) + 1;
        for (int start = 0; start < q; start += width) {
            int end = Math.min(q, start + width);
            int[] changing = Arrays.stream(roadAt, start, end).distinct().toArray();
            boolean[] changesInBlock = new boolean[roads];
            for (int road : changing) {
                changesInBlock[road] = true;
            }
            Arrays.setAll(parent, island -> island);
            int lasting = n;
            for (int road = 0; road < roads; road++) {
                if (isOpen[road] && !changesInBlock[road]) {
                    int a = find(parent, from[road]), b = find(parent, to[road]);
                    if (a != b) {
                        parent[a] = b;
                        lasting--;
                    }
                }
            }
            int[] left = new int[changing.length], right = new int[changing.length];
            for (int i = 0; i < changing.length; i++) {
                left[i] = find(parent, from[changing[i]]);
                right[i] = find(parent, to[changing[i]]);
            }
            for (int time = start; time < end; time++) {
                isOpen[roadAt[time]] ^= true;
                for (int i = 0; i < changing.length; i++) {
                    small[left[i]] = left[i];
                    small[right[i]] = right[i];
                }
                int groups = lasting;
                for (int i = 0; i < changing.length; i++) {
                    if (isOpen[changing[i]]) {
                        int a = find(small, left[i]), b = find(small, right[i]);
                        if (a != b) {
                            small[a] = b;
                            groups--;
                        }
                    }
                }
                result[time] = groups;
            }
        }
        return result;
    }
}
