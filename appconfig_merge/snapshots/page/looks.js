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
    "[^\\W\\d_]": "[\\p{L}\\p{Nl}\\p{No}]", "(?i)": "", "(?s:": "(?:", "\\A": "^", "\\Z": "$",
    "\\b": "(?:(?<=W)(?!W)|(?<!W)(?=W))".replace(/W/g, "[\\p{L}\\p{N}_]"),
  };
  const inside = {
    w: "\\p{L}\\p{N}_", d: "\\p{Nd}",
    s: "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000",
  };
  const pieces = /\[\^\\W\\d_\]|\(\?i\)|\(\?s:|\\[AZb]|\[\^?(?:\\.|[^\]\\])+\]|\\./g;
  const text = source.replace(pieces, (piece) => {
    if (Object.hasOwn(parts, piece)) return parts[piece];
    const changed = piece.replace(/\\([wds])/g, (_, kind) => inside[kind]);
    if (piece[0] === "[" || changed === piece) return changed === "\\S" ? `[^${inside.s}]` : changed;
    return `[${changed}]`;
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
    && (FORMS.some((form) => form.test(text)) || HEX.test(text) || isBasic(text)
      || hasSecretParameter(text) || isJsonOfSecrets(text)
      || (!isPublicPlace(path) && isRandom(text)));
}

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
  for (const [word, colon] of matches(/("(?:[^"\\]|\\.)*")(?=(\s*:)?)|[{}[\]]|[^\s"{}[\]:,]+/g, text)
    .map((match) => [match[0], match[2]])) {
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

// Whether code has a literal that looks secret: where each word stands tells of its key.
function codeHasSecret(code, depth = 0) {
  const place = { key: "", around: "", all: false, choices: 0, outer: [] };
  for (const match of matches(CODE, code)) {
    const word = match[0];
    const inner = word.replace(/^["'`]+|["'`]+$/g, "");
    const isName = !/["'`\p{Nd}]/u.test(word[0]);
    const isValue = !passBy(place, match) && !isName;
    if (isName ? inner.length >= LOOKS.shortestName : /[\p{L}\p{N}_]/u.test(inner)) {
      const path = !isValue ? [] : place.all ? ["secrets"] : [place.around, place.key];
      const plain = inner.replace(/\\(?=["'`\\/])/g, "");
      if (looksSecret(path, inner) || (plain !== inner && looksSecret(path, plain))) return true;
      if (depth < 3 && word[0] === "`" && inner.includes("${")) {
        if (matches(INSERTED, inner).some((found) => codeHasSecret(found[1], depth + 1))) return true;
        continue;
      }
      if (depth < 3 && !isName && /["'`]/.test(inner)) {
        if (isSecretKey(inner)) place.key = inner;
        if (codeHasSecret(inner, depth + 1)) return true;
        continue;
      }
    } else if (!isName) {
      continue;
    }
    if (isSecretKey(inner)) place.key = inner;
  }
  return false;
}

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
    place.key = text.replace(/^["'`]+|["'`]+$/g, "");
  } else {
    if (colon) place.choices -= 1;
    if (place.key === "path") place.around = text.replace(/^["']+|["']+$/g, "").split("/").pop();
    return false;
  }
  return true;
}
