int root_of(vector<int>& parent, int a) {
    while (parent[a] != a) {
        a = parent[a] = parent[parent[a]];
    }
    return a;
}

vector<long long> group_counts(long long n, vector<vector<long long>> changes) {
    int q = changes.size();
    // Roads get numbers; a road is open while it was changed an odd number of times.
    map<pair<int, int>, int> number_of;
    vector<pair<int, int>> roads;
    vector<int> road_at(q);
    for (int time = 0; time < q; ++time) {
        pair<int, int> road = minmax<int>(changes[time][0], changes[time][1]);
        auto [place, is_new] = number_of.emplace(road, roads.size());
        if (is_new) {
            roads.push_back(road);
        }
        road_at[time] = place->second;
    }
    vector<char> is_open(roads.size()), changes_in_block(roads.size());
    vector<int> parent(n), small(n);
    vector<long long> result;
    int width = 2 * sqrt(q) + 1;
    for (int start = 0; start < q; start += width) {
        int end = min(q, start + width);
        vector<int> changing(road_at.begin() + start, road_at.begin() + end);
        sort(changing.begin(), changing.end());
        changing.erase(unique(changing.begin(), changing.end()), changing.end());
        fill(changes_in_block.begin(), changes_in_block.end(), 0);
        for (int road : changing) {
            changes_in_block[road] = 1;
        }
        iota(parent.begin(), parent.end(), 0);
        long long lasting = n;
        for (size_t road = 0; road < roads.size(); ++road) {
            if (is_open[road] && !changes_in_block[road]) {
                int a = root_of(parent, roads[road].first), b = root_of(parent, roads[road].second);
                if (a != b) {
                    parent[a] = b;
                    --lasting;
                }
            }
        }
        vector<pair<int, int>> ends;
        for (int road : changing) {
            ends.push_back({root_of(parent, roads[road].first), root_of(parent, roads[road].second)});
        }
        for (int time = start; time < end; ++time) {
            is_open[road_at[time]] ^= 1;
            for (auto& [a, b] : ends) {
                small[a] = a;
                small[b] = b;
            }
            long long groups = lasting;
            for (size_t i = 0; i < changing.size(); ++i) {
                if (is_open[changing[i]]) {
                    int a = root_of(small, ends[i].first), b = root_of(small, ends[i].second);
                    if (a != b) {
                        small[a] = b;
                        --groups;
                    }
                }
            }
            result.push_back(groups);
        }
    }
    return result;
}
