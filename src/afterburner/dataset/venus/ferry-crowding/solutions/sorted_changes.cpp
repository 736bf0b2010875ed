vector<long long> fullest_section(long long n, const vector<vector<long long>>& groups) {
    vector<pair<int, int>> changes;
    changes.reserve(2 * groups.size() + 1);
    changes.push_back({(int)n, 0});
    for (auto& group : groups) {
        changes.push_back({(int)group[0], (int)group[2]});
        changes.push_back({(int)group[1] + 1, -(int)group[2]});
    }
    sort(changes.begin(), changes.end());
    long long most = -1, first = 0, amount = 0, aboard = 0, since = 0;
    for (auto& [section, change] : changes) {
        if (section > since) {
            if (aboard > most) {
                most = aboard;
                first = since;
                amount = section - since;
            } else if (aboard == most) {
                amount += section - since;
            }
            since = section;
        }
        aboard += change;
    }
    return {most, first, amount};
}
