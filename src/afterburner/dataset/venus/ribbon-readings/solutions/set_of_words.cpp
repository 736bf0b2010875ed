long long ribbon_readings(const string& ribbon, const vector<string>& words) {
    const long long modulus = 1000000007;
    unordered_set<string> known(words.begin(), words.end());
    set<size_t> lengths;
    for (const string& word : words) lengths.insert(word.size());
    vector<long long> ways(ribbon.size() + 1, 0);
    ways[0] = 1;
    for (size_t end = 1; end <= ribbon.size(); end++) {
        for (size_t length : lengths) {
            if (length > end) break;
            if (ways[end - length] && known.count(ribbon.substr(end - length, length)))
                ways[end] = (ways[end] + ways[end - length]) % modulus;
        }
    }
    return ways.back();
}
