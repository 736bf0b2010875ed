long long switching_effort(vector<long long> settings, long long on_effort, long long off_effort) {
    long long total = 0;
    for (size_t j = 0; j < settings.size(); j++) {
        for (size_t i = 0; i < j; i++) {
            for (int lamp = 0; lamp < 30; lamp++) {
                bool before = settings[i] >> lamp & 1;
                bool after = settings[j] >> lamp & 1;
                if (after && !before) total += on_effort;
                if (before && !after) total += off_effort;
            }
        }
    }
    return total;
}
