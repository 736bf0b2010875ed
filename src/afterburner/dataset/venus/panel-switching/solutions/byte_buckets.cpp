long long switching_effort(const vector<long long>& settings, long long on_effort, long long off_effort) {
    long long n = settings.size(), ons = 0, offs = 0;
    for (int low = 0; low < 32; low += 8) {
        array<long long, 256> counts{}, sums{};
        for (long long i = 0; i < n; i++) {
            int value = settings[i] >> low & 255;
            counts[value]++;
            sums[value] += i;
        }
        for (int bit = 1; bit < 256; bit *= 2) {
            long long lit = 0, positions = 0;
            for (int value = bit; value < 256; value = (value + 1) | bit) {
                lit += counts[value];
                positions += sums[value];
            }
            long long up = positions - lit * (lit - 1) / 2;
            ons += up;
            offs += lit * (n - lit) - up;
        }
    }
    return on_effort * ons + off_effort * offs;
}
