vector<long long> fullest_section(long long n, vector<vector<long long>> groups) {
    unordered_map<long long, long long> load;
    for (auto& group : groups) {
        for (long long section = group[0]; section <= group[1]; ++section) {
            load[section] += group[2];
        }
    }
    if (load.empty()) {
        return {0, 0, n};
    }
    long long most = 0, first = 0, amount = 0;
    for (auto& [section, people] : load) {
        if (people > most) {
            most = people;
            first = section;
            amount = 1;
        } else if (people == most) {
            first = min(first, section);
            ++amount;
        }
    }
    return {most, first, amount};
}
