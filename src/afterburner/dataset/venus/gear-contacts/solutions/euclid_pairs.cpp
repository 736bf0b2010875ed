long long contact_groups(const vector<long long>& teeth) {
    long long total = 0;
    for (size_t i = 0; i < teeth.size(); i++)
        for (size_t j = 0; j < i; j++) total += gcd((int)teeth[i], (int)teeth[j]);
    return total;
}
