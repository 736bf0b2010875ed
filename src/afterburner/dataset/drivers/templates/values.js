const afterburnerValues = {
  // Values that are no plain JSON are written {"$": tag, "v": [...]}.
  write(value) {
    if (value === undefined || value === null) return "null";
    if (typeof value === "number") return Object.is(value, -0) ? "0" : String(value);
    if (typeof value === "bigint" || typeof value === "boolean") return String(value);
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value !== "object") throw new TypeError(`a ${typeof value} can't be returned`);
    const list = (items) => "[" + Array.from(items, (item) => afterburnerValues.write(item)).join(",") + "]";
    if (Array.isArray(value) || ArrayBuffer.isView(value)) return list(value);
    if (value instanceof Set) return `{"$":"set","v":${list(value)}}`;
    const pairs = value instanceof Map ? [...value] : Object.entries(value);
    const plain = pairs.every(([key]) => typeof key === "string" && key !== "$");
    if (!plain) return `{"$":"dict","v":${list(pairs)}}`;
    return "{" + pairs.map(([key, item]) => `${JSON.stringify(key)}:${afterburnerValues.write(item)}`).join(",") + "}";
  },
  read(value) {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(afterburnerValues.read);
    if (!("$" in value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, afterburnerValues.read(item)]));
    const items = value.v.map(afterburnerValues.read);
    return { dict: () => new Map(items), set: () => new Set(items), tuple: () => items }[value.$]();
  },
};
