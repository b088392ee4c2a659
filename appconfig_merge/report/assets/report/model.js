// The tree of paths, what is said at each, and which of them a filter and a search let through.

class TreeNode {
  constructor(parent, key) {
    this.parent = parent;
    this.key = key;
    this.path = parent ? [...parent.path, key] : [];
    this.children = [];
    this.byKey = new Map();
    this.leaf = null; // the effective value
    this.said = []; // the layers' words, highest precedence first
    this.winner = null; // of what is said, the value
    this.losers = []; // and what isn't
    this.object = null; // where an object is written
    this.findings = [];
    this.differences = []; // where a running page has something else
    this.notCompared = []; // where nobody knows what it has
    this.agrees = false;
    this.onlyRunning = 0; // paths at and beneath this one that only the running page has
    this.values = 0; // effective values at and beneath the path
    this.open = true;
    this.opensOrigin = false;
  }

  // Whether a layer sets something at the path.
  get isSet() {
    return this.said.length > 0;
  }

  get isEntry() {
    return this.isSet || this.isOnlyRunning;
  }

  // Whether something is told of a running page, and nothing was predicted.
  get isOnlyRunning() {
    return !this.isSet && this.differences.length + this.notCompared.length > 0;
  }

  // Whether it may be a part of something unresolved.
  get isUncertain() {
    return !this.leaf && this.said.some((one) => one.outcome === "uncertain");
  }

  get isDead() {
    if (!this.leaf) return !this.isUncertain;
    return this.said.some((one) => one.rule === "replaced-by-column");
  }

  // The findings of the value and of the objects that it is in.
  get allFindings() {
    const found = [];
    for (let at = this; at; at = at.parent) found.push(...at.findings);
    return found;
  }

  // Takes the layers' words on the path; leaf is what they come to, null where that is nothing.
  take(said, leaf) {
    this.said = said;
    this.leaf = leaf;
    this.winner = leaf ? (said.find((one) => one.alive) ?? null) : null;
    this.losers = said.filter((one) => !one.alive && !isItself(one, this.winner));
  }

  // The rows that stand beneath the value; made once, since they are looked for again and again.
  get details() {
    this.rows ??= this.isEntry ? this.detailRows() : [];
    return this.rows;
  }

  detailRows() {
    const rows = [];
    const { leaf, winner } = this;
    // Where nothing was predicted, the row of the path itself says what runs.
    if (this.isSet || this.children.length)
      for (const difference of this.differences) rows.push({ kind: "runs", difference });
    if (leaf?.departure) rows.push({ kind: "departure", departure: leaf.departure });
    if (leaf) for (const row of candidateRows(leaf.value)) rows.push({ kind: "candidate", ...row });
    for (const said of this.losers) rows.push({ kind: "lost", said });
    if (winner?.steps) rows.push({ kind: "origin" });
    return rows;
  }
}

const STATES = {
  all: (node) => node.isEntry,
  differs: (node) => node.differences.length > 0,
  overridden: (node) => node.said.some((one) => one.outcome === "overridden"),
  unresolved: (node) => (node.leaf ? node.isUnresolved : node.isUncertain),
  dead: (node) => node.isSet && node.isDead,
  findings: (node) => node.findings.length > 0,
};

class Model {
  constructor(data) {
    this.data = data;
    this.root = new TreeNode(null, "");
    for (const leaf of data.values) {
      const node = this.at(leaf.path);
      node.take(leaf.said, leaf);
      node.isUnresolved = holdsUnresolved(leaf.value);
      node.open =
        node.said.some((one) => !one.alive && one.outcome !== "redundant") ||
        Boolean(leaf.value?.candidates) ||
        Boolean(leaf.departure);
      for (let at = node; at; at = at.parent) at.values++;
    }
    for (const { path, said } of data.shadowed) {
      const node = this.at(path);
      // A text that was taken apart is no value any more; its characters are.
      for (const one of said) if (one.rule === "spread-to-keys") one.alive = false;
      node.take(said, null);
    }
    for (const { path, said } of data.objects) this.at(path).object = said;
    if (data.running) this.takeRunning(data.running);
    const grave = Object.keys(SIGNS);
    const byGravity = (one, other) => grave.indexOf(one.severity) - grave.indexOf(other.severity);
    for (const finding of [...data.findings].sort(byGravity)) {
      const node = finding.path.length ? this.nearest(finding.path) : null;
      finding.node = node;
      if (node) node.findings.push(finding);
    }
    this.nodes = [];
    for (const node of walk(this.root)) {
      if (node === this.root) continue;
      this.nodes.push(node);
    }
    this.counts = Object.fromEntries(
      Object.entries(STATES).map(([name, has]) => [name, this.nodes.filter(has).length]),
    );
    this.counts.all = data.values.length;
    this.uncertain = this.nodes.filter((node) => node.isUncertain).length;
  }

