vector<long long> count_strips(long long a, long long b, long long m, const vector<long long>& lengths) {
    if (lengths.empty()) return {};
    vector<long long> table(*max_element(lengths.begin(), lengths.end()) + 1);
    table[0] = 1 % m;
    for (size_t n = 1; n < table.size(); n++) table[n] = (a * table[n - 1] + (n > 1 ? b * table[n - 2] : 0)) % m;
    vector<long long> counts;
    for (long long n : lengths) counts.push_back(table[n]);
    return counts;
}
