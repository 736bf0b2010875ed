class Solution {
    static long bracelet_pairs(String[] bracelets) {
        List<String> kinds = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        long pairs = 0;
        for (String bracelet : bracelets) {
            int found = -1;
            for (int k = 0; k < kinds.size() && found < 0; k++) {
                String twice = kinds.get(k);
                if (twice.length() == 2 * bracelet.length() && twice.contains(bracelet)) found = k;
            }
            if (found < 0) {
                kinds.add(bracelet + bracelet);
                counts.add(1);
            } else {
                pairs += counts.get(found);
                counts.set(found, counts.get(found) + 1);
            }
        }
        return pairs;
    }
}
