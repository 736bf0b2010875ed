long long even_triples(vector<long long> trees) {
    sort(trees.begin(), trees.end());
    int n = trees.size();
    long long found = 0;
    for (int j = 1; j + 1 < n; j++) {
        int i = j - 1, k = j + 1;
        while (i >= 0 && k < n) {
            long long total = trees[i] + trees[k] - 2 * trees[j];
            if (total == 0) found++;
            if (total <= 0) k++;
            if (total >= 0) i--;
        }
    }
    return found;
}
