vector<long long> rank_scores(const vector<long long>& scores) {
    vector<long long> sorted = scores, ranks;
    sort(sorted.rbegin(), sorted.rend());
    map<long long, long long> place;
    for (size_t i = 0; i < sorted.size(); i++) place.emplace(sorted[i], i + 1);
    for (long long score : scores) ranks.push_back(place[score]);
    return ranks;
}
