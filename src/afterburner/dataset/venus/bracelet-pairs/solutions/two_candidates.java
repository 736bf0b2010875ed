class Solution {
    static String nameOf(String bracelet) {
        int length = bracelet.length();
        String twice = bracelet + bracelet;
        int one = 0, other = 1, same = 0;
        while (one < length && other < length && same < length) {
            char left = twice.charAt(one + same), right = twice.charAt(other + same);
            if (left == right) {
                same++;
                continue;
            }
            if (left > right) one += same + 1;
            else other += same + 1;
            if (one == other) other++;
            same = 0;
        }
        int cut = Math.min(one, other);
        return twice.substring(cut, cut + length);
    }

    static long bracelet_pairs(String[] bracelets) {
        Map<String, Integer> counts = new HashMap<>();
        long pairs = 0;
        for (String bracelet : bracelets) pairs += counts.merge(nameOf(bracelet), 1, Integer::sum) - 1;
        return pairs;
    }
}
