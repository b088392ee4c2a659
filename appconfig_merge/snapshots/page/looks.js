// What looks like a secret: the rules and tables of appconfig_merge/secrets, in which a path is its
// keys alone. Patterns are Python's.
const sets = (tables) => {
  const made = {};
  for (const name of Object.keys(tables)) made[name] = new Set(tables[name].split(" "));
  return made;
};
const words = sets(LOOKS.words);

function pattern(source, flags = "") {
  const parts = {
    "[^\\W\\d_]": "[\\p{L}\\p{Nl}\\p{No}]",
    "(?i)": "", "(?s)": "", "(?s:": "(?:", "\\A": "^", "\\Z": "$",
    "\\b": "(?:(?<=W)(?!W)|(?<!W)(?=W))".replace(/W/g, "[\\p{L}\\p{N}_]"),
  };
  const inside = {
    w: "\\p{L}\\p{N}_", d: "\\p{Nd}",
    s: "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000",
  };
  const pieces = /\[\^\\W\\d_\]|\(\?[is]\)|\(\?s:|\\[AZb]|\[\^?(?:\\.|[^\]\\])+\]|\\./g;
  const text = source.replace(pieces, (piece) => {
    if (Object.hasOwn(parts, piece)) return parts[piece];
    if (piece === "\\S") return `[^${inside.s}]`;
    const changed = piece.replace(/\\([wds])/g, (_, kind) => inside[kind]);
    return piece[0] === "[" || changed === piece ? changed : `[${changed}]`;
  });
  return new RegExp(text, `u${flags}${source.startsWith("(?i)") ? "i" : ""}`);
}

const whole = (source, flags) => pattern(`\\A(?:${source})\\Z`, flags);
const PLACEHOLDER = whole(LOOKS.placeholder);
const FORMS = LOOKS.forms.map((form) => pattern(form));
const HEX = whole(LOOKS.hex);
const BASIC = whole(LOOKS.basic, "i");
const PARAMETER = pattern(LOOKS.parameter, "g");
const ASSIGNMENT = pattern(`\\A${LOOKS.assignment}`);
const RANDOM = whole(LOOKS.random);
const SID = whole(LOOKS.sid);
const PIECE = pattern(LOOKS.piece, "g");
const NAME_PART = whole(LOOKS.namePart);
const WORD = pattern(LOOKS.word, "g");
const CODE = pattern(LOOKS.code, "gs");
const INSERTED = pattern(LOOKS.inserted, "g");
const LITERAL = pattern(LOOKS.literal, "gs");
const ORDINARY = whole(LOOKS.ordinary);
const EVERYDAY = whole(LOOKS.everyday, "s");
const JSON_WORD = /("(?:[^"\\]|\\.)*")(?=(\s*:)?)|[{}[\]]|[^\s"{}[\]:,]+/g;
const AROUND = pattern("\\A\\s+|\\s+\\Z", "g");

function matches(regexp, text) {
  const found = [];
  regexp.lastIndex = 0;
  for (let match = regexp.exec(text); match !== null; match = regexp.exec(text)) {
    found.push(match);
    if (match[0] === "") regexp.lastIndex += 1;
  }
  return found;
}

const seenKeys = new Map();

function lastWords(key) {
  if (seenKeys.has(key)) return seenKeys.get(key);
  const all = matches(WORD, key.slice(-500)).map((match) => match[0].toLowerCase());
  while (all.length > 1 && words.qualifiers.has(all[all.length - 1])) all.pop();
  const last = { before: all[all.length - 2] ?? "", last: all[all.length - 1] ?? "" };
  if (seenKeys.size < 10000) seenKeys.set(key, last);
  return last;
}

function isPluralKey(key) {
  const { before, last } = lastWords(key);
  return words.secretPlurals.has(last) || last === "credential"
    || (last === "tokens" && words.tokenOwners.has(before))
    || (last === "keys" && words.keyOwners.has(before));
}

function isSecretKey(key) {
  const { before, last } = lastWords(key);
  return (words.secretWords.has(last) && !(last === "token" && words.harmlessTokens.has(before)))
    || (last === "key" && words.keyOwners.has(before))
    || (last === "pin" && words.pinOwners.has(before))
    || (last === "pass" && words.passOwners.has(before))
    || isPluralKey(key);
}

