vector<long long> rank_scores(const vector<long long>& scores) {
    vector<long long> sorted = scores, ranks;
    sort(sorted.rbegin(), sorted.rend());
    for (long long score : scores) ranks.push_back(find(sorted.begin(), sorted.end(), score) - sorted.begin() + 1);
    return ranks;
}
