mod afterburner {
    use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
    use std::convert::TryInto;
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
            while self.at < self.text.len() && !b",]} \n\r\t".contains(&self.text[self.at]) { self.at += 1; }
            std::str::from_utf8(&self.text[start..self.at]).unwrap()
        }
        pub fn expect_word(&mut self, word: &[u8]) { self.next(); if !self.text[self.at..].starts_with(word) { self.fail() } self.at += word.len(); }
        // Values that are no plain JSON are written {"$": tag, "v": [...]}.
        pub fn is_tagged(&mut self) -> bool { self.next(); self.text[self.at..].starts_with(b"\"$\"") }
        pub fn tagged(&mut self, tag: &[u8]) {
            self.expect_word(b"\"$\"");
            self.expect(b':');
            self.expect_word(tag);
            self.expect(b',');
            self.expect_word(b"\"v\"");
            self.expect(b':');
        }
        pub fn items(&mut self, mut take_item: impl FnMut(&mut Reader)) {
            self.expect(b'[');
            if self.accept(b']') { return; }
            loop {
                take_item(self);
                if !self.accept(b',') { break; }
            }
            self.expect(b']');
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
    macro_rules! take_as_i64 { ($($t:ty)*) => { $(impl Take for $t { fn take(reader: &mut Reader) -> $t { <i64 as Take>::take(reader) as $t } })* } }
    take_as_i64! { i8 i16 i32 isize u8 u16 u32 }
    macro_rules! take_word { ($($t:ty)*) => { $(impl Take for $t {
        fn take(reader: &mut Reader) -> $t { match reader.word().parse() { Ok(value) => value, Err(_) => reader.fail() } }
    })* } }
    take_word! { u64 usize i128 u128 f32 }
    impl Take for char {
        fn take(reader: &mut Reader) -> char { match String::take(reader).chars().next() { Some(value) => value, None => reader.fail() } }
    }
    // What is borrowed lives to the end of the program.
    impl Take for &'static str { fn take(reader: &mut Reader) -> &'static str { Box::leak(String::take(reader).into_boxed_str()) } }
    impl<T: Take> Take for &'static T { fn take(reader: &mut Reader) -> &'static T { Box::leak(Box::new(T::take(reader))) } }
    impl<T: Take> Take for &'static mut T { fn take(reader: &mut Reader) -> &'static mut T { Box::leak(Box::new(T::take(reader))) } }
    impl<T: Take> Take for &'static [T] { fn take(reader: &mut Reader) -> &'static [T] { Vec::leak(Vec::take(reader)) } }
    impl<T: Take> Take for &'static mut [T] { fn take(reader: &mut Reader) -> &'static mut [T] { Vec::leak(Vec::take(reader)) } }
    impl<T: Take> Take for Box<T> { fn take(reader: &mut Reader) -> Box<T> { Box::new(T::take(reader)) } }
    impl<T: Take, const N: usize> Take for [T; N] {
        fn take(reader: &mut Reader) -> [T; N] { match Vec::take(reader).try_into() { Ok(value) => value, Err(_) => reader.fail() } }
    }
    impl<T: Take> Take for Option<T> {
        fn take(reader: &mut Reader) -> Option<T> {
            if reader.next() != b'n' { return Some(T::take(reader)); }
            reader.word();
            None
        }
    }
    impl<T: Take> Take for VecDeque<T> { fn take(reader: &mut Reader) -> VecDeque<T> { Vec::take(reader).into() } }
    macro_rules! take_set { ($($set:ident: $($bound:path),*;)*) => { $(impl<T: Take + $($bound +)*> Take for $set<T> {
        fn take(reader: &mut Reader) -> $set<T> {
            reader.expect(b'{');
            reader.tagged(b"\"set\"");
            let items: Vec<T> = Vec::take(reader);
            reader.expect(b'}');
            items.into_iter().collect()
        }
    })* } }
    take_set! { HashSet: Eq, std::hash::Hash; BTreeSet: Ord; }
    macro_rules! take_map { ($($map:ident: $($bound:path),*;)*) => { $(impl<K: Take + $($bound +)*, V: Take> Take for $map<K, V> {
        fn take(reader: &mut Reader) -> $map<K, V> {
            let mut map = $map::new();
            reader.expect(b'{');
            if reader.accept(b'}') { return map; }
            if reader.is_tagged() {
                reader.tagged(b"\"dict\"");
                reader.items(|reader| {
                    reader.expect(b'[');
                    let key = K::take(reader);
                    reader.expect(b',');
                    map.insert(key, V::take(reader));
                    reader.expect(b']');
                });
            } else {
                loop {
                    let key = K::take(reader);
                    reader.expect(b':');
                    map.insert(key, V::take(reader));
                    if !reader.accept(b',') { break; }
                }
            }
            reader.expect(b'}');
            map
        }
    })* } }
    take_map! { HashMap: Eq, std::hash::Hash; BTreeMap: Ord; }
    pub trait Put {
        fn put(&self, out: &mut String);
        // What an object of JSON can call a member.
        fn name(&self) -> Option<String> { None }
    }
    macro_rules! put_plain { ($($t:ty)*) => { $(impl Put for $t { fn put(&self, out: &mut String) { out.push_str(&self.to_string()); } })* } }
    put_plain! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize i128 u128 bool }
    macro_rules! put_float { ($($t:ty)*) => { $(impl Put for $t {
        fn put(&self, out: &mut String) {
            if self.is_nan() { out.push_str("NaN"); }
            else if self.is_infinite() { out.push_str(if *self < 0.0 { "-Infinity" } else { "Infinity" }); }
            else { out.push_str(&format!("{:?}", self)); }
        }
    })* } }
    put_float! { f32 f64 }
    impl Put for str {
        fn put(&self, out: &mut String) {
            out.push('"');
            for c in self.chars() {
                if c == '"' || c == '\\' { out.push('\\'); out.push(c); }
                else if (c as u32) < 0x20 { out.push_str(&format!("\\u{:04x}", c as u32)); }
                else { out.push(c); }
            }
            out.push('"');
        }
        fn name(&self) -> Option<String> { Some(self.to_string()) }
    }
    impl Put for String {
        fn put(&self, out: &mut String) { self.as_str().put(out) }
        fn name(&self) -> Option<String> { Some(self.clone()) }
    }
    impl Put for char {
        fn put(&self, out: &mut String) { self.to_string().put(out) }
        fn name(&self) -> Option<String> { Some(self.to_string()) }
    }
    impl Put for () { fn put(&self, out: &mut String) { out.push_str("null") } }
    impl<T: Put + ?Sized> Put for &T {
        fn put(&self, out: &mut String) { (**self).put(out) }
        fn name(&self) -> Option<String> { (**self).name() }
    }
    impl<T: Put + ?Sized> Put for &mut T { fn put(&self, out: &mut String) { (**self).put(out) } }
    impl<T: Put + ?Sized> Put for Box<T> { fn put(&self, out: &mut String) { (**self).put(out) } }
    impl<T: Put> Put for Option<T> {
        fn put(&self, out: &mut String) {
            match self { Some(value) => value.put(out), None => out.push_str("null") }
        }
    }
    fn put_items<'a, T: Put + 'a>(items: impl Iterator<Item = &'a T>, out: &mut String) {
        out.push('[');
        for (i, item) in items.enumerate() {
            if i > 0 { out.push(','); }
            item.put(out);
        }
        out.push(']');
    }
    impl<T: Put> Put for [T] { fn put(&self, out: &mut String) { put_items(self.iter(), out) } }
    impl<T: Put, const N: usize> Put for [T; N] { fn put(&self, out: &mut String) { put_items(self.iter(), out) } }
    impl<T: Put> Put for Vec<T> { fn put(&self, out: &mut String) { put_items(self.iter(), out) } }
    impl<T: Put> Put for VecDeque<T> { fn put(&self, out: &mut String) { put_items(self.iter(), out) } }
    macro_rules! put_set { ($($set:ident)*) => { $(impl<T: Put> Put for $set<T> {
        fn put(&self, out: &mut String) {
            out.push_str("{\"$\":\"set\",\"v\":");
            put_items(self.iter(), out);
            out.push('}');
        }
    })* } }
    put_set! { HashSet BTreeSet }
    macro_rules! put_map { ($($map:ident)*) => { $(impl<K: Put, V: Put> Put for $map<K, V> {
        fn put(&self, out: &mut String) {
            let plain = self.keys().all(|key| key.name().map_or(false, |name| name != "$"));
            out.push_str(if plain { "{" } else { "{\"$\":\"dict\",\"v\":[" });
            for (i, (key, value)) in self.iter().enumerate() {
                if i > 0 { out.push(','); }
                if !plain { out.push('['); }
                key.put(out);
                out.push(if plain { ':' } else { ',' });
                value.put(out);
                if !plain { out.push(']'); }
            }
            out.push_str(if plain { "}" } else { "]}" });
        }
    })* } }
    put_map! { HashMap BTreeMap }
    macro_rules! tuples { ($(($($t:ident $n:tt),*))*) => { $(
        impl<$($t: Take),*> Take for ($($t,)*) {
            fn take(reader: &mut Reader) -> Self {
                reader.expect(b'{');
                reader.tagged(b"\"tuple\"");
                let mut before = b'[';
                let taken = ($({ reader.expect(before); before = b','; $t::take(reader) },)*);
                reader.expect(b']');
                reader.expect(b'}');
                taken
            }
        }
        impl<$($t: Put),*> Put for ($($t,)*) {
            fn put(&self, out: &mut String) {
                out.push_str("{\"$\":\"tuple\",\"v\":");
                let mut before = '[';
                $(out.push(before); before = ','; self.$n.put(out);)*
                out.push_str("]}");
            }
        }
    )* } }
    tuples! { (A 0) (A 0, B 1) (A 0, B 1, C 2) (A 0, B 1, C 2, D 3) (A 0, B 1, C 2, D 3, E 4) }
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
