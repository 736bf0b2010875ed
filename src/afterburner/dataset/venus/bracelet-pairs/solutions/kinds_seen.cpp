struct Kind {
    string twice;
    long long count;
};

long long bracelet_pairs(const vector<string>& bracelets) {
    vector<Kind> kinds;
    long long pairs = 0;
    for (const string& bracelet : bracelets) {
        bool known = false;
        for (Kind& kind : kinds) {
            if (kind.twice.size() == 2 * bracelet.size() && kind.twice.find(bracelet) != string::npos) {
                pairs += kind.count++;
                known = true;
                break;
            }
        }
        if (!known) kinds.push_back({bracelet + bracelet, 1});
    }
    return pairs;
}