  takeRunning({ differences, not_compared: notCompared }) {
    for (const one of differences) {
      const node = this.at(one.path);
      node.differences.push(one);
      node.open = true;
    }
    for (const one of notCompared) this.at(one.path).notCompared.push(one);
    const off = new Set();
    for (const node of walk(this.root)) {
      const isOff = node.differences.length + node.notCompared.length > 0;
      if (isOff || off.has(node.parent)) off.add(node);
      node.agrees = node.leaf !== null && !off.has(node);
      if (node.isOnlyRunning) for (let at = node; at; at = at.parent) at.onlyRunning++;
    }
  }

  // The node at a path; made where there is none.
  at(path) {
    let node = this.root;
    for (const key of path) {
      let child = node.byKey.get(key);
      if (!child) {
        child = new TreeNode(node, key);
        node.byKey.set(key, child);
        node.children.push(child);
      }
      node = child;
    }
    return node;
  }

  // The node that a JSON Pointer names.
  named(pointer) {
    return this.nodes.find((node) => pointerOf(node.path) === pointer);
  }

  // The node at a path, or the one that it is a part of.
  nearest(path) {
    let node = this.root;
    for (const key of path) {
      const child = node.byKey.get(key);
      if (!child) break;
      node = child;
    }
    return node === this.root ? null : node;
  }

  // What of the tree is to be seen: rows in order. choice: { state, layers, words }.
  rows(choice) {
    const shown = new Set();
    let matching = 0;
    for (const node of this.nodes) {
      if (!this.matches(node, choice)) continue;
      matching++;
      for (let at = node; at && !shown.has(at); at = at.parent) shown.add(at);
    }
    const rows = [];
    const seen = (node) => node.children.filter((child) => shown.has(child));
    const top = seen(this.root);
    const work = [{ siblings: top, next: 0, before: 0, size: top.length }];
    while (work.length) {
      const at = work.at(-1);
      if (at.next === at.siblings.length) {
        work.pop();
        continue;
      }
      const node = at.siblings[at.next];
      const position = at.before + at.next++;
      const children = seen(node);
      const details = node.details;
      const size = children.length + details.length;
      const level = work.length;
      const isOpen = size > 0 && node.open;
      rows.push({ node, level, size: at.size, position, canOpen: size > 0, isOpen });
      if (!isOpen) continue;
      this.addDetails(rows, node, details, level + 1, size);
      work.push({ siblings: children, next: 0, before: details.length, size });
    }
    return { rows, matching };
  }

  addDetails(rows, node, details, level, size) {
    details.forEach((detail, position) => {
      const isOrigin = detail.kind === "origin";
      const isOpen = isOrigin && node.opensOrigin;
      rows.push({ node, detail, level, size, position, canOpen: isOrigin, isOpen });
      if (!isOpen) return;
      const { steps } = node.winner;
      steps.forEach((step, index) => {
        const detail = { kind: "step", step };
        rows.push({ node, detail, level: level + 1, size: steps.length, position: index });
      });
    });
  }

  matches(node, { state, layers, words }) {
    if (!STATES[state](node)) return false;
    if (layers && !this.concerns(node, state, layers)) return false;
    if (!words.length) return true;
    node.haystack ??= this.haystackOf(node);
    return words.every((word) => node.haystack.includes(word));
  }

  // Whether what a filter looks for is these layers' doing.
  concerns(node, state, layers) {
    if (state === "overridden") {
      return node.said.some((one) => one.outcome === "overridden" && layers.includes(one.layer));
    }
    if (!node.leaf) return node.said.some((one) => layers.includes(one.layer));
    if (state === "dead") {
      return node.said.some(
        (one) => one.rule === "replaced-by-column" && layers.includes(one.layer),
      );
    }
    return layers.includes(node.leaf.by);
  }

  haystackOf(node) {
    const values = node.said.map((one) => brief(one.value, 400));
    const rules = node.findings.map((one) => one.rule);
    const running = node.differences.flatMap((one) => [one.cause, brief(one.value ?? "", 400)]);
    return [formatPath(node.path), ...values, ...rules, ...running].join("\n").toLowerCase();
  }
}

function* walk(node) {
  const work = [node];
  while (work.length) {
    const next = work.pop();
    yield next;
    for (let index = next.children.length - 1; index >= 0; index--) work.push(next.children[index]);
  }
}
