long long switching_effort(const vector<long long>& settings, long long on_effort, long long off_effort) {
    array<long long, 30> lit{};
    long long ons = 0, offs = 0, seen = 0;
    for (long long setting : settings) {
        for (int lamp = 0; lamp < 30; lamp++) {
            if (setting >> lamp & 1) {
                ons += seen - lit[lamp]++;
            } else {
                offs += lit[lamp];
            }
        }
        seen++;
    }
    return on_effort * ons + off_effort * offs;
}
