// The whole story of a value: what it is, why, what it shadows, what it comes from.

const MANY = 200; // values of an object, or of a line, that are listed

// Whether an entry is surely without effect, and said something else.
function isGone(said) {
  return !said.alive && said.outcome !== "redundant" && said.outcome !== "uncertain";
}

// In words, whether what is set counts that has no value.
function effectOf(node) {
  return node.isUncertain ? "perhaps in effect" : "but not in effect";
}

class Story {
  constructor(box, page) {
    this.box = box;
    this.page = page;
    this.running = new RunningStory(page);
  }

  show(title, ...parts) {
    this.box.replaceChildren(title, ...parts.flat().filter((part) => part !== null && part !== ""));
    this.box.scrollTop = 0;
  }

  // Where the page is one column, the story may stand below what is in sight.
  bringIntoSight() {
    if (this.box.getBoundingClientRect().top > innerHeight - 80)
      this.box.scrollIntoView({ block: "nearest" });
  }

  ofNothing() {
    const { page } = this;
    const keys = element("p", "hint");
    keys.append(
      "Choose a value to see why it is what it is and where it is written, or a line of a source to see what it sets. ",
      "Keys: ",
      element("kbd", "", "/"),
      " search, ",
      element("kbd", "", "↑"),
      " ",
      element("kbd", "", "↓"),
      " move, ",
      element("kbd", "", "←"),
      " ",
      element("kbd", "", "→"),
      " fold, ",
      element("kbd", "", "Enter"),
      " to the source, ",
      element("kbd", "", "Esc"),
      " back.",
    );
    const remarks = page.data.remarks.map((one) => this.finding(one));
    const why = [element("h2", "", "Why is a value what it is?"), keys];
    this.show(...this.running.overview(), ...why, remarks);
  }

  ofNode(node) {
    const { leaf } = node;
    const title = element("h2", "path", formatPath(node.path));
    if (node.isOnlyRunning && !node.children.length) {
      this.show(title, element("p", "why", "Nothing was predicted here."), this.running.ofNode(node));
    } else if (node.isSet) {
      const parts = leaf ? this.ofValue(node) : this.ofDead(node);
      this.show(title, parts);
      if (!node.children.length) return;
      this.box.append(...this.inside(node));
    } else {
      const running = this.running.ofNode(node);
      this.show(title, running, this.ofObject(node), this.findings(node.findings));
    }
  }

  ofValue(node) {
    const { page } = this;
    const { leaf, winner } = node;
    const value = element("pre", `value v-${kindOf(leaf.value)}`, full(leaf.value));
    value.tabIndex = 0;
    value.setAttribute("role", "group");
    value.setAttribute("aria-label", "The value");
    const why = element("p", "why", this.setBy(winner), ". ", page.won(winner));
    const others = node.said.filter((one) => one.alive && one !== winner && !isItself(one, winner));
    return [
      value,
      why,
      others.map((one) => element("p", "", "Merged with ", this.from(one), ".")),
      this.running.ofNode(node),
      this.unresolved(leaf.value),
      this.departure(leaf.departure),
      this.losers(
        node.losers.filter((one) => one.outcome !== "uncertain"),
        "Also set, but not in effect",
      ),
      this.losers(
        node.losers.filter((one) => one.outcome === "uncertain"),
        "Also set, perhaps in effect",
      ),
      this.findings(node.allFindings),
      this.origin(winner),
    ].flat();
  }

  ofDead(node) {
    const { values } = node;
    const own = node.said.find((one) => one.alive);
    const told = node.isUncertain
      ? "This is set, but only the page knows whether it is in effect: what it would be a part of is unresolved."
      : values
        ? own
          ? "An object is in effect here."
          : "An object is in effect here; what was set in its place is not."
        : "This is set, but no value of it is in effect.";
    return [
      element("p", "why", told),
      own ? element("p", "", this.setBy(own), ". ", this.page.won(own)) : null,
      ...this.running.ofNode(node),
      ...this.losers(node.losers.filter((one) => !one.alive), node.isUncertain ? "What is set" : "What was set"),
      ...this.findings(node.allFindings),
    ];
  }

  ofObject(node) {
    const parts = [];
    const written = (node.object ?? []).filter((one) => one.at);
    if (written.length) {
      const isMerged = written.filter((one) => one.alive).length > 1;
      parts.push(
        element(
          "p",
          "why",
          isMerged ? "An object, merged key by key from what these set." : "An object.",
        ),
      );
      const list = element("ul", "entries");
      for (const one of written) {
        const item = element("li", "", this.from(one));
        if (!one.alive) item.append(" ", element("span", "reason", this.page.fate(one)));
        list.append(item);
      }
      parts.push(list);
    } else parts.push(element("p", "why", this.aboutObject(node)));
    return [...parts, ...this.inside(node)];
  }

  aboutObject(node) {
    if (node.values) return "An object.";
    if ([...walk(node)].every((one) => !one.isSet)) return "Nothing was predicted in it.";
    const isUncertain = [...walk(node)].some((one) => one.isUncertain);
    return isUncertain
      ? "Only the page knows whether what is set in it is in effect."
      : "Nothing that is set in it is in effect.";
  }

  // The values beneath a path.
  inside(node) {
    const below = [];
    for (const one of walk(node)) {
      if (one !== node && one.isEntry) below.push(one);
      if (below.length > MANY) break;
    }
    const list = element("ul", "entries");
    for (const one of below.slice(0, MANY))
      list.append(this.entry(one, one.path.slice(node.path.length)));
    const all = node.values + node.onlyRunning;
    const more = all > MANY ? element("p", "hint", `and ${all - MANY} more`) : null;
    return below.length ? [element("h3", "", "Values in it"), list, more].filter(Boolean) : [];
  }

