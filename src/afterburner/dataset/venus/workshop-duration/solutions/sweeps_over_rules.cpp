long long finish_time(const vector<long long>& durations, const vector<vector<long long>>& rules) {
    size_t n = durations.size();
    vector<long long> start(n), before(n);  // before: jobs on the longest chain, which a circle never lets settle
    for (size_t sweep = 0; sweep <= n; sweep++) {
        bool changed = false;
        for (const auto& rule : rules) {
            long long a = rule[0], b = rule[1];
            if (start[a] + durations[a] > start[b]) {
                start[b] = start[a] + durations[a];
                changed = true;
            }
            if (before[a] + 1 > before[b]) {
                before[b] = before[a] + 1;
                changed = true;
            }
        }
        if (!changed) {
            long long latest = 0;
            for (size_t job = 0; job < n; job++) latest = max(latest, start[job] + durations[job]);
            return latest;
        }
    }
    return -1;
}
