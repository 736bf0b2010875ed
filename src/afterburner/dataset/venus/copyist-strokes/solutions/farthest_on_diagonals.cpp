int strokes(const string& line, const string& wish) {
    int n = (int)line.size(), m = (int)wish.size(), middle = n + m + 1;
    vector<int> farthest(2 * (n + m) + 3, 0);
    for (int count = 0;; count++) {
        for (int d = -count; d <= count; d += 2) {
            int left = farthest[middle + d - 1], right = farthest[middle + d + 1];
            int i = d == -count || (d != count && left < right) ? right : left + 1;
            int j = i - d;
            while (i < n && j < m && line[i] == wish[j]) i++, j++;
            farthest[middle + d] = i;
            if (i >= n && j >= m) return count;
        }
    }
}

vector<long long> copyist_strokes(const vector<string>& written, const vector<string>& meant) {
    vector<long long> result;
    for (size_t k = 0; k < written.size(); k++) result.push_back(strokes(written[k], meant[k]));
    return result;
}
