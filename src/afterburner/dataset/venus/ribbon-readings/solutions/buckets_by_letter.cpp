long long ribbon_readings(const string& ribbon, const vector<string>& words) {
    const long long modulus = 1000000007;
    set<string> known(words.begin(), words.end());
    vector<vector<string>> buckets(26);
    for (const string& word : known) buckets[word[0] - 'a'].push_back(word);
    vector<long long> ways(ribbon.size() + 1, 0);
    ways[0] = 1;
    for (size_t start = 0; start < ribbon.size(); start++) {
        if (ways[start] == 0) continue;
        for (const string& word : buckets[ribbon[start] - 'a']) {
            if (ribbon.compare(start, word.size(), word) == 0) {
                long long& there = ways[start + word.size()];
                there = (there + ways[start]) % modulus;
            }
        }
    }
    return ways.back();
}
