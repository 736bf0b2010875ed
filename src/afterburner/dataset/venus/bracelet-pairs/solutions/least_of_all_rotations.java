class Solution {
    static long bracelet_pairs(String[] bracelets) {
        Map<String, Integer> counts = new HashMap<>();
        long pairs = 0;
        for (String bracelet : bracelets) {
            String twice = bracelet + bracelet;
            String least = bracelet;
            for (int cut = 1; cut < bracelet.length(); cut++) {
                String rotation = twice.substring(cut, cut + bracelet.length());
                if (rotation.compareTo(least) < 0) least = rotation;
            }
            pairs += counts.merge(least, 1, Integer::sum) - 1;
        }
        return pairs;
    }
}
