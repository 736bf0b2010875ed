#![allow(warnings)]
@@VALUES@@
==Code Submission==

fn main() {
    let mut reader = afterburner::read_all();
    reader.expect(b'[');
@@ARGUMENTS@@
    reader.expect(b']');
    drop(reader);
    let result: @@RESULT@@ = @@NAME@@(@@NAMES@@);
    afterburner::print(result);
}
