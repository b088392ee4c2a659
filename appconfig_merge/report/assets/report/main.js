// The page: what is chosen, filtered and searched, and what follows from it.

class Page extends Words {
  constructor(data) {
    super(data);
    this.model = new Model(data);
    const find = (id) => document.getElementById(id);
    this.status = find("status");
    this.search = find("search");
    this.from = find("from");
    this.treeBox = find("tree");
    this.codeBox = find("code");
    this.story = new Story(find("story"), this);
    this.tree = new Tree(
      this.treeBox,
      this,
      (row, how) => this.choose(row, how),
      (at) => this.sources.show(at),
    );
    this.sources = new Sources({ box: this.codeBox, tabs: find("tabs") }, this, (source, line) => {
      this.chooseLine(source, line);
    });
    this.addFilters(find("states"));
    fillFindings(find("findings"), this);
    listenTo(this);
    this.story.ofNothing();
    this.refresh();
    this.follow();
  }

  addFilters(box) {
    const names = {
      all: "All",
      ...(this.data.running ? { differs: "Differs" } : {}),
      overridden: "Overridden",
      unresolved: "Unresolved",
      dead: "Dead",
      findings: "Findings",
    };
    const meanings = {
      all: "Every effective value, and what is set without effect",
      differs: "Where the running page has something else",
      overridden: "Values for which a lower layer sets another one",
      unresolved: "What only the page knows: a value, or whether one is in effect",
      dead: "What is set, but has no effect at all",
      findings: "What effective-config check has something to say of",
    };
    for (const [name, text] of Object.entries(names)) {
      const input = element("input", "");
      Object.assign(input, { type: "radio", name: "state", value: name, checked: name === "all" });
      input.addEventListener("change", () => this.refresh());
      const label = element(
        "label",
        "",
        input,
        element("span", "", `${text} `, element("span", "count", String(this.model.counts[name]))),
      );
      label.title = meanings[name];
      box.append(label);
    }
    for (const [index, group] of this.data.groups.entries()) {
      const option = element("option", "", `${visible(group.name)} (${group.count})`);
      option.value = index;
      this.from.append(option);
    }
    this.from.addEventListener("change", () => this.refresh());
  }

  get listBox() {
    return this.treeBox;
  }

  chooseFirst() {
    const first = this.tree.shown.find((row) => row.node.isEntry && !row.detail);
    if (first) this.choose(first, "key");
  }

  openAll(open) {
    for (const node of this.model.nodes) node.open = open;
    this.refresh();
  }

  // Shows what the filter and the search let through.
  refresh() {
    const state = document.querySelector("input[name=state]:checked").value;
    const group = this.from.value === "" ? null : this.data.groups[this.from.value];
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const { rows, matching } = this.model.rows({ state, layers: group?.layers ?? null, words });
    this.tree.set(rows, words);
    const [values, dead] = [this.data.values.length, this.data.shadowed.length];
    const isAll = state === "all" && !group && !words.length;
    const { uncertain } = this.model;
    const lost = dead - uncertain;
    const all = [plural(values, "value")];
    if (lost) all.push(`${lost} set without effect`);
    if (uncertain) all.push(`${uncertain} uncertain`);
    const { onlyRunning } = this.model.root;
    if (onlyRunning) all.push(`${onlyRunning} only running`);
    this.status.textContent = isAll ? all.join(", ") : `${matching} of ${plural(values + dead + onlyRunning, "path")}`;
    document.getElementById("none").hidden = rows.length > 0;
  }

  // Chooses a row of the tree; null: none. how: "click", "key", or "link" for the address.
  choose(row, how) {
    if (row === null) {
      this.tree.mark(null);
      this.sources.mark({ wins: [], loses: [], via: [] });
      this.story.ofNothing();
      this.setHash("#", how);
      return;
    }
    const choice = { node: row.node, detail: row.detail };
    if (this.tree.indexOf(choice) < 0) this.reveal(row.node);
    this.tree.mark(choice, how === "link");
    this.story.ofNode(row.node);
    if (how === "click") this.story.bringIntoSight();
    const places = this.placesOf(row.node);
    this.sources.mark(places);
    const { detail } = row;
    const own = detail?.said?.at ?? detail?.step?.[2] ?? detail?.candidate?.location;
    const at = own ?? places.wins[0] ?? places.loses[0];
    if (at) this.sources.show(at);
    this.setHash(hashOf(row.node.path), how);
  }

  // Opens what is around a node; takes back what hides it.
  reveal(node) {
    for (let at = node.parent; at; at = at.parent) at.open = true;
    this.refresh();
    if (this.tree.indexOf({ node }) >= 0) return;
    document.querySelector("input[name=state][value=all]").checked = true;
    this.from.value = "";
    this.search.value = "";
    this.refresh();
  }

  placesOf(node) {
    const wins = [];
    const loses = [];
    const via = [];
    for (const one of node.isSet ? node.said : (node.object ?? [])) {
      if (!one.at) continue;
      const at = node.isSet ? one.at : (one.key ?? one.at);
      (one.alive ? wins : loses).push(at);
      if (one.key && one === node.winner) via.push(one.key);
    }
    for (const [, , at] of node.winner?.steps ?? []) {
      // Of a function or an object that a value went through, the first line will do.
      if (at) via.push(at[3] === at[1] ? at : [at[0], at[1], at[2], at[1], Infinity]);
    }
    for (const { candidate } of node.leaf ? candidateRows(node.leaf.value) : []) {
      if (candidate.location) via.push(candidate.location);
    }
    return { wins, loses, via };
  }

  // Chooses a line of a source: the values that it has to do with stand out in the tree.
  chooseLine(source, line) {
    this.lines ??= new Lines(this);
    const entries = this.lines.at(source, line);
    this.tree.markAll(new Set(entries.map((one) => one.node)));
    this.lines.story(source, line);
    const places = entries.slice(0, MANY).map(({ node }) => this.placesOf(node));
    this.sources.mark({
      wins: places.flatMap((one) => one.wins),
      loses: places.flatMap((one) => one.loses),
      via: [],
    });
  }

  chooseFinding(finding) {
    if (finding.node) {
      this.choose({ node: finding.node }, "click");
      this.treeBox.focus();
    } else this.story.show(element("h2", "", "Finding"), this.story.finding(finding));
    if (finding.at) this.sources.show(finding.at);
  }

  enterSource() {
    this.codeBox.focus();
  }

  setHash(hash, how) {
    if (how === "link" || hash === (location.hash || "#")) return;
    try {
      // Arrow keys go through many values; the way back shouldn't.
      if (how === "click") history.pushState(null, "", hash);
      else history.replaceState(null, "", hash);
    } catch {
      // In a frame without an origin the address can't be changed.
    }
  }

  // Goes where the address says.
  follow() {
    if (location.hash.length < 3) return;
    const node = this.model.named(pointerOfHash(location.hash));
    if (node) this.choose({ node }, "link");
    else {
      const told = element(
        "p",
        "why",
        "The address names a value that isn't in this configuration.",
      );
      this.story.show(element("h2", "path", visible(pointerOfHash(location.hash))), told);
    }
  }

  placeButton(at, name = this.placeName(at)) {
    const button = element("button", "place", name);
    button.type = "button";
    button.addEventListener("click", () => {
      this.sources.show(at);
      this.codeBox.focus();
    });
    return button;
  }
}

new Page(JSON.parse(document.getElementById("data").textContent));
performance.mark("ready"); // for whoever measures how long a large configuration takes
