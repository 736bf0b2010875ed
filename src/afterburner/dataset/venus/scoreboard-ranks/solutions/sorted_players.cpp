vector<long long> rank_scores(const vector<long long>& scores) {
    int n = scores.size();
    vector<int> players(n);
    iota(players.begin(), players.end(), 0);
    sort(players.begin(), players.end(), [&](int a, int b) { return scores[a] > scores[b]; });
    vector<long long> ranks(n);
    for (int i = 0; i < n; i++) {
        bool tied = i > 0 && scores[players[i]] == scores[players[i - 1]];
        ranks[players[i]] = tied ? ranks[players[i - 1]] : i + 1;
    }
    return ranks;
}
