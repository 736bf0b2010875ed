#![allow(warnings)]
mod afterburner {
    pub struct Reader { pub text: Vec<u8>, pub at: usize }
    impl Reader {
        pub fn fail(&self) -> ! { panic!("the driver can't read its input at byte {}", self.at) }
        pub fn next(&mut self) -> u8 {
            while self.at < self.text.len() && self.text[self.at] <= b' ' { self.at += 1; }
            if self.at < self.text.len() { self.text[self.at] } else { 0 }
        }
        pub fn accept(&mut self, c: u8) -> bool {
            if self.next() != c { return false; }
            self.at += 1;
            true
        }
        pub fn expect(&mut self, c: u8) { if !self.accept(c) { self.fail() } }
        pub fn word(&mut self) -> &str {
            self.next();
            let start = self.at;
            while self.at < self.text.len() && !b",] \n\r\t".contains(&self.text[self.at]) { self.at += 1; }
            std::str::from_utf8(&self.text[start..self.at]).unwrap()
        }
        fn hex4(&mut self) -> u32 {
            let digits = std::str::from_utf8(&self.text[self.at..self.at + 4]).unwrap();
            let value = u32::from_str_radix(digits, 16).unwrap();
            self.at += 4;
            value
        }
    }
    pub trait Take: Sized { fn take(reader: &mut Reader) -> Self; }
    impl Take for i64 {
        fn take(reader: &mut Reader) -> i64 {
            let negative = reader.accept(b'-');
            let start = reader.at;
            let mut value: i64 = 0;
            while reader.at < reader.text.len() && reader.text[reader.at].is_ascii_digit() {
                value = value.wrapping_mul(10).wrapping_sub((reader.text[reader.at] - b'0') as i64);
                reader.at += 1;
            }
            if reader.at == start { reader.fail() }
            if negative { value } else { value.wrapping_neg() }
        }
    }
    impl Take for f64 {
        fn take(reader: &mut Reader) -> f64 { match reader.word().parse() { Ok(value) => value, Err(_) => reader.fail() } }
    }
    impl Take for bool {
        fn take(reader: &mut Reader) -> bool { reader.word() == "true" }
    }
    impl Take for String {
        fn take(reader: &mut Reader) -> String {
            reader.expect(b'"');
            let mut value: Vec<u8> = Vec::new();
            while reader.text[reader.at] != b'"' {
                let c = reader.text[reader.at];
                reader.at += 1;
                if c != b'\\' { value.push(c); continue; }
                let c = reader.text[reader.at];
                reader.at += 1;
                match c {
                    b'n' => value.push(b'\n'),
                    b't' => value.push(b'\t'),
                    b'r' => value.push(b'\r'),
                    b'b' => value.push(8),
                    b'f' => value.push(12),
                    b'u' => {
                        let mut code = reader.hex4();
                        if (0xD800..0xDC00).contains(&code) && reader.text[reader.at..].starts_with(b"\\u") {
                            reader.at += 2;
                            code = 0x10000 + ((code - 0xD800) << 10) + (reader.hex4() - 0xDC00);
                        }
                        value.extend(char::from_u32(code).unwrap_or('\u{FFFD}').to_string().as_bytes());
                    }
                    _ => value.push(c),
                }
            }
            reader.at += 1;
            String::from_utf8(value).unwrap()
        }
    }
    impl<T: Take> Take for Vec<T> {
        fn take(reader: &mut Reader) -> Vec<T> {
            let mut values = Vec::new();
            reader.expect(b'[');
            if reader.accept(b']') { return values; }
            loop {
                values.push(T::take(reader));
                if !reader.accept(b',') { break; }
            }
            reader.expect(b']');
            values
        }
    }
    pub trait Put { fn put(&self, out: &mut String); }
    impl Put for i64 { fn put(&self, out: &mut String) { out.push_str(&self.to_string()); } }
    impl Put for bool { fn put(&self, out: &mut String) { out.push_str(if *self { "true" } else { "false" }); } }
    impl Put for f64 {
        fn put(&self, out: &mut String) {
            if self.is_nan() { out.push_str("NaN"); }
            else if self.is_infinite() { out.push_str(if *self < 0.0 { "-Infinity" } else { "Infinity" }); }
            else { out.push_str(&format!("{:?}", self)); }
        }
    }
    impl Put for String {
        fn put(&self, out: &mut String) {
            out.push('"');
            for c in self.chars() {
                if c == '"' || c == '\\' { out.push('\\'); out.push(c); }
                else if (c as u32) < 0x20 { out.push_str(&format!("\\u{:04x}", c as u32)); }
                else { out.push(c); }
            }
            out.push('"');
        }
    }
    impl<T: Put> Put for Vec<T> {
        fn put(&self, out: &mut String) {
            out.push('[');
            for (i, item) in self.iter().enumerate() {
                if i > 0 { out.push(','); }
                item.put(out);
            }
            out.push(']');
        }
    }
    pub fn read_all() -> Reader {
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut text).unwrap();
        Reader { text, at: 0 }
    }
    pub fn print<R: Put>(result: R) {
        let mut out = String::new();
        result.put(&mut out);
        out.push('\n');
        std::io::Write::write_all(&mut std::io::stdout().lock(), out.as_bytes()).unwrap();
    }
}
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
