class Solution {
    static long kth_distance(long[] marks, long k) {
        int[] times = new int[100_001];
        for (int i = 0; i < marks.length; i++) {
            for (int j = 0; j < i; j++) {
                times[(int) Math.abs(marks[i] - marks[j])]++;
            }
        }
        int distance = 0;
        while (k > 0) {
            distance++;
            k -= times[distance];
        }
        return distance;
    }
}
