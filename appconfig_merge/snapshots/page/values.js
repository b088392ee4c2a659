// The JSON text of a value of the page. Nothing of it is called: properties are read by their
// descriptors, and the text is written here, as a page may have given its objects a toJSON.
const MASKED = '{"$js":"masked"}';
const other = (name) => `{"$js":"other","class":"${name}"}`;
const MAX_DEPTH = 100;
const MAX_BYTES = 5500000;
const MAX_CODE = 500000;
const ROOM = 64; // bytes that are kept for each value until it is written: enough for any other()

let bytesLeft;
let countOfValues;
let countOfMasked;
let secretsFound;
let isKnown;

// Everything is gone through twice: what looks secret somewhere is looked for in all texts.
function begin(known) {
  [bytesLeft, countOfValues, countOfMasked] = [MAX_BYTES, 0, 0];
  [secretsFound, isKnown] = [new Set(), known];
}

function attempt(look) {
  try {
    return look() ?? undefined;
  } catch {
    return undefined;
  }
}

const UNQUOTED = new RegExp('["\\\\\\0-\\x1f\\x7f-\\x9f\\u2028\\u2029]'
  + "|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]", "g");

function quoted(text) {
  const plain = text.replace(
    UNQUOTED,
    (part) => (part === '"' || part === "\\" ? `\\${part}`
      : `\\u${part.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
  return `"${plain}"`;
}

// What an object has itself, without calling what it has: undefined where there is no data.
function own(object, key) {
  const found = Object.getOwnPropertyDescriptor(object, key);
  return found && Object.hasOwn(found, "value") ? found.value : undefined;
}

function className(object) {
  const prototype = Object.getPrototypeOf(object);
  if (prototype === null) return "null";
  const maker = own(prototype, "constructor");
  const name = typeof maker === "function" ? own(maker, "name") : "";
  return typeof name === "string" && /^[\w$]{1,36}$/.test(name) ? name : "object";
}

// The text of a value, unless that, or any of its texts, is secret or too long.
function afford(text, secrets, ...texts) {
  countOfValues += 1;
  for (const secret of secrets) secretsFound.add(secret);
  if (!REVEALS && (secrets.length > 0 || texts.some(isKnown))) {
    countOfMasked += 1;
    return MASKED;
  }
  const more = bytesOf(text) - ROOM;
  if (more > bytesLeft) return other("too-large");
  bytesLeft -= more;
  return text;
}

const bytesOf = (text) => (/^[\0-\x7f]*$/.test(text) ? text.length : text.length * 3);

function encoded(value, path = [], open = []) {
  const scalar = (text, plain = String(value)) => (
    afford(text, looksSecret(path, value) ? [plain] : [], plain));
  switch (typeof value) {
    case "undefined": // document.all is none
      return value === undefined ? afford('{"$js":"undefined"}', []) : other("object");
    case "boolean": return afford(String(value), []);
    case "string": return scalar(quoted(value));
    case "number":
      return scalar(Number.isFinite(value) && !Object.is(value, -0) ? String(value)
        : `{"$js":"number","value":"${Object.is(value, -0) ? "-0" : value}"}`);
    case "bigint": return scalar(`{"$js":"bigint","value":"${value}"}`);
    case "symbol": return other("symbol");
    case "function": return encodedFunction(value, path);
    default:
  }
  if (value === null) return afford("null", []);
  if (open.includes(value)) return other("cycle");
  if (open.length >= MAX_DEPTH) return other("too-large");
  open.push(value);
  try {
    return encodedObject(value, path, open);
  } catch {
    return other("unreadable"); // a Proxy that throws
  } finally {
    open.pop();
  }
}

function encodedFunction(value, path) {
  const source = attempt(() => Function.prototype.toString.call(value));
  if (source === undefined) return other("unreadable");
  if (source.length > MAX_CODE) return other("too-large");
  const text = `{"$js":"function","source":${quoted(source)}}`;
  return afford(text, secretsOfCode(source, path), source);
}

function encodedObject(value, path, open) {
  if (Array.isArray(value)) {
    const { length } = value;
    if (!reserved(length * ROOM)) return other("too-large");
    const items = [];
    for (let at = 0; at < length; at += 1) items.push(member(value, String(at), path, open));
    return `[${items.join(",")}]`;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype === RegExp.prototype) return encodedRegExp(value, path);
  if (prototype !== Object.prototype) return other(className(value));
  const keys = Object.keys(value);
  const masks = new Map();
  for (const key of REVEALS ? [] : keys) {
    if (looksSecret([], key) || isKnown(key)) masks.set(key, `******** (${masks.size + 1})`);
  }
  for (const key of masks.keys()) secretsFound.add(key);
  countOfMasked += masks.size;
  if (masks.size > 0 && open.length > 1) return MASKED;
  const names = keys.map((key) => quoted(masks.get(key) ?? key));
  const bytes = names.reduce((sum, name) => sum + bytesOf(name) + ROOM, 0);
  if (!reserved(bytes)) return other("too-large");
  const textOf = (key) => (masks.has(key) ? MASKED : member(value, key, [...path, key], open));
  const members = keys.map((key, at) => `${names[at]}:${textOf(key)}`);
  const text = `{${members.join(",")}}`;
  return keys.includes("$js") ? `{"$js":"object","value":${text}}` : text;
}

function reserved(bytes) {
  if (bytes > bytesLeft) return false;
  bytesLeft -= bytes;
  return true;
}

function member(object, key, path, open) {
  const found = Object.getOwnPropertyDescriptor(object, key);
  if (found !== undefined && !Object.hasOwn(found, "value")) return other("accessor");
  return encoded(found?.value, path, open);
}

function encodedRegExp(value, path) {
  const get = (name) => Object.getOwnPropertyDescriptor(RegExp.prototype, name)?.get?.call(value);
  const kinds = {
    hasIndices: "d", global: "g", ignoreCase: "i", multiline: "m", dotAll: "s", unicode: "u",
    unicodeSets: "v", sticky: "y",
  };
  const flags = Object.keys(kinds).filter(get).map((name) => kinds[name]).join("");
  const source = get("source");
  const text = `{"$js":"regexp","source":${quoted(source)},"flags":"${flags}"}`;
  return afford(text, looksSecret(path, source) ? [source] : [], source);
}

// The same of what has to be a plain object, undefined where it is none or is too much.
function encodedWhole(value) {
  const isPlain = value !== null && typeof value === "object"
    && Object.getPrototypeOf(value) === Object.prototype;
  const text = isPlain ? encoded(value) : "";
  return isPlain && text !== other("too-large") && text !== other("unreadable") ? text : undefined;
}

// A JSON object of names and texts that are JSON; those without one are left out.
function written(members, between = ",") {
  const known = members.filter(([, text]) => text !== undefined);
  return `{${known.map(([name, text]) => `${quoted(name)}:${text}`).join(between)}}`;
}

const listed = (texts) => `[${texts.join(",")}]`;