  // A value in a list: its path leads to it.
  entry(node, path = node.path) {
    const name = element("button", "path", formatPath(path));
    name.type = "button";
    name.addEventListener("click", () => this.page.choose({ node }, "click"));
    const { leaf } = node;
    const value = leaf
      ? element("span", `value v-${kindOf(leaf.value)}`, brief(leaf.value, 80))
      : node.isOnlyRunning
        ? element("span", "reason", "not predicted")
        : element("span", "reason", `set, ${effectOf(node)}`);
    return element("li", "", name, " ", value);
  }

  setBy(winner) {
    if (winner && this.page.data.layers[winner.layer].kind === "derived")
      return element("span", "", "Filled in by Flex UI: ", this.who(winner.layer, winner.at));
    if (winner?.at && this.page.isNamedByFile(winner))
      return element("span", "", "Set at ", this.page.placeButton(winner.at));
    return element("span", "", "Set by ", winner ? this.from(winner) : "the merge");
  }

  from(one) {
    const { page } = this;
    if (one.at && page.isNamedByFile(one)) return page.placeButton(one.at);
    const told = element("span", "from", element("b", "", page.layerName(one.layer)));
    const about = page.layerAbout(one.layer);
    if (about) told.append(` (${about})`);
    if (one.at) told.append(" at ", page.placeButton(one.at));
    return told;
  }

  losers(said, title) {
    if (!said.length) return [];
    const list = element("ul", "entries losers");
    for (const one of said) {
      const value = element("span", "value", brief(one.value, 400));
      const item = element("li", "", isGone(one) ? element("del", "", value) : value, " ");
      item.append(this.who(one.layer, one.at), " ", this.fate(one));
      list.append(item);
    }
    return [element("h3", "", title), list];
  }

  fate(one) {
    const { page } = this;
    const [words, before] = page.lost(one);
    const reason = element("span", "reason", words);
    if (one.rival) reason.append(` ${before} `, this.who(...one.rival));
    return reason;
  }

  // A layer and the place of its entry; a script goes without its name, which the place has.
  who(layer, at) {
    const name = element("b", "", this.page.layerName(layer));
    if (!at) return name;
    const button = this.page.placeButton(at);
    return this.page.isNamedByFile({ layer, at }) ? button : element("span", "", name, " ", button);
  }

  unresolved(value) {
    if (tagOf(value) !== "unresolved") return [];
    const parts = [
      element("p", "why", "Not known without running the page: ", visible(value.reason), "."),
    ];
    if (value.options) {
      parts.push(
        element(
          "p",
          "",
          element("code", "", visible(value.options)),
          " resolves it.",
        ),
      );
    }
    const rows = candidateRows(value);
    if (!rows.length) return parts;
    const list = element("ul", "entries");
    for (const { candidate, tests } of rows) {
      const isThere = "value" in candidate;
      const item = element(
        "li",
        "",
        element(
          "span",
          `value v-${isThere ? kindOf(candidate.value) : "plain"}`,
          isThere ? brief(candidate.value, 400) : "not set",
        ),
      );
      item.append(" ", this.condition(tests, candidate.location));
      if (candidate.location) item.append(" ", this.page.placeButton(candidate.location));
      list.append(item);
    }
    parts.push(element("h3", "", "It is one of these, the first that applies"), list);
    return parts;
  }

  // The conditions of a candidate, each with its line.
  condition(tests, own) {
    if (!tests.length) return element("span", "reason", "otherwise");
    const told = element("span", "reason");
    tests.forEach((test, index) => {
      told.append(index ? ", " : "", condition([test], 200));
      const { at } = test;
      if (!at) return;
      const name = at[0] === own?.[0] ? `line ${at[1]}` : this.page.placeName(at, false);
      told.append(" (", this.page.placeButton(at, name), ")");
    });
    return told;
  }

  departure(departure) {
    if (!departure) return [];
    return [element("p", "departure", this.page.departure(departure), ".")];
  }

  origin(winner) {
    if (!winner?.steps) return [];
    const list = element("ol", "steps");
    for (const [expression, value, at, depth] of winner.steps) {
      const item = element("li", "", element("code", "", oneLine(expression, 200)));
      const told = brief(value, 120);
      if (!["unresolved", "plain"].includes(kindOf(value)) && told !== expression) {
        item.append(" = ", element("span", `value v-${kindOf(value)}`, told));
      }
      if (at) item.append(" ", this.page.placeButton(at));
      item.style.setProperty("--depth", depth);
      list.append(item);
    }
    return [element("h3", "", "Comes from"), list];
  }

  findings(findings) {
    if (!findings.length) return [];
    return [element("h3", "", "Findings"), ...findings.map((one) => this.finding(one))];
  }

  finding(one) {
    const box = element("div", `finding ${one.severity}`);
    box.append(
      element(
        "p",
        "",
        element("b", `badge ${one.severity}`, one.severity),
        " ",
        element("span", "rule", one.rule),
        " ",
        visible(one.message),
      ),
    );
    if (one.help) box.append(element("p", "help", visible(one.help)));
    const places = element("p", "places");
    if (one.at) places.append(this.page.placeButton(one.at));
    for (const [message, at] of one.related) {
      if (at) places.append(" ", this.page.placeButton(at), ` ${visible(message)}`);
    }
    if (places.childNodes.length) box.append(places);
    return box;
  }
}
