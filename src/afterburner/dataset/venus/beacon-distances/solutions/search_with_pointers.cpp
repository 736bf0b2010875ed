long long kth_distance(vector<long long> marks, long long k) {
    sort(marks.begin(), marks.end());
    long long low = 1, high = marks.back() - marks.front();
    while (low < high) {
        const long long middle = (low + high) / 2;
        long long count = 0;
        for (size_t start = 0, end = 0; end < marks.size(); ++end) {
            while (marks[end] - marks[start] > middle) ++start;
            count += end - start;
        }
        if (count >= k) high = middle;
        else low = middle + 1;
    }
    return low;
}
