class Solution {
    static long contact_groups(long[] teeth) {
        int top = (int) Arrays.stream(teeth).max().orElse(0);
        List<List<Integer>> divisors = new ArrayList<>();
        for (int size = 0; size <= top; size++) divisors.add(new ArrayList<>());
        int[] totient = new int[top + 1];
        for (int d = 1; d <= top; d++) {
            totient[d] += d;
            for (int multiple = 2 * d; multiple <= top; multiple += d) totient[multiple] -= totient[d];
            for (int multiple = d; multiple <= top; multiple += d) divisors.get(multiple).add(d);
        }
        int[] seen = new int[top + 1];
        long total = 0;
        for (long size : teeth) {
            for (int d : divisors.get((int) size)) total += (long) totient[d] * seen[d]++;
        }
        return total;
    }
}
