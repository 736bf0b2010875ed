#include <bits/stdc++.h>
using namespace std;
@@VALUES@@
#line 1 "solution.cpp"
@@CODE@@
#line 1 "tracer.cpp"
@@RESULT@@ afterburner_traced(@@PARAMETERS@@) {
    string line = "\n\036call\t[";
    const char* comma = "";
    [&](const auto&... each) { ((line += comma, comma = ",", afterburner::put(line, each)), ...); }(@@NAMES@@);
    line += "]\t";
    @@RESULT@@ result = @@NAME@@(@@NAMES@@);
    afterburner::put(line, result);
    line += '\n';
    fwrite(line.data(), 1, line.size(), stdout);
    return result;
}
#line 1 "test.cpp"
@@TEST@@
