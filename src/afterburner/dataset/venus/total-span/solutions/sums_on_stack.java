class Solution {
    static long total_span(long[] temperatures) {
        return sumOfMaxima(temperatures, 1) + sumOfMaxima(temperatures, -1);
    }

    static long sumOfMaxima(long[] temperatures, int sign) {
        long[] tops = new long[temperatures.length];
        int[] counts = new int[temperatures.length];
        int depth = 0;
        long today = 0;
        long total = 0;
        for (long temperature : temperatures) {
            long value = sign * temperature;
            int count = 1;
            today += value;
            while (depth > 0 && tops[depth - 1] <= value) {
                depth--;
                today += (value - tops[depth]) * counts[depth];
                count += counts[depth];
            }
            tops[depth] = value;
            counts[depth] = count;
            depth++;
            total += today;
        }
        return total;
    }
}
