vector<long long> rank_scores(const vector<long long>& scores) {
    vector<long long> ranks;
    for (long long score : scores) {
        long long higher = 0;
        for (long long other : scores) higher += other > score;
        ranks.push_back(higher + 1);
    }
    return ranks;
}
