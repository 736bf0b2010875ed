long long ribbon_readings(const string& ribbon, const vector<string>& words) {
    const long long modulus = 1000000007;
    vector<array<int, 26>> child(1);
    vector<char> is_word(1, 0);
    for (const string& word : words) {
        int node = 0;
        for (char letter : word) {
            if (child[node][letter - 'a'] == 0) {
                child[node][letter - 'a'] = (int)child.size();
                child.push_back({});
                is_word.push_back(0);
            }
            node = child[node][letter - 'a'];
        }
        is_word[node] = 1;
    }
    vector<long long> ways(ribbon.size() + 1, 0);
    ways[0] = 1;
    for (size_t start = 0; start < ribbon.size(); start++) {
        if (ways[start] == 0) continue;
        int node = 0;
        for (size_t end = start; end < ribbon.size(); end++) {
            node = child[node][ribbon[end] - 'a'];
            if (node == 0) break;
            if (is_word[node]) ways[end + 1] = (ways[end + 1] + ways[start]) % modulus;
        }
    }
    return ways.back();
}
