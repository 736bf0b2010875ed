vector<long long> cellar_walks(vector<long long> requests, vector<long long> sizes) {
    long long n = requests.size();
    vector<long long> latest_first, served_from(n + 1);
    for (long long book : requests) {
        auto place = find(latest_first.begin(), latest_first.end(), book);
        if (place == latest_first.end()) {
            latest_first.push_back(book);
            place = latest_first.end() - 1;
        } else {
            ++served_from[place - latest_first.begin() + 1];
        }
        rotate(latest_first.begin(), place, place + 1);
    }
    partial_sum(served_from.begin(), served_from.end(), served_from.begin());
    vector<long long> result;
    for (long long size : sizes) {
        result.push_back(n - served_from[min(size, n)]);
    }
    return result;
}
