vector<long long> fullest_section(long long n, vector<vector<long long>> groups) {
    vector<long long> load(n);
    for (auto& group : groups) {
        for (long long section = group[0]; section <= group[1]; ++section) {
            load[section] += group[2];
        }
    }
    auto fullest = max_element(load.begin(), load.end());
    return {*fullest, fullest - load.begin(), count(load.begin(), load.end(), *fullest)};
}
