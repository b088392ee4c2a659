// The tree of values. The box has the focus; the row that is chosen is its active descendant.

const VALUE_ROOM = 160;

class Tree {
  // choose({ node, detail }) is called for what a person chooses, goTo(place) to see a place.
  constructor(box, page, choose, goTo) {
    this.box = box;
    this.page = page;
    this.choose = choose;
    this.goTo = goTo;
    this.shown = [];
    this.chosen = null;
    this.chosenIndex = -1;
    this.touched = new Set();
    this.rows = new Rows(box, (index) => this.row(index));
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("click", (event) => this.click(event));
    // A reader needs a row to be on; the first one will do.
    box.addEventListener("focus", () => {
      if (this.rows.active < 0 && this.shown.length) this.rows.setActive(0);
    });
  }

  set(shown, words) {
    this.shown = shown;
    this.words = words;
    this.chosenIndex = this.indexOf(this.chosen);
    this.rows.active = this.chosenIndex;
    this.rows.set(shown.length);
    this.rows.setActive(this.chosenIndex);
  }

  indexOf(choice) {
    if (!choice) return -1;
    const { node, detail } = choice;
    // The rows of steps are made anew at each look; the steps themselves are not.
    return this.shown.findIndex(
      (row) =>
        row.node === node &&
        (detail?.step ? row.detail?.step === detail.step : row.detail === detail),
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

  // Marks a row as chosen, and shows it; it may be hidden by a filter.
  mark(choice, isCentred = false) {
    if (this.touched.size) {
      this.touched = new Set();
      for (const row of this.rows.made.values()) row.classList.remove("touched");
    }
    this.chosen = choice;
    const index = this.indexOf(choice);
    this.chosenIndex = index;
    for (const [at, row] of this.rows.made) {
      const isChosen = at === index;
      if (row.getAttribute("aria-selected") !== String(isChosen)) {
        row.setAttribute("aria-selected", String(isChosen));
      }
    }
    this.rows.setActive(index);
    if (index >= 0) this.rows.show(index, isCentred);
  }

  row(index) {
    const { node, detail, level, size, position, canOpen, isOpen } = this.shown[index];
    const row = element("div", this.isTouched(index) ? "row touched" : "row");
    row.id = `row-${index}`;
    row.dataset.index = index;
    row.setAttribute("role", "treeitem");
    row.setAttribute("aria-level", level);
    row.setAttribute("aria-setsize", size);
    row.setAttribute("aria-posinset", position + 1);
    row.setAttribute("aria-selected", String(index === this.chosenIndex));
    if (canOpen) row.setAttribute("aria-expanded", String(isOpen));
    row.style.setProperty("--level", level - 1 + (detail?.step?.[3] ?? 0));
    const twist = element("span", "twist", canOpen ? (isOpen ? "▾" : "▸") : "");
    twist.setAttribute("aria-hidden", "true");
    row.append(twist, ...(detail ? this.detail(detail, row) : this.entry(node, row, isOpen)));
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

  click(event) {
    const row = event.target.closest("[role=treeitem]");
    if (!row) return;
    const index = Number(row.dataset.index);
    const shown = this.shown[index];
    const isTwist = event.target.closest(".twist") !== null;
    // The second click of two folds, as it does elsewhere.
    if (shown.canOpen && (isTwist || shown.detail || event.detail === 2))
      this.fold(index, !shown.isOpen);
    if (isTwist) return;
    this.choose(shown, "click");
    const place = event.target.closest(".place");
    if (place?.at) this.goTo(place.at);
  }

  fold(index, open) {
    const { node, detail } = this.shown[index];
    if (detail) node.opensOrigin = open;
    else node.open = open;
    this.page.refresh();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.shown.length - 1;
    const at = this.rows.active;
    const row = this.shown[at];
    const moves = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
      PageDown: at + this.rows.page,
      PageUp: at - this.rows.page,
    };
    if (event.key in moves && last >= 0) {
      // Where nothing is chosen yet, an arrow begins with the row that the keys act on.
      const isFirst = this.chosenIndex < 0 && event.key.startsWith("Arrow");
      this.move(Math.min(last, Math.max(0, isFirst ? at : moves[event.key])));
    } else if (event.key === "ArrowRight" && row) {
      if (row.canOpen && !row.isOpen) this.fold(at, true);
      else if (row.canOpen) this.move(Math.min(last, at + 1));
    } else if (event.key === "ArrowLeft" && row) {
      if (row.isOpen) this.fold(at, false);
      else this.moveOut(at);
    } else if (event.key === " " && row?.canOpen) this.fold(at, !row.isOpen);
    else if (event.key === "*" && row) this.foldBeside(row);
    else if (event.key === "Enter" && row) {
      this.choose(row, "click");
      this.page.enterSource();
    } else return;
    event.preventDefault();
  }

  move(index) {
    this.choose(this.shown[index], "key");
  }

  moveOut(index) {
    const { level } = this.shown[index];
    for (let at = index - 1; at >= 0; at--) {
      if (this.shown[at].level < level) return this.move(at);
    }
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
