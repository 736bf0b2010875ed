long long even_triples(const vector<long long>& trees) {
    vector<char> flags(20001);
    vector<int> halves[2];
    for (long long tree : trees) {
        flags[tree] = 1;
        halves[tree % 2].push_back(tree / 2);
    }
    long long found = 0;
    for (int parity = 0; parity < 2; parity++) {
        const vector<int>& same = halves[parity];
        for (size_t k = 0; k < same.size(); k++) {
            const char* shifted = flags.data() + same[k] + parity;
            for (size_t i = 0; i < k; i++) found += shifted[same[i]];
        }
    }
    return found;
}
