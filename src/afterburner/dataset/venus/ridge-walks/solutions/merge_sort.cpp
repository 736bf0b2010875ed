using Place = vector<long long>::iterator;

// Sorts the heights and returns the number of walks among them.
long long solve(Place begin, Place end, long long low, long long high) {
    if (end - begin < 2) return 0;
    const Place middle = begin + (end - begin) / 2;
    long long count = solve(begin, middle, low, high) + solve(middle, end, low, high);
    Place first = begin, last = begin;
    for (Place at = middle; at != end; ++at) {
        while (first != middle && *first < *at - high) ++first;
        while (last != middle && *last <= *at - low) ++last;
        count += last - first;
    }
    inplace_merge(begin, middle, end);
    return count;
}

long long count_walks(const vector<long long>& climbs, long long low, long long high) {
    vector<long long> heights{0};
    for (long long climb : climbs) heights.push_back(heights.back() + climb);
    return solve(heights.begin(), heights.end(), low, high);
}