function isSecretPlace(path) {
  if (path.length === 0) return false;
  const [key, around] = [path[path.length - 1], path[path.length - 2]];
  return isSecretKey(key)
    || (around !== undefined && words.heldIn.has(key.toLowerCase()) && isSecretKey(around))
    || (key.toLowerCase() === "pass" && isSecretKey(`${around ?? ""} ${key}`))
    || path.some(isPluralKey);
}

function isPublicPlace(path) {
  const { before, last } = lastWords(path[path.length - 1] ?? "");
  return words.publicWords.has(last) || (last === "key" && words.publicKeys.has(before));
}

// A string, number or BigInt.
function looksSecret(path, value) {
  if (typeof value === "string" && (value === "" || PLACEHOLDER.test(value))) return false;
  if (isSecretPlace(path)) return true;
  if (typeof value !== "string") return false;
  const text = value.replace(AROUND, "");
  return text.length >= LOOKS.shortestForm
    && (hasForm(text) || HEX.test(text) || isBasic(text)
      || hasSecretParameter(text) || isJsonOfSecrets(text)
      || (!isPublicPlace(path) && isRandom(text)));
}

const hasForm = (text) => FORMS.some((form) => form.test(text));

function hasSecretParameter(text) {
  const assigned = ASSIGNMENT.exec(text);
  return [...matches(PARAMETER, text), ...(assigned ? [assigned] : [])].some(
    ([, name, value]) => !PLACEHOLDER.test(value)
      && (isSecretKey(name) || words.signatures.has(lastWords(name).last)),
  );
}

// Whether it is Basic and the Base64 of something with a colon.
function isBasic(text) {
  const match = BASIC.exec(text);
  if (match === null) return false;
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  let bits = "";
  for (const digit of match[1].replace(/=/g, "")) {
    bits += digits.indexOf(digit).toString(2).padStart(6, "0");
  }
  for (let at = 0; at + 8 <= bits.length; at += 8) {
    if (bits.slice(at, at + 8) === "00111010") return true;
  }
  return false;
}

// JSON.parse would keep only the last of the values of a key that comes twice.
function isJsonOfSecrets(text) {
  if (text[0] !== "{" && text[0] !== "[") return false;
  try {
    JSON.parse(text.replace(/-?\b(?:NaN|Infinity)\b/g, "0"));
  } catch {
    return false;
  }
  const path = [];
  const outer = [];
  let key = null;
  for (const [word, , colon] of matches(JSON_WORD, text)) {
    if (colon !== undefined) {
      key = JSON.parse(word);
    } else if (word === "{" || word === "[") {
      outer.push(path.length);
      if (key !== null) path.push(key);
      key = null;
    } else if (word === "}" || word === "]") {
      path.length = outer.pop();
    } else {
      const value = word[0] === '"' ? JSON.parse(word) : Number(word);
      const isScalar = !["true", "false", "null"].includes(word);
      if (isScalar && looksSecret(key === null ? path : [...path, key], value)) return true;
      key = null;
    }
  }
  return false;
}

function isRandom(text) {
  if (!RANDOM.test(text) || SID.test(text)) return false;
  if (![/[A-Z]/, /[a-z]/, /[0-9]/].every((kind) => kind.test(text))) return false;
  if (text.split(/[-_/]/).every((part) => NAME_PART.test(part))) return false;
  const pieces = matches(PIECE, text);
  const length = pieces.reduce((sum, piece) => sum + piece[0].length, 0);
  const counts = new Map();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) {
    entropy -= (count / text.length) * Math.log2(count / text.length);
  }
  return length / pieces.length <= LOOKS.maxPiece && entropy >= LOOKS.minEntropy;
}

