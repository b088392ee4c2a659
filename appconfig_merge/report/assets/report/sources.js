// The source texts: rows with colours, and marks on what the configuration takes from them.

const [LIVE, LOST, WINS, LOSES, VIA] = [1, 2, 4, 8, 16];
const MARKS = [
  [LIVE, "live"],
  [LOST, "lost"],
  [WINS, "wins"],
  [LOSES, "loses"],
  [VIA, "via"],
];

class SourceText {
  // size is the number of characters of a row.
  constructor(data, size) {
    this.data = data;
    this.size = size;
    this.name = data.name;
    this.rows = data.rows; // [line, column, text, words]
    this.firstRow = [];
    data.rows.forEach(([line], index) => (this.firstRow[line] ??= index));
    this.lines = data.rows.at(-1)[0];
    this.width = data.rows.reduce((most, row) => Math.max(most, row[2].length), 0);
    this.marks = new Map(); // row -> [[first, last, mark]], in code points of the row
    this.chosen = new Map();
    this.findings = new Map(); // line -> findings
    this.top = 0;
    this.cursor = -1;
  }

  rowAt(line, column) {
    const number = Math.min(line, this.lines);
    const next = this.firstRow[number + 1] ?? this.rows.length;
    return Math.min(
      this.firstRow[number] + Math.floor(Math.max(column - 1, 0) / this.size),
      next - 1,
    );
  }

  add(marks, [, line, column, endLine, endColumn], mark) {
    const first = this.rowAt(line, column);
    const last = this.rowAt(endLine, endColumn - 1);
    for (let index = first; index <= last; index++) {
      const start = this.rows[index][1];
      const from = index === first ? column - start : 0;
      const to = index === last ? endColumn - start : Infinity; // Infinity: to the line's end
      if (!marks.has(index)) marks.set(index, []);
      marks.get(index).push([from, to, mark]);
    }
  }
}

class Sources {
  // choose(source, line) is called for a line that a person chooses.
  constructor({ box, tabs, name }, page, choose) {
    this.box = box;
    this.page = page;
    this.choose = choose;
    this.tabs = tabs;
    this.all = page.data.sources.map((data) => new SourceText(data, page.data.row_size));
    this.shown = 0;
    for (const node of page.model.nodes) this.addMarks(node);
    for (const finding of [...page.data.findings, ...page.data.remarks]) {
      if (!finding.at) continue;
      const { findings } = this.all[finding.at[0]];
      const line = finding.at[1];
      findings.set(line, [...(findings.get(line) ?? []), finding]);
    }
    this.all.forEach((source, index) => {
      const tab = element("button", "", visible(source.name));
      tab.type = "button";
      tab.id = `tab-${index}`;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", "source");
      tab.addEventListener("click", () => this.open(index));
      tabs.append(tab);
    });
    tabs.addEventListener("keydown", (event) => this.tabKey(event));
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("click", (event) => this.click(event));
    box.addEventListener("focus", () => {
      if (this.current.cursor < 0) this.moveTo(this.rowInSight());
    });
    this.rows = new Rows(box, (index) => this.row(index));
    this.open(0);
  }

  get current() {
    return this.all[this.shown];
  }

  addMarks(node) {
    for (const one of node.said) {
      if (!one.at || (one.alive && !node.leaf)) continue;
      const source = this.all[one.at[0]];
      source.add(source.marks, one.at, isGone(one) ? LOST : LIVE);
    }
  }

