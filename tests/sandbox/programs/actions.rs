use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

#[inline(never)]
fn depth(n: u32) -> u32 {
    if black_box(n) == 0 { 0 } else { black_box(depth(n - 1)) + 1 }
}

#[repr(C)]
struct Time { s: i64, ns: i64 }
extern "C" { fn clock_gettime(clock: i32, time: *mut Time) -> i32; }

fn used() -> f64 {
    let mut time = Time { s: 0, ns: 0 };
    unsafe { clock_gettime(2, &mut time) };
    time.s as f64 + time.ns as f64 / 1e9
}

fn main() {
    let mut action = String::new();
    let mut input = io::stdin().lock();
    input.read_line(&mut action).unwrap();
    match action.trim() {
        "echo" => { io::copy(&mut input, &mut io::stdout()).unwrap(); }
        "exit" => std::process::exit(3),
        "crash" => panic!("boom"),
        "loop" => loop { black_box(0); },
        "sleep" => loop { thread::sleep(Duration::from_secs(100)); },
        "allocate" => { let mut all = Vec::new(); loop { all.push(black_box(vec![1u8; 1 << 20])); } }
        "recurse" => println!("{}", depth(100_000)),
        "threads" => {
            let all: Vec<_> = (0..4).map(|_| thread::spawn(|| 1)).collect();
            println!("{}", all.into_iter().map(|one| one.join().unwrap()).sum::<i32>());
        }
        "write" => { File::create("/tmp/left").unwrap(); }
        "look" => println!("{}", if Path::new("/tmp/left").exists() { "there" } else { "gone" }),
        "bytes" => { let all: Vec<u8> = (0..=255).collect(); io::stdout().write_all(&all).unwrap(); }
        "busy" => { let end = used() + 0.3; while used() < end {} }
        "array" => println!("{}", black_box(vec![1u8; 100 << 20])[77]),
        "hello" => println!("hello"),
        _ => {}
    }
}
