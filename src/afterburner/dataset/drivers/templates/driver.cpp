#include <bits/stdc++.h>
using namespace std;
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
    unsigned hex4() { unsigned u = (unsigned)strtoul(text.substr(at, 4).c_str(), nullptr, 16); at += 4; return u; }
};
inline void take(Reader& in, long long& value) {
    in.next();
    auto r = std::from_chars(in.text.data() + in.at, in.text.data() + in.text.size(), value);
    if (r.ec != std::errc()) in.fail();
    in.at = r.ptr - in.text.data();
}
inline void take(Reader& in, double& value) {
    if (in.word("NaN")) { value = NAN; return; }
    if (in.word("Infinity")) { value = INFINITY; return; }
    if (in.word("-Infinity")) { value = -INFINITY; return; }
    in.next();
    char* end;
    value = strtod(in.text.c_str() + in.at, &end);
    if (end == in.text.c_str() + in.at) in.fail();
    in.at = end - in.text.c_str();
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
inline void put(string& out, long long value) { out += to_string(value); }
inline void put(string& out, bool value) { out += value ? "true" : "false"; }
inline void put(string& out, double value) {
    if (std::isnan(value)) { out += "NaN"; return; }
    if (std::isinf(value)) { out += value < 0 ? "-Infinity" : "Infinity"; return; }
    char digits[40];
    auto r = std::to_chars(digits, digits + sizeof digits, value);
    string written(digits, r.ptr);
    if (written.find_first_of(".e") == string::npos) written += ".0";
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
inline void read_all(Reader& in) {
    static char block[1 << 16];
    for (size_t n; (n = fread(block, 1, sizeof block, stdin)) > 0;) in.text.append(block, n);
}
template <class R, class... A, class F> int drive(F function) {
    Reader in;
    read_all(in);
    in.expect('[');
    tuple<A...> arguments;
    bool first = true;
    apply([&](auto&... each) { (((first ? void(first = false) : in.expect(',')), take(in, each)), ...); }, arguments);
    in.expect(']');
    in.text = string();
    R result = apply([&](auto&... each) -> R { return function(each...); }, arguments);
    string out;
    put(out, result);
    out += '\n';
    fwrite(out.data(), 1, out.size(), stdout);
    return 0;
}
}
#line 1 "solution.cpp"
==Code Submission==
#line 1 "driver.cpp"
signed main() {
    return afterburner::drive<@@RESULT@@@@TYPES@@>([](auto&... each) -> @@RESULT@@ { return @@NAME@@(each...); });
}
