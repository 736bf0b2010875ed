long long common_refrains(const string& song, long long times, long long longest) {
    long long total = 0;
    long long n = (long long)song.size();
    for (long long length = 1; length <= min(longest, n); length++) {
        vector<string_view> pieces;
        for (long long start = 0; start + length <= n; start++)
            pieces.push_back(string_view(song).substr(start, length));
        sort(pieces.begin(), pieces.end());
        long long amount = (long long)pieces.size(), found = 0;
        for (long long i = 0; i + times <= amount; i++) {
            bool enough = pieces[i] == pieces[i + times - 1];
            bool goes_on = i + times < amount && pieces[i] == pieces[i + times];
            found += enough && !goes_on;
        }
        if (found == 0) break;
        total += found;
    }
    return total;
}
