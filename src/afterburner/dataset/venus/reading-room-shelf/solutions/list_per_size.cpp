vector<long long> cellar_walks(vector<long long> requests, vector<long long> sizes) {
    vector<long long> result;
    for (long long size : sizes) {
        vector<long long> shelf;
        long long walks = 0;
        for (long long book : requests) {
            auto place = find(shelf.begin(), shelf.end(), book);
            if (place != shelf.end()) {
                shelf.erase(place);
            } else {
                ++walks;
                if ((long long)shelf.size() == size) {
                    shelf.erase(shelf.begin());
                }
            }
            shelf.push_back(book);
        }
        result.push_back(walks);
    }
    return result;
}
