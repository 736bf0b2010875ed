long long bracelet_pairs(const vector<string>& bracelets) {
    long long pairs = 0;
    for (size_t i = 0; i < bracelets.size(); i++) {
        for (size_t j = i + 1; j < bracelets.size(); j++) {
            const string& left = bracelets[i];
            const string& right = bracelets[j];
            if (left.size() != right.size()) continue;
            for (size_t cut = 0; cut < left.size(); cut++) {
                if (left.substr(cut) + left.substr(0, cut) == right) {
                    pairs++;
                    break;
                }
            }
        }
    }
    return pairs;
}
