class Solution {
    static long[] cellar_walks(long[] requests, long[] sizes) {
        long[] result = new long[sizes.length];
        for (int k = 0; k < sizes.length; k++) {
            ArrayList<Long> shelf = new ArrayList<>();
            for (long book : requests) {
                int place = shelf.indexOf(book);
                if (place >= 0) {
                    shelf.remove(place);
                } else {
                    result[k]++;
                    if (shelf.size() == sizes[k]) {
                        shelf.remove(0);
                    }
                }
                shelf.add(book);
            }
        }
        return result;
    }
}
