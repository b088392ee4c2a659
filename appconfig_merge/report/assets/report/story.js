// The whole story of a value: what it is, why, what it shadows, what it comes from.

const MANY = 200; // values of an object, or of a line, that are listed

// In words, whether what is set counts that has no value.
function effectOf(node) {
  return node.isUncertain ? "perhaps in effect" : "but not in effect";
}

class Story extends Telling {
  constructor(box, page) {
    super(box, page);
    this.running = new RunningStory(page);
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
    const { leaf, winner } = node;
    return [
      whole(leaf.value),
      this.givenBy(node),
      this.running.ofNode(node),
      this.unresolved(leaf.value),
      this.departure(leaf.departure),
      this.beside(node),
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
