long long switching_effort(const vector<long long>& settings, long long on_effort, long long off_effort) {
    long long ons = 0, offs = 0;
    for (size_t j = 0; j < settings.size(); j++) {
        for (size_t i = 0; i < j; i++) {
            ons += __builtin_popcount((unsigned)(settings[j] & ~settings[i]));
            offs += __builtin_popcount((unsigned)(settings[i] & ~settings[j]));
        }
    }
    return on_effort * ons + off_effort * offs;
}
