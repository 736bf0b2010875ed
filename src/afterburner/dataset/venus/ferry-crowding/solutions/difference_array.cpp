vector<long long> fullest_section(long long n, vector<vector<long long>> groups) {
    vector<int> change(n + 1);
    for (auto& group : groups) {
        change[group[0]] += group[2];
        change[group[1] + 1] -= group[2];
    }
    long long most = -1, first = 0, amount = 0, aboard = 0;
    for (long long section = 0; section < n; ++section) {
        aboard += change[section];
        if (aboard > most) {
            most = aboard;
            first = section;
            amount = 1;
        } else if (aboard == most) {
            ++amount;
        }
    }
    return {most, first, amount};
}
