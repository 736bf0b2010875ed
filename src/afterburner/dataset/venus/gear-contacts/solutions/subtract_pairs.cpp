long long contact_groups(const vector<long long>& teeth) {
    long long total = 0;
    for (size_t i = 0; i < teeth.size(); i++) {
        for (size_t j = 0; j < i; j++) {
            long long a = teeth[i], b = teeth[j];
            while (a != b) {
                if (a > b) a -= b;
                else b -= a;
            }
            total += a;
        }
    }
    return total;
}
