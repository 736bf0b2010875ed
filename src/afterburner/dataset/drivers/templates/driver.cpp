#include <bits/stdc++.h>
using namespace std;
@@VALUES@@
namespace afterburner {
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
