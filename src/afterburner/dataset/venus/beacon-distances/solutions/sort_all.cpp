long long kth_distance(const vector<long long>& marks, long long k) {
    vector<long long> distances;
    for (size_t i = 0; i < marks.size(); ++i)
        for (size_t j = 0; j < i; ++j) distances.push_back(llabs(marks[i] - marks[j]));
    sort(distances.begin(), distances.end());
    return distances[k - 1];
}
