long long total_of_maxima(const vector<long long>& values) {
    const long long n = values.size();
    long long total = 0;
    for (long long day = 0; day < n; ++day) {
        long long low = day - 1, high = day + 1;
        while (low >= 0 && values[low] < values[day]) --low;
        while (high < n && values[high] <= values[day]) ++high;
        total += values[day] * (day - low) * (high - day);
    }
    return total;
}

long long total_span(vector<long long> temperatures) {
    long long total = total_of_maxima(temperatures);
    for (auto& value : temperatures) value = -value;
    return total + total_of_maxima(temperatures);
}