  open(index) {
    this.current.top = this.box.scrollTop;
    this.shown = index;
    const { current } = this;
    [...this.tabs.children].forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
    });
    this.box.setAttribute("aria-label", `Lines of ${visible(current.name)}`);
    document.getElementById("source").setAttribute("aria-labelledby", `tab-${index}`);
    this.box.style.setProperty("--width", current.width);
    this.box.style.setProperty("--digits", String(current.lines).length);
    this.rows.active = current.cursor;
    this.rows.set(current.rows.length);
    this.box.scrollTop = current.top;
    this.rows.setActive(current.cursor);
  }

  // Marks what gives a value, what that shadows, and what it comes from.
  mark({ wins, loses, via }) {
    for (const source of this.all) source.chosen.clear();
    for (const [places, mark] of [
      [via, VIA],
      [loses, LOSES],
      [wins, WINS],
    ]) {
      for (const at of places) this.all[at[0]].add(this.all[at[0]].chosen, at, mark);
    }
    this.all.forEach((source, index) => {
      this.tabs.children[index].classList.toggle("marked", source.chosen.size > 0);
    });
    this.rows.set(this.current.rows.length);
  }

  // Shows a place, and puts the cursor there.
  show(at) {
    if (at[0] !== this.shown) this.open(at[0]);
    const row = this.current.rowAt(at[1], at[2]);
    this.moveTo(row);
    // What stands far to the right comes into sight, too.
    const mark = this.rows.made.get(row)?.querySelector(".wins, .loses, .via");
    if (!mark) return;
    const seen = this.box.getBoundingClientRect();
    const { left, right } = mark.getBoundingClientRect();
    if (right > seen.right || left < seen.left + 60)
      this.box.scrollLeft += left - seen.left - seen.width / 3;
  }

  moveTo(row) {
    this.current.cursor = row;
    for (const [index, made] of this.rows.made)
      made.setAttribute("aria-selected", String(index === row));
    this.rows.setActive(row);
    if (row >= 0) this.rows.show(row);
  }

  rowInSight() {
    return Math.min(this.current.rows.length - 1, Math.ceil(this.box.scrollTop / this.rows.height));
  }

  row(index) {
    const source = this.current;
    const [line, column, text, words] = source.rows[index];
    const row = element("div", "row");
    row.id = `line-${index}`;
    row.dataset.index = index;
    row.setAttribute("role", "option");
    row.setAttribute("aria-setsize", source.rows.length);
    row.setAttribute("aria-posinset", index + 1);
    row.setAttribute("aria-selected", String(index === source.cursor));
    row.append(this.gutter(source, line, column));
    const marks = [...(source.marks.get(index) ?? []), ...(source.chosen.get(index) ?? [])];
    row.append(codeOf(text, words, marks, this.page.data.kinds));
    return row;
  }

  gutter(source, line, column) {
    const findings = column === 1 ? (source.findings.get(line) ?? []) : [];
    const gravest = Object.keys(SIGNS).find((one) =>
      findings.some((found) => found.severity === one),
    );
    const sign = element("span", gravest ? `sign ${gravest}` : "sign", SIGNS[gravest] ?? "");
    if (gravest) {
      sign.title = findings.map((one) => `${one.rule}: ${visible(one.message)}`).join("\n");
      sign.setAttribute("role", "img");
      sign.setAttribute(
        "aria-label",
        findings.map((one) => `${one.severity} ${one.rule}`).join(", "),
      );
    }
    return element(
      "span",
      "gutter",
      element("span", "number", column === 1 ? String(line) : ""),
      sign,
    );
  }

  click(event) {
    const row = event.target.closest("[role=option]");
    if (!row || String(getSelection())) return;
    this.pick(Number(row.dataset.index));
  }

  pick(index) {
    this.moveTo(index);
    this.choose(this.shown, this.current.rows[index][0]);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.current.rows.length - 1;
    const at = this.current.cursor;
    const moves = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
      PageDown: at + this.rows.page,
      PageUp: at - this.rows.page,
    };
    if (event.key in moves) this.moveTo(Math.min(last, Math.max(0, moves[event.key])));
    else if (event.key === "Enter" || event.key === " ") this.pick(Math.max(0, at));
    else return;
    event.preventDefault();
  }

  tabKey(event) {
    const count = this.all.length;
    const steps = { ArrowRight: 1, ArrowLeft: count - 1 };
    if (!(event.key in steps)) return;
    this.open((this.shown + steps[event.key]) % count);
    this.tabs.children[this.shown].focus();
    event.preventDefault();
  }
}

// The words of a row as elements, each as long as its colour and its marks stay the same.
function codeOf(text, words, marks, kinds) {
  const code = element("span", "code");
  const characters = Array.from(text);
  const count = characters.length;
  const kind = new Uint8Array(count);
  const mark = new Uint8Array(count);
  for (let index = 0, at = 0; index < words.length; index += 2) {
    kind.fill(words[index], at, (at += words[index + 1]));
  }
  const indent = text.length - text.trimStart().length;
  for (const [from, to, one] of marks) {
    for (let at = Math.max(indent, from); at < Math.min(to, count); at++) mark[at] |= one;
  }
  for (let start = 0; start < count;) {
    let end = start + 1;
    const isOdd = characters[start] !== "\t" && ODD.test(characters[start]);
    while (
      end < count &&
      !isOdd &&
      kind[end] === kind[start] &&
      mark[end] === mark[start] &&
      !(characters[end] !== "\t" && ODD.test(characters[end]))
    )
      end++;
    const piece = characters.slice(start, end).join("");
    const classes = MARKS.filter(([one]) => mark[start] & one).map(([, name]) => name);
    // An entry may have no effect in one layer, and have one in another.
    if (mark[start] & LIVE && mark[start] & LOST) classes.splice(classes.indexOf("lost"), 1);
    if (kind[start]) classes.push(kinds[kind[start]]);
    if (isOdd) classes.push("odd");
    code.append(
      classes.length ? element("span", classes.join(" "), isOdd ? visible(piece) : piece) : piece,
    );
    start = end;
  }
  return code;
}
