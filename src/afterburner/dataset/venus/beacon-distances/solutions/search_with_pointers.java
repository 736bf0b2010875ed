class Solution {
    static long kth_distance(long[] marks, long k) {
        Arrays.sort(marks);
        long low = 1;
        long high = marks[marks.length - 1] - marks[0];
        while (low < high) {
            long middle = (low + high) / 2;
            if (countUpTo(marks, middle) >= k) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static long countUpTo(long[] marks, long distance) {
        long count = 0;
        int start = 0;
        for (int end = 0; end < marks.length; end++) {
            while (marks[end] - marks[start] > distance) {
                start++;
            }
            count += end - start;
        }
        return count;
    }
}
