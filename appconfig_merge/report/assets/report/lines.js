// What a line of a source is to the configuration: what it sets, what comes through it, or why
// nothing does.

const NOTHING = "No value of the configuration comes from this line";

// The place of a step: of an object around a value its first line, the others being of others.
function placeOfStep([, value, at]) {
  const isObject = isHolder(value) && !Array.isArray(value);
  return at && isObject ? [at[0], at[1], at[2], at[1], at[4]] : at;
}

class Lines {
  constructor(page) {
    this.page = page;
    this.bySource = page.data.sources.map(() => new Map());
    for (const node of page.model.nodes) {
      for (const said of node.said) {
        const role = said.alive ? "sets" : said.outcome === "uncertain" ? "may" : "loses";
        this.add(node, said, said.at, role);
        this.add(node, said, said.key, role);
        if (said.alive) {
          for (const step of said.steps ?? []) this.add(node, said, placeOfStep(step), "through");
          for (const [, at] of said.elements ?? []) this.add(node, said, at, "through");
        }
        if (said === node.winner) {
          for (const row of candidateRows(said.value))
            this.add(node, said, row.candidate.location, "sets");
        }
      }
    }
  }

  add(node, said, at, role) {
    if (!at) return;
    const byLine = this.bySource[at[0]];
    for (let line = at[1]; line <= at[3]; line++) {
      if (!byLine.has(line)) byLine.set(line, new Map());
      const entries = byLine.get(line);
      const known = entries.get(said);
      if (!known) entries.set(said, { node, said, role });
      else if (known.role === "through") known.role = role;
    }
  }

  // The entries that a line has to do with.
  at(source, line) {
    return [...(this.bySource[source].get(line)?.values() ?? [])];
  }

  // The objects that are written around a line, the innermost first.
  around(source, line) {
    const found = [];
    for (const { path, said } of this.page.data.objects) {
      for (const one of said) {
        if (one.at?.[0] === source && one.at[1] <= line && line <= one.at[3])
          found.push({ path, said: one });
      }
    }
    return found.sort(
      (one, other) => one.said.at[3] - one.said.at[1] - (other.said.at[3] - other.said.at[1]),
    );
  }

  story(source, line) {
    const { page } = this;
    const { story } = page;
    const text = page.sources.all[source];
    const entries = this.at(source, line);
    const title = element("h2", "", `${visible(text.name)}, line ${line}`);
    const has = (role) => entries.filter((one) => one.role === role);
    const [sets, may, loses, through] = ["sets", "may", "loses", "through"].map(has);
    const setting = new Set([...sets, ...may, ...loses].map((one) => one.node));
    const parts = [
      this.list("It sets", sets, ({ node }) => story.entry(node)),
      this.list("It may set", may, (one) => this.lost(one)),
      this.list(
        sets.length || may.length ? "It also sets, without effect" : "It sets nothing that counts",
        loses,
        (one) => this.lost(one),
      ),
      this.list(
        "Through it come",
        through.filter((one) => !setting.has(one.node)),
        ({ node }) => story.entry(node),
      ),
    ].flat();
    if (!entries.length) parts.push(...this.whyNothing(source, line));
    story.show(title, parts, story.findings(text.findings.get(line) ?? []));
  }

  list(title, entries, make) {
    if (!entries.length) return [];
    const list = element("ul", "entries");
    list.append(...entries.slice(0, MANY).map(make));
    const more =
      entries.length > MANY ? element("p", "hint", `and ${entries.length - MANY} more`) : "";
    return [element("h3", "", title), list, more];
  }

  lost({ node, said }) {
    const { story } = this.page;
    const name = element("button", "path", formatPath(node.path));
    name.type = "button";
    name.addEventListener("click", () => this.page.choose({ node }, "click"));
    const value = element("span", "value", brief(said.value, 80));
    return element(
      "li",
      "",
      name,
      " ",
      isGone(said) ? element("del", "", value) : value,
      " ",
      story.fate(said),
    );
  }

  whyNothing(source, line) {
    const { page } = this;
    const told = [element("p", "why", this.reason(source, line))];
    const [inner] = this.around(source, line);
    if (inner) {
      let name = "the configuration";
      if (inner.path.length) {
        const node = page.model.at(inner.path);
        name = element("button", "path", formatPath(inner.path));
        name.type = "button";
        name.addEventListener("click", () => page.choose({ node }, "click"));
      }
      const [, first, , last] = inner.said.at;
      const isStart = first === line || inner.said.key?.[1] === line;
      const where = first === last ? `line ${first}` : `lines ${first} to ${last}`;
      told.push(
        element("p", "", isStart ? "Here begins " : "It is part of ", name, ` (${where}).`),
      );
    }
    return told;
  }

  reason(source, line) {
    const { page } = this;
    const text = page.sources.all[source];
    const row = text.rows[text.firstRow[line]];
    const code = row[2].trim();
    if (!code) return "This line is empty.";
    const comment = page.data.kinds.indexOf("comment");
    const characters = Array.from(row[2]);
    let at = 0;
    let isComment = row[3].length > 0;
    for (let index = 0; index < row[3].length; index += 2) {
      const word = characters.slice(at, (at += row[3][index + 1])).join("");
      if (row[3][index] !== comment && word.trim()) isComment = false;
    }
    if (isComment) return "This line is a comment: it sets nothing.";
    if (/^[[\]{}(),;]+$/.test(code)) return "This line sets nothing by itself.";
    if (this.around(source, line).length) return "This line sets no value by itself.";
    if (text.data.language === "json") {
      const hasColumns = page.data.layers.some((one) => one.kind === "column");
      const columns = hasColumns ? " and the columns that this release reads" : "";
      return `${NOTHING}: of the resource only ui_attributes${columns} count.`;
    }
    return `${NOTHING}: it is code that gives none of them, such as a condition, or that isn't reached.`;
  }
}
