long long strokes(string line, string wish) {
    vector<vector<long long>> table(line.size() + 1, vector<long long>(wish.size() + 1, 0));
    for (size_t i = 0; i <= line.size(); i++) {
        for (size_t j = 0; j <= wish.size(); j++) {
            if (i == 0 || j == 0) table[i][j] = i + j;
            else if (line[i - 1] == wish[j - 1]) table[i][j] = table[i - 1][j - 1];
            else table[i][j] = 1 + min(table[i - 1][j], table[i][j - 1]);
        }
    }
    return table[line.size()][wish.size()];
}

vector<long long> copyist_strokes(vector<string> written, vector<string> meant) {
    vector<long long> result;
    for (size_t k = 0; k < written.size(); k++) result.push_back(strokes(written[k], meant[k]));
    return result;
}
