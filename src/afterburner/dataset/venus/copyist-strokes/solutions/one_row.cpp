vector<long long> copyist_strokes(const vector<string>& written, const vector<string>& meant) {
    vector<long long> result;
    vector<int> row;
    for (size_t k = 0; k < written.size(); k++) {
        const string& line = written[k];
        const string& wish = meant[k];
        row.resize(wish.size() + 1);
        iota(row.begin(), row.end(), 0);
        for (size_t i = 0; i < line.size(); i++) {
            int corner = row[0];
            row[0] = (int)i + 1;
            for (size_t j = 0; j < wish.size(); j++) {
                int up = row[j + 1];
                row[j + 1] = line[i] == wish[j] ? corner : 1 + min(up, row[j]);
                corner = up;
            }
        }
        result.push_back(row[wish.size()]);
    }
    return result;
}
