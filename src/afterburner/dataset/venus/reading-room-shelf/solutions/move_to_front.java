class Solution {
    static long[] cellar_walks(long[] requests, long[] sizes) {
        int n = requests.length;
        long[] latestFirst = new long[n];
        int known = 0;
        long[] servedFrom = new long[n + 1];
        for (long book : requests) {
            int place = 0;
            while (place < known && latestFirst[place] != book) {
                place++;
            }
            if (place == known) {
                known++;
            } else {
                servedFrom[place + 1]++;
            }
            System.arraycopy(latestFirst, 0, latestFirst, 1, place);
            latestFirst[0] = book;
        }
        Arrays.parallelPrefix(servedFrom, Long::sum);
        return Arrays.stream(sizes).map(size -> n - servedFrom[(int) Math.min(size, n)]).toArray();
    }
}
