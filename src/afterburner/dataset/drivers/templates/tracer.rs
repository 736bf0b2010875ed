#![allow(warnings)]
@@VALUES@@
// What tests draw at random, the same at every run.
mod rand {
    use std::cell::Cell;
    thread_local! { static STATE: Cell<u64> = Cell::new(42); }
    pub trait Draw: Copy { fn draw(bits: u64) -> Self; fn wide(self) -> i128; fn narrow(wide: i128) -> Self; }
    macro_rules! draw { ($($t:ty)*) => { $(impl Draw for $t {
        fn draw(bits: u64) -> $t { bits as $t }
        fn wide(self) -> i128 { self as i128 }
        fn narrow(wide: i128) -> $t { wide as $t }
    })* } }
    draw! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }
    fn bits() -> u64 {
        STATE.with(|state| {
            state.set(state.get().wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407));
            state.get() >> 16
        })
    }
    pub struct Generator;
    pub fn thread_rng() -> Generator { Generator }
    pub fn random<T: Draw>() -> T { T::draw(bits()) }
    impl Generator {
        pub fn gen<T: Draw>(&mut self) -> T { random() }
        pub fn gen_range<T: Draw>(&mut self, low: T, high: T) -> T {
            T::narrow(low.wide() + bits() as i128 % (high.wide() - low.wide()))
        }
    }
}
@@CODE@@

fn afterburner_traced@@GENERICS@@(@@PARAMETERS@@) -> @@RETURNS@@ {
    use afterburner::Put;
    let mut line = String::from("\n\u{1e}call\t[");
    let mut comma = "";
    @@NOTES@@
    line.push_str("]\t");
    let result = @@NAME@@(@@NAMES@@);
    Put::put(&result, &mut line);
    println!("{}", line);
    result
}

@@TEST@@

fn main() {
    @@RUNS@@
}
