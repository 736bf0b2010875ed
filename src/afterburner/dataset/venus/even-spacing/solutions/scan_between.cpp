long long even_triples(vector<long long> trees) {
    sort(trees.begin(), trees.end());
    long long found = 0;
    for (size_t k = 0; k < trees.size(); k++)
        for (size_t i = 0; i < k; i++)
            for (size_t j = i + 1; j < k; j++) found += trees[j] - trees[i] == trees[k] - trees[j];
    return found;
}
