long long even_triples(vector<long long> trees) {
    sort(trees.begin(), trees.end());
    long long found = 0;
    for (size_t k = 0; k < trees.size(); k++) {
        for (size_t i = 0; i < k; i++) {
            long long total = trees[i] + trees[k];
            if (total % 2 == 0) found += binary_search(trees.begin() + i, trees.begin() + k, total / 2);
        }
    }
    return found;
}
