long long finish_time(const vector<long long>& durations, const vector<vector<long long>>& rules) {
    int n = durations.size();
    vector<int> row(n + 1), missing(n), flat(rules.size());
    for (const auto& rule : rules) {
        row[rule[0]]++;
        missing[rule[1]]++;
    }
    partial_sum(row.begin(), row.end(), row.begin());
    for (const auto& rule : rules) flat[--row[rule[0]]] = rule[1];
    vector<int> order;
    order.reserve(n);
    for (int job = 0; job < n; job++) {
        if (!missing[job]) order.push_back(job);
    }
    vector<long long> start(n);
    long long latest = 0;
    for (size_t place = 0; place < order.size(); place++) {
        int job = order[place];
        long long finish = start[job] + durations[job];
        latest = max(latest, finish);
        for (int k = row[job]; k < row[job + 1]; k++) {
            int other = flat[k];
            start[other] = max(start[other], finish);
            if (--missing[other] == 0) order.push_back(other);
        }
    }
    return (int)order.size() == n ? latest : -1;
}
