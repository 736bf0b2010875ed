class Solution {
    static long kth_distance(long[] marks, long k) {
        List<Long> distances = new ArrayList<>();
        for (int i = 0; i < marks.length; i++) {
            for (int j = 0; j < i; j++) {
                distances.add(Math.abs(marks[i] - marks[j]));
            }
        }
        Collections.sort(distances);
        return distances.get((int) k - 1);
    }
}
