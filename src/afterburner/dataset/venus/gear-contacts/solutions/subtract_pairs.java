class Solution {
    static long contact_groups(long[] teeth) {
        long total = 0;
        for (int i = 0; i < teeth.length; i++) {
            for (int j = 0; j < i; j++) {
                long a = teeth[i];
                long b = teeth[j];
                while (a != b) {
                    if (a > b) a -= b;
                    else b -= a;
                }
                total += a;
            }
        }
        return total;
    }
}