// The literals of code that look secret: where each word stands tells of its key.
function secretsOfWords(code, depth = 0) {
  const place = { key: "", around: "", all: false, choices: 0, outer: [] };
  const secrets = [];
  for (const match of matches(CODE, code)) {
    const word = match[0];
    const inner = unquoted(word);
    const isName = !/["'`\p{Nd}]/u.test(word[0]);
    const isValue = !passBy(place, match) && !isName;
    const isJudged = isName ? inner.length >= LOOKS.shortestName : /[\p{L}\p{N}_]/u.test(inner);
    const path = !isValue ? [] : place.all ? ["secrets"] : [place.around, place.key];
    const plain = inner.replace(/\\(?=["'`\\/])/g, "");
    const isDeeper = isJudged && depth < 3 && !isName;
    if (isJudged && (looksSecret(path, inner) || (plain !== inner && looksSecret(path, plain)))) {
      secrets.push(inner);
    } else if (isDeeper && word[0] === "`" && inner.includes("${")) {
      for (const [, text] of matches(INSERTED, inner)) {
        secrets.push(...secretsOfWords(text, depth + 1));
      }
    } else if (isJudged || isName) {
      if (isSecretKey(inner)) place.key = inner;
      if (isDeeper && /["'`]/.test(inner)) secrets.push(...secretsOfWords(inner, depth + 1));
    }
  }
  return secrets;
}

// The same, and under a key that says so any literal that is no ordinary word.
function secretsOfCode(code, path) {
  const secrets = secretsOfWords(code);
  if (looksSecret(path, code)) {
    secrets.push("", ...matches(LITERAL, code).map((match) => unquoted(match[0]))
      .filter((literal) => !ORDINARY.test(literal)));
  }
  return secrets;
}

const unquoted = (word) => word.replace(/^["'`]+|["'`]+$/g, "");

// Whether a word was no value.
function passBy(place, [text, colon]) {
  if (text === "{" || text === "[") {
    place.outer.push([place.key, place.around, place.all, place.choices]);
    place.all ||= isPluralKey(place.key);
    place.choices = 0;
    if (text === "{") [place.around, place.key] = [place.key, ""];
  } else if (text === "}" || text === "]") {
    if (place.outer.length === 0) return true;
    const inner = place.key;
    [place.key, place.around, place.all, place.choices] = place.outer.pop();
    if (text === "]" && isSecretKey(inner)) place.key = inner;
  } else if (text === ";") {
    place.key = "";
  } else if (text.endsWith("?") && !text.endsWith("??")) {
    place.choices += 1;
  } else if (colon && !place.choices) {
    place.key = unquoted(text);
  } else {
    if (colon) place.choices -= 1;
    if (place.key === "path") place.around = text.replace(/^["']+|["']+$/g, "").split("/").pop();
    return false;
  }
  return true;
}

// The ways in which a secret may stand in a text.
function formsOf(secret) {
  const json = quoted(secret).slice(1, -1);
  const code = (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const bytes = new TextEncoder().encode(secret);
  const percent = (safe) => Array.from(bytes, (byte) => (safe.test(String.fromCharCode(byte))
    ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)).join("");
  const forms = [
    secret, json, json.replace(/[^ -~]/g, code), secret.replace(/[\\']/g, "\\$&"),
  ];
  const plus = percent(/[\w.~ -]/).replace(/ /g, "+");
  for (const text of [percent(/[\w.~-]/), percent(/[\w.~/-]/), plus]) {
    forms.push(text, text.replace(/%../g, (byte) => byte.toLowerCase()));
  }
  // A digit of Base64 has six bits: the first and the last may hold others of what is around.
  for (let offset = 0; offset < 3; offset += 1) {
    const raw = "\0".repeat(offset) + String.fromCharCode(...bytes.slice(0, 5000));
    const end = Math.floor((raw.length * 8) / 6);
    const core = btoa(raw).slice(Math.floor((offset * 8 + 5) / 6), end);
    forms.push(core, core.replace(/\+/g, "-").replace(/\//g, "_"));
  }
  return forms.filter((form) => form.length >= LOOKS.shortest);
}

// A function that tells whether a text has one of these secrets in it.
function knowing(secrets) {
  const byStart = new Map();
  for (const secret of [...secrets].filter((one) => !EVERYDAY.test(one))
    .sort((one, another) => another.length - one.length).slice(0, LOOKS.maxSecrets)) {
    for (const form of formsOf(secret)) {
      const start = form.slice(0, LOOKS.shortest);
      byStart.set(start, [...(byStart.get(start) ?? []), form]);
    }
  }
  return (text) => {
    if (byStart.size === 0) return false;
    for (let at = 0; at + LOOKS.shortest <= text.length; at += 1) {
      const forms = byStart.get(text.slice(at, at + LOOKS.shortest));
      if (forms !== undefined && forms.some((form) => text.startsWith(form, at))) return true;
    }
    return false;
  };
}
