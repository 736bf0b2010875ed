class Solution {
    static long common_refrains(String song, long times, long longest) {
        int n = song.length(), states = 1, last = 0;
        int[] moves = new int[52 * n + 52], link = new int[2 * n + 2], length = new int[2 * n + 2];
        int[] count = new int[2 * n + 2];
        link[0] = -1;
        for (int i = 0; i < n; i++) {
            int letter = song.charAt(i) - 'a', state = states++, node = last;
            length[state] = i + 1;
            count[state] = 1;
            for (; node >= 0 && moves[26 * node + letter] == 0; node = link[node]) moves[26 * node + letter] = state;
            if (node >= 0) {
                int target = moves[26 * node + letter];
                if (length[target] == length[node] + 1) {
                    link[state] = target;
                } else {
                    int copy = states++;
                    System.arraycopy(moves, 26 * target, moves, 26 * copy, 26);
                    link[copy] = link[target];
                    length[copy] = length[node] + 1;
                    link[target] = link[state] = copy;
                    for (; node >= 0 && moves[26 * node + letter] == target; node = link[node]) {
                        moves[26 * node + letter] = copy;
                    }
                }
            }
            last = state;
        }
        // Counting sort of the states by length.
        int[] until = new int[n + 2];
        for (int state = 1; state < states; state++) until[length[state] + 1]++;
        for (int k = 1; k <= n + 1; k++) until[k] += until[k - 1];
        int[] ordered = new int[states];
        for (int state = 1; state < states; state++) ordered[until[length[state]]++] = state;
        long total = 0;
        for (int i = states - 2; i >= 0; i--) {
            int state = ordered[i];
            count[link[state]] += count[state];
            if (count[state] >= times) total += Math.max(0, Math.min(longest, length[state]) - length[link[state]]);
        }
        return total;
    }
}
