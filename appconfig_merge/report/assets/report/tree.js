// The tree of values.

const VALUE_ROOM = 160;

class Tree extends Folding {
  // choose({ node, detail }) is called for what a person chooses, goTo(place) to see a place.
  constructor(box, page, choose, goTo) {
    super(box, choose);
    this.page = page;
    this.goTo = goTo;
    this.touched = new Set();
  }

  isSame(row, { node, detail }) {
    // The rows of steps are made anew at each look; the steps themselves are not.
    return (
      row.node === node &&
      (detail?.step ? row.detail?.step === detail.step : row.detail === detail)
    );
  }

  // Makes the rows of some nodes stand out, and shows the first; none is chosen.
  markAll(nodes) {
    this.mark(null);
    this.touched = nodes;
    for (const [at, row] of this.rows.made) row.classList.toggle("touched", this.isTouched(at));
    const first = this.shown.findIndex((_, index) => this.isTouched(index));
    if (first >= 0) this.rows.show(first);
  }

  isTouched(index) {
    const { node, detail } = this.shown[index];
    return !detail && this.touched.has(node);
  }

  mark(choice, isCentred = false) {
    if (this.touched.size) {
      this.touched = new Set();
      for (const row of this.rows.made.values()) row.classList.remove("touched");
    }
    super.mark(choice, isCentred);
  }

  row(index) {
    const { node, detail, isOpen } = this.shown[index];
    const kind = this.isTouched(index) ? "row touched" : "row";
    const row = this.bare(index, kind, detail?.step?.[3] ?? 0);
    row.append(...(detail ? this.detail(detail, row) : this.entry(node, row, isOpen)));
    return row;
  }

  entry(node, row, isOpen) {
    const { page } = this;
    const key = element("span", "key");
    marked(key, typeof node.key === "number" ? `[${node.key}]` : formatKey(node.key), this.words);
    const { leaf } = node;
    if (node.isOnlyRunning && !node.children.length) return this.onlyRunning(node, key, row);
    if (!leaf) {
      const isLost = node.isSet && !node.values;
      row.classList.add(!isLost ? "object" : node.isUncertain ? "uncertain" : "dead");
      const note = isLost
        ? `set, ${effectOf(node)}`
        : node.open && isOpen
          ? ""
          : contents(node);
      return [key, element("span", "note", note), ...this.badges(node)];
    }
    row.classList.add("leaf");
    const value = element("span", `value v-${kindOf(leaf.value)}`);
    marked(value, brief(leaf.value, VALUE_ROOM), this.words);
    const { winner } = node;
    const same = node.losers.filter((one) => one.outcome === "redundant");
    const lost = node.losers.filter(isGone).length;
    const notes = [];
    if (!isOpen && lost) notes.push(`over ${lost} other${lost > 1 ? "s" : ""}`);
    if (!isOpen && same.length) notes.push(`same in ${page.layerName(same[0].layer)}`);
    return [
      key,
      element("span", "colon", ":"),
      value,
      element("span", "note", notes.join(", ")),
      ...this.badges(node),
      this.place(winner?.at ?? null, winner ? winner.layer : leaf.by),
    ];
  }

  // A path for which nothing was predicted, and what the running page has there.
  onlyRunning(node, key, row) {
    row.classList.add("runs");
    const [difference] = node.differences;
    const told = difference
      ? this.running(difference)
      : [element("span", "note", `not predicted, and not compared: ${visible(node.notCompared[0].reason)}`)];
    return [key, element("span", "colon", ":"), ...told, ...this.badges(node)];
  }

  running(difference) {
    const { page } = this;
    const [, at] = difference.evidence.find(([, place]) => place) ?? [];
    return [
      element("span", "tag", "runs with"),
      runningValue(difference, VALUE_ROOM),
      element("span", "note", causeOf(page, difference)),
      at ? this.place(at, null) : null,
    ].filter(Boolean);
  }

  detail(detail, row) {
    const { page } = this;
    row.classList.add(detail.kind);
    if (detail.kind === "runs") {
      const { inner } = detail.difference;
      const where = inner.length ? [element("span", "code", formatPath(inner))] : [];
      return [...where, ...this.running(detail.difference)];
    }
    if (detail.kind === "lost") {
      const { said } = detail;
      const value = element("span", "value");
      marked(value, brief(said.value, VALUE_ROOM), this.words);
      return [
        isGone(said) ? element("del", "", value) : value,
        element("span", "note", page.fate(said)),
        this.place(said.at, said.layer),
      ];
    }
    if (detail.kind === "candidate") {
      const { candidate, tests } = detail;
      const shown = "value" in candidate ? brief(candidate.value, VALUE_ROOM) : "not set";
      const value = element(
        "span",
        `value v-${"value" in candidate ? kindOf(candidate.value) : "plain"}`,
        shown,
      );
      return [
        element("span", "tag", "maybe"),
        value,
        element("span", "note", condition(tests, 80)),
        this.place(candidate.location, null),
      ];
    }
    if (detail.kind === "departure")
      return [element("span", "note", page.departure(detail.departure))];
    if (detail.kind === "origin") return [element("span", "note", "comes from")];
    const [expression, value, at] = detail.step;
    const told = brief(value, 80);
    const code = oneLine(expression, 100);
    const isNews = kindOf(value) !== "unresolved" && kindOf(value) !== "plain" && told !== code;
    return [
      element("span", "code", code),
      element("span", "note", isNews ? `= ${told}` : ""),
      this.place(at, null),
    ];
  }

  badges(node) {
    const made = [];
    if (node.isUnresolved && tagOf(node.leaf.value) !== "unresolved") {
      made.push(element("span", "badge unresolved", "holds unresolved"));
    }
    for (const [severity, sign] of Object.entries(SIGNS)) {
      const found = node.findings.filter((one) => one.severity === severity);
      if (!found.length) continue;
      // What is no more than a remark needs no words here.
      const rules = element(
        "span",
        severity === "info" ? "hidden" : "rules",
        found.map((one) => one.rule).join(", "),
      );
      const badge = element("span", `badge ${severity}`, element("span", "", sign), rules);
      badge.firstChild.setAttribute("aria-hidden", "true");
      badge.title = found.map((one) => visible(`${one.rule}: ${one.message}`)).join("\n");
      made.push(badge);
    }
    return [...made, ...runningBadges(this.page, node)];
  }

  place(at, layer) {
    const { page } = this;
    const place = element(
      "span",
      at ? "place link" : "place",
      at ? page.placeName(at, false) : page.layerName(layer),
    );
    if (at) place.at = at;
    place.title = layer === null ? "" : visible(page.layerName(layer));
    return place;
  }

  foldsAtOnce({ detail }) {
    return Boolean(detail);
  }

  clicked(target) {
    const place = target.closest(".place");
    if (place?.at) this.goTo(place.at);
  }

  fold(index, open) {
    const { node, detail } = this.shown[index];
    if (detail) node.opensOrigin = open;
    else node.open = open;
    this.page.refresh();
  }

  enter(row) {
    this.choose(row, "click");
    this.page.enterSource();
  }

  foldBeside(row) {
    for (const node of row.node.parent.children) node.open = true;
    this.page.refresh();
  }
}

// What an object that is folded holds.
function contents({ values, onlyRunning }) {
  const told = values || !onlyRunning ? [plural(values, "value")] : [];
  if (onlyRunning) told.push(`${onlyRunning} only running`);
  return told.join(", ");
}
