class Solution {
    static long even_triples(long[] trees) {
        byte[] flags = new byte[20001];
        for (long tree : trees) flags[(int) tree] = 1;
        long found = 0;
        int[] halves = new int[trees.length];
        for (int parity = 0; parity < 2; parity++) {
            int count = 0;
            for (long tree : trees) {
                if (tree % 2 != parity) continue;
                int half = (int) (tree / 2);
                for (int i = 0; i < count; i++) found += flags[half + parity + halves[i]];
                halves[count++] = half;
            }
        }
        return found;
    }
}
