long long bracelet_pairs(const vector<string>& bracelets) {
    unordered_map<string, long long> counts;
    counts.reserve(bracelets.size());
    long long pairs = 0;
    for (const string& bracelet : bracelets) {
        size_t length = bracelet.size();
        string twice = bracelet + bracelet;
        size_t one = 0, other = 1, same = 0;
        while (one < length && other < length && same < length) {
            char left = twice[one + same], right = twice[other + same];
            if (left == right) {
                same++;
                continue;
            }
            if (left > right) one += same + 1;
            else other += same + 1;
            if (one == other) other++;
            same = 0;
        }
        pairs += counts[twice.substr(min(one, other), length)]++;
    }
    return pairs;
}
