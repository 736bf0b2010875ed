long long kth_distance(const vector<long long>& marks, long long k) {
    vector<int> distances;
    distances.reserve(marks.size() * (marks.size() - 1) / 2);
    for (size_t i = 0; i < marks.size(); ++i)
        for (size_t j = 0; j < i; ++j) distances.push_back(static_cast<int>(llabs(marks[i] - marks[j])));
    nth_element(distances.begin(), distances.begin() + (k - 1), distances.end());
    return distances[k - 1];
}
