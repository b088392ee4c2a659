// What is told of a value, on whichever page: why it is what it is, what else was set, what it comes
// from. The page knows its layers and places (class Words), and makes buttons of places.

class Telling {
  constructor(box, page) {
    this.box = box;
    this.page = page;
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

  // Who gives a value, and why.
  givenBy({ said, winner }) {
    const others = said.filter((one) => one.alive && one !== winner && !isItself(one, winner));
    return [
      element("p", "why", this.setBy(winner), ". ", this.page.won(winner)),
      ...others.map((one) => element("p", "", "Merged with ", this.from(one), ".")),
    ];
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

  // What was set besides the value.
  beside({ losers }) {
    const isUncertain = (one) => one.outcome === "uncertain";
    return [
      ...this.losers(losers.filter((one) => !isUncertain(one)), "Also set, but not in effect"),
      ...this.losers(losers.filter(isUncertain), "Also set, perhaps in effect"),
    ];
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
}

// A value in full, in a box of its own.
function whole(value, label = "The value") {
  const box = element("pre", `value v-${kindOf(value)}`, full(value));
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  return box;
}
