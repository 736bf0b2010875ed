struct TimeTree {
    int q, size = 1;
    vector<vector<pair<int, int>>> roads_of;
    vector<int> parent;  // of a root: minus the size of its group
    vector<long long> result;

    TimeTree(int n, int q) : q(q), parent(n, -1) {
        while (size < q) {
            size *= 2;
        }
        roads_of.resize(2 * size);
    }

    void add(int start, int end, pair<int, int> road) {
        for (int left = start + size, right = end + size; left < right; left /= 2, right /= 2) {
            if (left & 1) {
                roads_of[left++].push_back(road);
            }
            if (right & 1) {
                roads_of[--right].push_back(road);
            }
        }
    }

    void visit(int node, int first, int width, long long groups) {
        if (first >= q) {
            return;
        }
        vector<pair<int, int>> joined;
        for (auto [a, b] : roads_of[node]) {
            while (parent[a] >= 0) {
                a = parent[a];
            }
            while (parent[b] >= 0) {
                b = parent[b];
            }
            if (a != b) {
                if (parent[a] > parent[b]) {
                    swap(a, b);
                }
                parent[a] += parent[b];
                joined.push_back({b, parent[b]});
                parent[b] = a;
                --groups;
            }
        }
        if (node >= size) {
            result.push_back(groups);
        } else {
            visit(2 * node, first, width / 2, groups);
            visit(2 * node + 1, first + width / 2, width / 2, groups);
        }
        while (!joined.empty()) {
            auto [b, old] = joined.back();
            joined.pop_back();
            parent[parent[b]] -= old;
            parent[b] = old;
        }
    }
};

vector<long long> group_counts(long long n, const vector<vector<long long>>& changes) {
    int q = changes.size();
    TimeTree tree(n, q);
    map<pair<int, int>, int> opened;
    for (int time = 0; time < q; ++time) {
        pair<int, int> road = minmax<int>(changes[time][0], changes[time][1]);
        auto [place, is_new] = opened.emplace(road, time);
        if (!is_new) {
            tree.add(place->second, time, road);
            opened.erase(place);
        }
    }
    for (auto& [road, time] : opened) {
        tree.add(time, q, road);
    }
    tree.visit(1, 0, tree.size, n);
    return tree.result;
}
