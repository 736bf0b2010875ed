long long finish_time(const vector<long long>& durations, const vector<vector<long long>>& rules) {
    size_t n = durations.size();
    vector<vector<int>> earlier(n);
    for (const auto& rule : rules) earlier[rule[1]].push_back(rule[0]);
    vector<char> state(n);  // 0 new, 1 on the current way, 2 done
    vector<long long> finish(n);
    vector<int> stack;
    long long latest = 0;
    for (size_t root = 0; root < n; root++) {
        stack.push_back(root);
        while (!stack.empty()) {
            int job = stack.back();
            if (state[job] == 0) {
                state[job] = 1;
                for (int other : earlier[job]) {
                    if (state[other] == 1) return -1;
                    if (state[other] == 0) stack.push_back(other);
                }
                continue;
            }
            stack.pop_back();
            if (state[job] == 2) continue;
            state[job] = 2;
            long long start = 0;
            for (int other : earlier[job]) start = max(start, finish[other]);
            finish[job] = start + durations[job];
            latest = max(latest, finish[job]);
        }
    }
    return latest;
}
