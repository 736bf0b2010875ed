size_t in_common(string_view left, string_view right) {
    size_t most = min(left.size(), right.size()), k = 0;
    while (k < most && left[k] == right[k]) k++;
    return k;
}

long long common_refrains(const string& song, long long times, long long longest) {
    vector<string_view> suffixes;
    for (size_t start = 0; start < song.size(); start++)
        suffixes.push_back(string_view(song).substr(start, longest));
    sort(suffixes.begin(), suffixes.end());
    long long total = 0;
    for (size_t first = 0; first + times <= suffixes.size(); first++) {
        string_view last = suffixes[first + times - 1];
        total += in_common(suffixes[first], last);
        if (first > 0) total -= in_common(suffixes[first - 1], last);
    }
    return total;
}
