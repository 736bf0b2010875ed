vector<long long> cellar_walks(vector<long long> requests, vector<long long> sizes) {
    unordered_map<long long, int> number_of;
    vector<int> numbers;
    for (long long book : requests) {
        numbers.push_back(number_of.emplace(book, number_of.size()).first->second);
    }
    int joint = number_of.size();  // after it the longest unused, before it the last used
    vector<int> before(joint + 1), after(joint + 1);
    vector<long long> result;
    for (long long size : sizes) {
        fill(before.begin(), before.end(), -1);
        before[joint] = after[joint] = joint;
        long long held = 0, walks = 0;
        for (int book : numbers) {
            if (before[book] >= 0) {
                after[before[book]] = after[book];
                before[after[book]] = before[book];
            } else {
                ++walks;
                if (held == size) {
                    int oldest = after[joint];
                    after[joint] = after[oldest];
                    before[after[joint]] = joint;
                    before[oldest] = -1;
                } else {
                    ++held;
                }
            }
            before[book] = before[joint];
            after[before[joint]] = book;
            after[book] = joint;
            before[joint] = book;
        }
        result.push_back(walks);
    }
    return result;
}
