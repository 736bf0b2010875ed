vector<long long> copyist_strokes(const vector<string>& written, const vector<string>& meant) {
    vector<long long> result(written.size());
    for (size_t k = 0; k < written.size(); k++) {
        const string& line = written[k];
        const string& wish = meant[k];
        unsigned long long places[26] = {};
        for (size_t j = 0; j < wish.size(); j++) places[wish[j] - 'a'] |= 1ULL << j;
        unsigned long long flat = (1ULL << wish.size()) - 1, full = flat;
        for (char letter : line) {
            unsigned long long matches = flat & places[letter - 'a'];
            flat = (flat + matches) | (flat - matches);
        }
        long long kept = (long long)wish.size() - __builtin_popcountll(flat & full);
        result[k] = (long long)line.size() + (long long)wish.size() - 2 * kept;
    }
    return result;
}
