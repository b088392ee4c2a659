// What a running page has where the configuration says otherwise, in words and rows.

const DIFFERS = "≠";

// The cause of a difference in words.
function causeOf(page, { cause }) {
  return page.data.running.about[cause];
}

// What the running page has at the place of a difference.
function runningValue(one, limit) {
  if (!("value" in one)) return element("span", "value v-plain", "nothing");
  return element("span", `value v-${kindOf(one.value)}`, brief(one.value, limit));
}

function sentence(text) {
  return text ? `${text[0].toUpperCase()}${text.slice(1)}.` : "";
}

// The marks of a row: that the page has the value, that it has another, or that nobody knows.
function runningBadges(page, node) {
  if (node.agrees) return [sign("agrees", "✓", "the running page has it, too")];
  const made = node.notCompared.map((one) =>
    sign("unknown", "?", `not compared: ${visible(one.reason)}`),
  );
  for (const cause of new Set(node.differences.map((one) => one.cause))) {
    const same = node.differences.filter((one) => one.cause === cause);
    const kind = same.every((one) => one.allowed) ? "allowed" : "differs";
    const badge = element(
      "span",
      `badge ${kind}`,
      element("span", "", DIFFERS),
      element("span", "rules", cause),
    );
    badge.firstChild.setAttribute("aria-hidden", "true");
    badge.title = causeOf(page, same[0]);
    made.push(badge);
  }
  return made;
}

function sign(kind, text, meaning) {
  const made = element("span", kind, text);
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", meaning);
  made.title = meaning;
  return made;
}

// What is told of the running page in the story of a path.
class RunningStory {
  constructor(page) {
    this.page = page;
  }

  ofNode(node) {
    const { agrees, differences, notCompared } = node;
    if (!agrees && !differences.length && !notCompared.length) return [];
    return [
      element("h3", "", "On the running page"),
      agrees ? element("p", "agrees", "It has this value, too.") : null,
      ...notCompared.map((one) =>
        element("p", "", ...this.inner(one), "Not compared: ", visible(one.reason), "."),
      ),
      ...differences.flatMap((one) => this.difference(one)),
    ];
  }

  difference(one) {
    const isThere = "value" in one;
    const about = element(
      "p",
      "why",
      isThere ? "" : "It has nothing here. ",
      element("b", `badge ${one.allowed ? "allowed" : "differs"}`, one.cause),
      " ",
      sentence(causeOf(this.page, one)),
    );
    const where = one.inner.length ? element("p", "", ...this.inner(one)) : null;
    const parts = [where, isThere ? whole(one.value, "The running value") : null, about];
    if (one.evidence.length) parts.push(this.evidence(one.evidence));
    if (one.along_with.length) {
      const others = one.along_with.map((cause) => causeOf(this.page, { cause }));
      parts.push(element("p", "", `It takes more than that: ${others.join("; ")}.`));
    }
    return parts;
  }

  // Where in a value it is.
  inner({ inner }) {
    return inner.length ? ["At ", element("code", "", formatPath(inner)), ": "] : [];
  }

  evidence(evidence) {
    const list = element("ul", "entries");
    for (const [text, at] of evidence) {
      const item = element("li", "", visible(text));
      if (at) item.append(" ", this.page.placeButton(at));
      list.append(item);
    }
    return list;
  }

  // All that differs, by its cause.
  overview() {
    const { running } = this.page.data;
    if (!running) return [];
    const parts = [element("h2", "", "Is this what runs?"), element("p", "why", this.counts())];
    if (running.assumed.length) {
      const assumed = visible(running.assumed.join("; "));
      parts.push(element("p", "hint", `Assumed: ${assumed}.`));
    }
    for (const { cause, about, is_allowed } of running.causes) {
      const same = running.differences.filter(
        (one) => one.cause === cause && one.allowed === is_allowed,
      );
      const badge = element("b", `badge ${is_allowed ? "allowed" : "differs"}`, cause);
      parts.push(element("h3", "", badge, ` ${about}`), this.paths(same, (one) => this.change(one)));
    }
    if (running.not_compared.length) {
      parts.push(
        element("h3", "", "Not compared"),
        this.paths(running.not_compared, (one) => element("span", "reason", visible(one.reason))),
      );
    }
    return parts;
  }

  // What was predicted, and what runs; of a part of a value that alone.
  change(one) {
    const { leaf } = this.page.model.at(one.path);
    const running = runningValue(one, 80);
    if (!leaf || one.inner.length) return running;
    const predicted = element("span", `value v-${kindOf(leaf.value)}`, brief(leaf.value, 80));
    return element("span", "", predicted, " → ", running);
  }

  counts() {
    const { agreed, differences, not_compared } = this.page.data.running;
    const told = [
      `${plural(agreed, "value")} ${agreed === 1 ? "agrees" : "agree"} with the running page`,
    ];
    if (differences.length) told.push(`${differences.length} ${differences.length === 1 ? "differs" : "differ"}`);
    if (not_compared.length) told.push(`${not_compared.length} not compared`);
    return `${told.join(", ")}.`;
  }

  // Paths that lead to their rows, each with what is told of it.
  paths(all, tell) {
    const list = element("ul", "entries");
    for (const one of all.slice(0, MANY)) {
      const name = element("button", "path", formatPath([...one.path, ...one.inner]));
      name.type = "button";
      name.addEventListener("click", () => {
        const node = this.page.model.at(one.path);
        if (node !== this.page.model.root) this.page.choose({ node }, "click");
      });
      list.append(element("li", "", name, " ", tell(one)));
    }
    if (all.length > MANY) list.append(element("li", "hint", `and ${all.length - MANY} more`));
    return list;
  }
}
