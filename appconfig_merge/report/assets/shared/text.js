// Values, paths and places as text. Everything reaches the page by textContent.

// What would act instead of showing: control characters, marks that turn the direction of text
// around or take no room, halves of characters.
const ODD =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/u;
const ALL_ODD = new RegExp(ODD.source, "gu");
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function escaped(character) {
  return "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0");
}

function visible(text) {
  return text.replace(ALL_ODD, escaped);
}

// The same for a text of several lines.
function visibleLines(text) {
  const lines = text.replaceAll("\r\n", "\n");
  return lines.replace(ALL_ODD, (odd) => (odd === "\n" || odd === "\t" ? odd : escaped(odd)));
}

function oneLine(text, limit) {
  const cut = text.length > limit * 4 ? text.slice(0, limit * 4) : text;
  const line = visible(cut.replace(/\s*\n\s*/g, " "));
  return line.length > limit ? line.slice(0, limit - 1) + "…" : line;
}

function formatKey(key) {
  return NAME.test(key) ? key : visible(JSON.stringify(key));
}

function formatPath(path) {
  let text = "";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else if (NAME.test(key)) text += text ? "." + key : key;
    else text += `[${JSON.stringify(key)}]`;
  }
  return visible(text);
}

function pointerOf(path) {
  return path.map((key) => "/" + String(key).replace(/~/g, "~0").replace(/\//g, "~1")).join("");
}

function hashOf(path) {
  const parts = pointerOf(path).split("/");
  return "#" + parts.map((part) => encodeURIComponent(part.replace(ALL_ODD, encodable))).join("/");
}

function encodable(odd) {
  return /[\ud800-\udfff]/.test(odd) ? "\ufffd" : odd;
}

function pointerOfHash(hash) {
  try {
    return hash.slice(1).split("/").map(decodeURIComponent).join("/");
  } catch {
    return hash.slice(1);
  }
}

function tagOf(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? value.$js
    : undefined;
}

// Whether it is an object or an array.
function isHolder(value) {
  return value !== null && typeof value === "object" && [undefined, "object"].includes(tagOf(value));
}

function membersOf(value) {
  return tagOf(value) === "object" ? value.value : value;
}

// What kind of value it is, for its colour.
function kindOf(value) {
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "number";
  if (value === null || typeof value === "boolean") return "keyword";
  if (Array.isArray(value)) return "plain";
  const kinds = {
    undefined: "keyword",
    number: "number",
    bigint: "number",
    regexp: "regexp",
    function: "function",
    unresolved: "unresolved",
    masked: "masked",
  };
  const tag = tagOf(value);
  return tag === undefined ? "plain" : (kinds[tag] ?? "plain");
}

function scalar(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (value === null || typeof value !== "object") return String(value);
  switch (tagOf(value)) {
    case "undefined":
      return "undefined";
    case "number":
      return value.value;
    case "bigint":
      return value.value + "n";
    case "regexp":
      return `/${value.source}/${value.flags}`;
    case "function":
      return value.source || "function";
    case "masked":
      return "********";
    case "unresolved":
      return value.source ? `unresolved: ${value.source}` : "unresolved";
    default:
      return null;
  }
}

// A value on one line of at most so many characters; nothing is looked at that has no room.
function brief(value, limit) {
  return oneLine(briefText(value, limit), limit);
}

function briefText(value, room) {
  if (typeof value === "string" && value.length > room)
    return JSON.stringify(value.slice(0, room + 1));
  const text = scalar(value);
  if (text !== null) return text;
  const isArray = Array.isArray(value);
  const parts = [];
  for (const [key, item] of Object.entries(membersOf(value))) {
    if (room <= 0) break;
    const told = briefText(item, room);
    parts.push(isArray ? told : `${formatKey(key)}: ${told}`);
    room -= parts.at(-1).length + 2;
  }
  if (isArray) return `[${parts.join(", ")}]`;
  return parts.length ? `{ ${parts.join(", ")} }` : "{}";
}

// A value in full, a line for each of its parts.
function full(value, indent = "") {
  const text = scalar(value);
  if (text !== null) return visibleLines(text);
  const isArray = Array.isArray(value);
  const entries = Object.entries(membersOf(value));
  if (!entries.length) return isArray ? "[]" : "{}";
  const inner = indent + "  ";
  const lines = entries.map(([key, item]) => {
    const told = full(item, inner);
    return inner + (isArray ? told : `${formatKey(key)}: ${told}`);
  });
  return (isArray ? "[\n" : "{\n") + lines.join(",\n") + "\n" + indent + (isArray ? "]" : "}");
}

function plural(count, word) {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

// Text in which what is searched for stands out.
function marked(parent, text, searched) {
  const words = searched?.filter((word) => word) ?? [];
  const lower = text.toLowerCase();
  if (lower.length !== text.length) words.length = 0;
  let done = 0;
  while (words.length) {
    let start = -1;
    let word = "";
    for (const one of words) {
      const at = lower.indexOf(one, done);
      if (at >= 0 && (start < 0 || at < start)) [start, word] = [at, one];
    }
    if (start < 0) break;
    parent.append(
      text.slice(done, start),
      element("mark", "", text.slice(start, start + word.length)),
    );
    done = start + word.length;
  }
  parent.append(text.slice(done));
}
