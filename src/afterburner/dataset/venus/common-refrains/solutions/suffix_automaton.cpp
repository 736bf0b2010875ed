struct State {
    array<int, 26> moves{};
    int link = -1;
    long long length = 0, count = 0;
};

long long common_refrains(const string& song, long long times, long long longest) {
    vector<State> states(1);
    states.reserve(2 * song.size() + 2);
    int last = 0;
    for (char symbol : song) {
        int letter = symbol - 'a', state = (int)states.size(), node = last;
        states.push_back({{}, 0, states[last].length + 1, 1});
        for (; node >= 0 && !states[node].moves[letter]; node = states[node].link) states[node].moves[letter] = state;
        if (node >= 0) {
            int target = states[node].moves[letter];
            if (states[target].length == states[node].length + 1) {
                states[state].link = target;
            } else {
                int copy = (int)states.size();
                states.push_back(states[target]);
                states[copy].length = states[node].length + 1;
                states[copy].count = 0;
                states[target].link = states[state].link = copy;
                for (; node >= 0 && states[node].moves[letter] == target; node = states[node].link)
                    states[node].moves[letter] = copy;
            }
        }
        last = state;
    }
    vector<vector<int>> of_length(song.size() + 1);
    for (int state = 1; state < (int)states.size(); state++) of_length[states[state].length].push_back(state);
    long long total = 0;
    for (size_t length = song.size(); length > 0; length--) {
        for (int index : of_length[length]) {
            const State& state = states[index];
            states[state.link].count += state.count;
            if (state.count >= times) total += max(0LL, min(longest, state.length) - states[state.link].length);
        }
    }
    return total;
}
