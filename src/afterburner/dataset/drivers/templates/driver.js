==Code Submission==
;@@VALUES@@
(() => {
  const lists = (value, type) => {
    if (type.startsWith("[")) {
      if (!Array.isArray(value) && !ArrayBuffer.isView(value)) return JSON.stringify(value === undefined ? null : value);
      const parts = [];
      for (const item of value) parts.push(lists(item, type.slice(1)));
      return "[" + parts.join(",") + "]";
    }
    if (type === "int" && typeof value === "bigint") return String(value);
    if (typeof value !== "number") return JSON.stringify(value === undefined ? null : value);
    if (type === "int") return Object.is(value, -0) ? "0" : String(value);
    const text = Object.is(value, -0) ? "-0.0" : String(value);
    return /[.eaN]|Inf/.test(text) || type !== "float" ? text : text + ".0";
  };
  const text = require("fs").readFileSync(0, "utf8");
  let values;
  try {
    values = JSON.parse(text);
  } catch {
    // Python writes what JSON has no word for: numbers that are none, and infinities.
    const plain = text.replace(/(-?)\b(NaN|Infinity)\b(?=[,\]\s])/g, (_, sign, word) => (word === "NaN" ? "null" : sign + "1e999"));
    values = JSON.parse(plain, (_, value) => (value === null ? NaN : value));
  }
  const result = @@NAME@@(...@@READ@@(values));
  process.stdout.write(@@WRITE@@(result, "@@RESULT@@") + "\n");
})();
