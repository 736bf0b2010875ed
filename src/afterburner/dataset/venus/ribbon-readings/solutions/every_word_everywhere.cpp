long long ribbon_readings(string ribbon, vector<string> words) {
    const long long modulus = 1000000007;
    sort(words.begin(), words.end());
    words.erase(unique(words.begin(), words.end()), words.end());
    vector<long long> ways(ribbon.size() + 1, 0);
    ways[0] = 1;
    for (size_t start = 0; start < ribbon.size(); start++) {
        if (ways[start] == 0) continue;
        for (const string& word : words) {
            if (ribbon.compare(start, word.size(), word) == 0) {
                long long& there = ways[start + word.size()];
                there = (there + ways[start]) % modulus;
            }
        }
    }
    return ways.back();
}
