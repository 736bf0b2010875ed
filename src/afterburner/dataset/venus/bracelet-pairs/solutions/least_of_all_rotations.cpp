long long bracelet_pairs(const vector<string>& bracelets) {
    unordered_map<string, long long> counts;
    long long pairs = 0;
    for (const string& bracelet : bracelets) {
        string least = bracelet, rotation = bracelet;
        for (size_t cut = 1; cut < bracelet.size(); cut++) {
            rotate(rotation.begin(), rotation.begin() + 1, rotation.end());
            least = min(least, rotation);
        }
        pairs += counts[least]++;
    }
    return pairs;
}
