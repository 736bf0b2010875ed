class Solution {
    static int gcd(int a, int b) {
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    static long contact_groups(long[] teeth) {
        long total = 0;
        for (int i = 0; i < teeth.length; i++) {
            for (int j = 0; j < i; j++) total += gcd((int) teeth[i], (int) teeth[j]);
        }
        return total;
    }
}
