namespace afterburner {
struct Reader {
    string text;
    size_t at = 0;
    [[noreturn]] void fail() { fprintf(stderr, "the driver can't read its input at byte %zu\n", at); exit(70); }
    char next() {
        while (at < text.size() && (unsigned char)text[at] <= ' ') at++;
        return at < text.size() ? text[at] : '\0';
    }
    void expect(char c) { if (next() != c) fail(); at++; }
    bool accept(char c) { if (next() != c) return false; at++; return true; }
    bool word(const char* w) { next(); size_t n = strlen(w); if (text.compare(at, n, w)) return false; at += n; return true; }
    void expect(const char* w) { if (!word(w)) fail(); }
    // Values that are no plain JSON are written {"$": tag, "v": [...]}.
    void tagged(const char* tag) {
        expect("\"$\"");
        expect(':');
        expect(tag);
        expect(',');
        expect("\"v\"");
        expect(':');
    }
    unsigned hex4() { unsigned u = (unsigned)strtoul(text.substr(at, 4).c_str(), nullptr, 16); at += 4; return u; }
};
template <class T> constexpr bool is_number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>;
template <class T> std::enable_if_t<is_number<T>> take(Reader& in, T& value) {
    in.next();
    if constexpr (std::is_integral_v<T>) {
        auto r = std::from_chars(in.text.data() + in.at, in.text.data() + in.text.size(), value);
        if (r.ec != std::errc()) in.fail();
        in.at = r.ptr - in.text.data();
    } else {
        if (in.word("NaN")) { value = NAN; return; }
        if (in.word("Infinity")) { value = INFINITY; return; }
        if (in.word("-Infinity")) { value = -INFINITY; return; }
        char* end;
        const char* begin = in.text.c_str() + in.at;
        if constexpr (std::is_same_v<T, float>) value = strtof(begin, &end);
        else if constexpr (std::is_same_v<T, double>) value = strtod(begin, &end);
        else value = strtold(begin, &end);
        if (end == begin) in.fail();
        in.at = end - in.text.c_str();
    }
}
inline void take(Reader& in, bool& value) {
    if (in.word("true")) value = true;
    else if (in.word("false")) value = false;
    else in.fail();
}
inline void utf8(string& out, unsigned u) {
    if (u < 0x80) out += (char)u;
    else if (u < 0x800) { out += (char)(0xC0 | u >> 6); out += (char)(0x80 | (u & 63)); }
    else if (u < 0x10000) { out += (char)(0xE0 | u >> 12); out += (char)(0x80 | (u >> 6 & 63)); out += (char)(0x80 | (u & 63)); }
    else { out += (char)(0xF0 | u >> 18); out += (char)(0x80 | (u >> 12 & 63)); out += (char)(0x80 | (u >> 6 & 63)); out += (char)(0x80 | (u & 63)); }
}
inline void take(Reader& in, string& value) {
    in.expect('"');
    value.clear();
    while (in.at < in.text.size() && in.text[in.at] != '"') {
        char c = in.text[in.at++];
        if (c != '\\') { value += c; continue; }
        c = in.text[in.at++];
        switch (c) {
            case 'n': value += '\n'; break;
            case 't': value += '\t'; break;
            case 'r': value += '\r'; break;
            case 'b': value += '\b'; break;
            case 'f': value += '\f'; break;
            case 'u': {
                unsigned u = in.hex4();
                if (u >= 0xD800 && u < 0xDC00 && in.text.compare(in.at, 2, "\\u") == 0) {
                    in.at += 2;
                    u = 0x10000 + ((u - 0xD800) << 10) + (in.hex4() - 0xDC00);
                }
                utf8(value, u);
                break;
            }
            default: value += c;
        }
    }
    in.expect('"');
}
inline void take(Reader& in, char& value) {
    string text;
    take(in, text);
    if (text.size() != 1) in.fail();
    value = text[0];
}
template <class T> void take(Reader& in, vector<T>& value);
template <class T> void take(Reader& in, list<T>& value);
template <class T> void take(Reader& in, deque<T>& value);
template <class T> void take(Reader& in, optional<T>& value);
template <class... T> void take(Reader& in, set<T...>& value);
template <class... T> void take(Reader& in, unordered_set<T...>& value);
template <class... T> void take(Reader& in, map<T...>& value);
template <class... T> void take(Reader& in, unordered_map<T...>& value);
template <class... T> void take(Reader& in, tuple<T...>& value);
template <class A, class B> void take(Reader& in, pair<A, B>& value);
template <class F> void take_items(Reader& in, F take_item) {
    in.expect('[');
    if (in.accept(']')) return;
    do take_item(); while (in.accept(','));
    in.expect(']');
}
template <class T> void take_all(Reader& in, T& value) {
    take_items(in, [&] {
        typename T::value_type item{};
        take(in, item);
        value.insert(value.end(), std::move(item));
    });
}
template <class T> void take_set(Reader& in, T& value) {
    in.expect('{');
    in.tagged("\"set\"");
    take_all(in, value);
    in.expect('}');
}
template <class T> void take_map(Reader& in, T& value) {
    typename T::key_type key{};
    typename T::mapped_type item{};
    in.expect('{');
    if (in.accept('}')) return;
    if (in.next() == '"' && in.text.compare(in.at, 3, "\"$\"") == 0) {
        in.tagged("\"dict\"");
        take_items(in, [&] {
            in.expect('[');
            key = {};
            item = {};
            take(in, key);
            in.expect(',');
            take(in, item);
            in.expect(']');
            value[key] = item;
        });
    } else do {
        key = {};
        item = {};
        take(in, key);
        in.expect(':');
        take(in, item);
        value[key] = item;
    } while (in.accept(','));
    in.expect('}');
}
template <class T> void take_tuple(Reader& in, T& value) {
    in.expect('{');
    in.tagged("\"tuple\"");
    in.expect('[');
    bool first = true;
    apply([&](auto&... each) { (((first ? void(first = false) : in.expect(',')), take(in, each)), ...); }, value);
    in.expect(']');
    in.expect('}');
}
template <class T> void take(Reader& in, vector<T>& value) {
    in.expect('[');
    if (in.accept(']')) return;
    do {
        T item{};
        take(in, item);
        value.push_back(std::move(item));
    } while (in.accept(','));
    in.expect(']');
}
template <class T> void take(Reader& in, list<T>& value) { take_all(in, value); }
template <class T> void take(Reader& in, deque<T>& value) { take_all(in, value); }
template <class T> void take(Reader& in, optional<T>& value) { if (!in.word("null")) take(in, value.emplace()); }
template <class... T> void take(Reader& in, set<T...>& value) { take_set(in, value); }
template <class... T> void take(Reader& in, unordered_set<T...>& value) { take_set(in, value); }
template <class... T> void take(Reader& in, map<T...>& value) { take_map(in, value); }
template <class... T> void take(Reader& in, unordered_map<T...>& value) { take_map(in, value); }
template <class... T> void take(Reader& in, tuple<T...>& value) { take_tuple(in, value); }
template <class A, class B> void take(Reader& in, pair<A, B>& value) { take_tuple(in, value); }
inline void put(string& out, bool value) { out += value ? "true" : "false"; }
template <class T> std::enable_if_t<is_number<T>> put(string& out, T value) {
    if constexpr (std::is_floating_point_v<T>) {
        if (std::isnan(value)) { out += "NaN"; return; }
        if (std::isinf(value)) { out += value < 0 ? "-Infinity" : "Infinity"; return; }
    }
    char digits[64];
    auto r = std::to_chars(digits, digits + sizeof digits, value);
    string written(digits, r.ptr);
    if (std::is_floating_point_v<T> && written.find_first_of(".e") == string::npos) written += ".0";
    out += written;
}
inline void put(string& out, const string& value) {
    out += '"';
    for (unsigned char c : value) {
        if (c == '"' || c == '\\') { out += '\\'; out += (char)c; }
        else if (c < 0x20) { char code[8]; snprintf(code, sizeof code, "\\u%04x", c); out += code; }
        else out += (char)c;
    }
    out += '"';
}
inline void put(string& out, const char* value) { put(out, string(value)); }
inline void put(string& out, char value) { put(out, string(1, value)); }
template <class T> void put(string& out, const vector<T>& value);
inline void put(string& out, const vector<bool>& value);
template <class T> void put(string& out, const list<T>& value);
template <class T> void put(string& out, const deque<T>& value);
template <class T> void put(string& out, const optional<T>& value);
template <class... T> void put(string& out, const set<T...>& value);
template <class... T> void put(string& out, const unordered_set<T...>& value);
template <class... T> void put(string& out, const map<T...>& value);
template <class... T> void put(string& out, const unordered_map<T...>& value);
template <class... T> void put(string& out, const tuple<T...>& value);
template <class A, class B> void put(string& out, const pair<A, B>& value);
template <class T> void put_all(string& out, const T& value) {
    out += '[';
    bool first = true;
    for (const auto& item : value) {
        if (!first) out += ',';
        first = false;
        put(out, item);
    }
    out += ']';
}
template <class T> void put_set(string& out, const T& value) {
    out += "{\"$\":\"set\",\"v\":";
    put_all(out, value);
    out += '}';
}
template <class T> void put_map(string& out, const T& value) {
    using K = typename T::key_type;
    bool plain = std::is_same_v<K, string> || std::is_same_v<K, char>;
    string key;
    for (const auto& each : value) {
        key.clear();
        put(key, each.first);
        if (key == "\"$\"") plain = false;
    }
    out += plain ? "{" : "{\"$\":\"dict\",\"v\":[";
    bool first = true;
    for (const auto& each : value) {
        if (!first) out += ',';
        first = false;
        if (!plain) out += '[';
        put(out, each.first);
        out += plain ? ':' : ',';
        put(out, each.second);
        if (!plain) out += ']';
    }
    out += plain ? "}" : "]}";
}
template <class T> void put_tuple(string& out, const T& value) {
    out += "{\"$\":\"tuple\",\"v\":[";
    bool first = true;
    apply([&](const auto&... each) { ((first ? void(first = false) : void(out += ','), put(out, each)), ...); }, value);
    out += "]}";
}
template <class T> void put(string& out, const vector<T>& value) {
    out += '[';
    for (size_t i = 0; i < value.size(); i++) {
        if (i) out += ',';
        put(out, static_cast<const T&>(value[i]));
    }
    out += ']';
}
inline void put(string& out, const vector<bool>& value) {
    out += '[';
    for (size_t i = 0; i < value.size(); i++) out += i ? (value[i] ? ",true" : ",false") : (value[i] ? "true" : "false");
    out += ']';
}
template <class T> void put(string& out, const list<T>& value) { put_all(out, value); }
template <class T> void put(string& out, const deque<T>& value) { put_all(out, value); }
template <class T> void put(string& out, const optional<T>& value) { if (value) put(out, *value); else out += "null"; }
template <class... T> void put(string& out, const set<T...>& value) { put_set(out, value); }
template <class... T> void put(string& out, const unordered_set<T...>& value) { put_set(out, value); }
template <class... T> void put(string& out, const map<T...>& value) { put_map(out, value); }
template <class... T> void put(string& out, const unordered_map<T...>& value) { put_map(out, value); }
template <class... T> void put(string& out, const tuple<T...>& value) { put_tuple(out, value); }
template <class A, class B> void put(string& out, const pair<A, B>& value) { put_tuple(out, value); }
inline void read_all(Reader& in) {
    static char block[1 << 16];
    for (size_t n; (n = fread(block, 1, sizeof block, stdin)) > 0;) in.text.append(block, n);
}
}
