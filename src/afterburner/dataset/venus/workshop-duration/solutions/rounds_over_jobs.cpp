long long finish_time(const vector<long long>& durations, const vector<vector<long long>>& rules) {
    size_t n = durations.size();
    vector<vector<int>> earlier(n);
    for (const auto& rule : rules) earlier[rule[1]].push_back(rule[0]);
    vector<long long> finish(n, -1);
    vector<int> waiting(n);
    iota(waiting.begin(), waiting.end(), 0);
    long long latest = 0;
    while (!waiting.empty()) {
        vector<int> still_waiting;
        for (int job : waiting) {
            long long start = 0;
            for (int other : earlier[job]) {
                if (finish[other] < 0) {
                    start = -1;
                    break;
                }
                start = max(start, finish[other]);
            }
            if (start < 0) {
                still_waiting.push_back(job);
            } else {
                finish[job] = start + durations[job];
                latest = max(latest, finish[job]);
            }
        }
        if (still_waiting.size() == waiting.size()) return -1;
        waiting.swap(still_waiting);
    }
    return latest;
}
