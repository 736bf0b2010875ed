const fs = require("fs");
const { Worker } = require("worker_threads");

const depth = (n) => (n === 0 ? 0 : depth(n - 1) + 1);
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const all = [];

const actions = {
  echo: (rest) => fs.writeSync(1, rest),
  exit: () => process.exit(3),
  crash: () => { throw new Error("boom"); },
  loop: () => { for (;;); },
  sleep: () => setTimeout(() => {}, 100_000),
  allocate: () => { for (let i = 0; ; i++) all.push(new Array(1 << 17).fill(0.5)); },
  recurse: () => console.log(depth(100_000)),
  threads: () => {
    let finished = 0;
    for (let i = 0; i < 4; i++) {
      new Worker("require('worker_threads').parentPort.postMessage(1)", { eval: true })
        .on("message", () => { if (++finished === 4) console.log(finished); });
    }
  },
  write: () => fs.writeFileSync("/tmp/left", ""),
  look: () => console.log(fs.existsSync("/tmp/left") ? "there" : "gone"),
  bytes: () => fs.writeSync(1, Buffer.from(Array.from({ length: 256 }, (_, i) => i))),
  busy: () => { const end = used() + 0.3; while (used() < end); },
  array: () => console.log(Buffer.alloc(100 << 20, 1)[77]),
  hello: () => console.log("hello"),
};

const input = (() => { const first = Buffer.alloc(64); const n = fs.readSync(0, first, 0, 64); return first.subarray(0, n); })();
const end = input.indexOf("\n");
const action = input.subarray(0, end).toString();
if (action === "unread") process.exit(0);
actions[action]?.(action === "echo" ? Buffer.concat([input.subarray(end + 1), fs.readFileSync(0)]) : undefined);
