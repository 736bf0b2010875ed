class Solution {
    static long bracelet_pairs(String[] bracelets) {
        long pairs = 0;
        for (int i = 0; i < bracelets.length; i++) {
            for (int j = i + 1; j < bracelets.length; j++) {
                String left = bracelets[i];
                String right = bracelets[j];
                if (left.length() != right.length()) continue;
                for (int cut = 0; cut < left.length(); cut++) {
                    if ((left.substring(cut) + left.substring(0, cut)).equals(right)) {
                        pairs++;
                        break;
                    }
                }
            }
        }
        return pairs;
    }
}
