long long common_refrains(const string& song, long long times, long long longest) {
    unordered_map<string, long long> counts;
    for (size_t start = 0; start < song.size(); start++) {
        for (size_t length = 1; length <= (size_t)longest && start + length <= song.size(); length++)
            counts[song.substr(start, length)]++;
    }
    long long total = 0;
    for (const auto& entry : counts) total += entry.second >= times;
    return total;
}
