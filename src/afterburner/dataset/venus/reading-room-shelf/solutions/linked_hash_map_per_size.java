class Solution {
    static long[] cellar_walks(long[] requests, long[] sizes) {
        long[] result = new long[sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            long size = sizes[k];
            Map<Long, Boolean> shelf = new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
                    return size() > size;
                }
            };
            for (long book : requests) {
                if (shelf.put(book, true) == null) {
                    result[k]++;
                }
            }
        }
        return result;
    }
}
