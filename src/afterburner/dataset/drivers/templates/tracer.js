@@VALUES@@
const afterburnerTraced = (plain) => (...given) => {
  const { writeSync } = require("fs");
  const note = () => {
    try {
      const text = "[" + given.map(afterburnerValues.write).join(",") + "]";
      const isSame = require("util").isDeepStrictEqual(afterburnerValues.read(JSON.parse(text)), given);
      return isSame ? text : null;
    } catch {
      return null;
    }
  };
  const before = note();
  const result = plain(...given);
  let answer = null;
  try {
    answer = afterburnerValues.write(result);
  } catch {}
  writeSync(1, before === null || answer === null ? "\n\x1enot_encodable\n" : `\n\x1ecall\t${before}\t${answer}\n`);
  return result;
};
console.assert = (holds) => {
  if (!holds) throw new Error("an assertion does not hold");
};
// What tests draw at random, the same at every run.
Math.random = (() => {
  let state = 42;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
})();
@@CODE@@
;((@@NAME@@) => {
@@TEST@@
})(afterburnerTraced(@@NAME@@));
