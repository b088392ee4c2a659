// The story of a path in an environment, and what the others have.

const FEW_NAMES = 24; // environments that are named before somebody asks for all
const MANY = 200; // values of a path that are told

class MatrixStory extends Telling {
  ofNothing() {
    const { page } = this;
    const keys = element("p", "hint");
    keys.append(
      "Choose a value to see why it is what it is in an environment, and where it is written. Keys: ",
      ...["/", " search, ", "↑", " ", "↓", " move, ", "←", " ", "→", " fold, ", "Esc", " back."].map(
        (text) => (/^[\w /,.]* |^ $/.test(text) ? text : element("kbd", "", text)),
      ),
    );
    this.show(
      element("h2", "", "Why do environments differ?"),
      keys,
      this.limits(),
      this.unreadable(page.data.unreadable),
    );
  }

  limits() {
    const { left_out: leftOut, without_stories: without } = this.page.data;
    const parts = [];
    if (without)
      parts.push(`Of ${plural(without, "path")} there was no room for the stories of values.`);
    if (leftOut)
      parts.push(`There was no room for ${plural(leftOut, "path")} in which all agree, or differ.`);
    return parts.map((text) => element("p", "hint", text));
  }

  unreadable(lost) {
    if (!lost.length) return [];
    const list = element("ul", "entries");
    for (const { name, message } of lost)
      list.append(
        element("li", "", element("b", "", visible(name)), " ", element("span", "reason", visible(message))),
      );
    return [element("h3", "", "Could not be read"), list];
  }

  // A path and the values it has.
  ofPath({ row, groups }) {
    const among = groups.reduce((sum, { members }) => sum + members.length, 0);
    const told = `${plural(groups.length, "value")} in ${plural(among, "environment")}.`;
    this.show(
      element("h2", "path", row.name),
      element("p", "why", told),
      groups.slice(0, MANY).flatMap((one) => this.others(row, one)),
      groups.length > MANY ? element("p", "hint", `and ${groups.length - MANY} more values`) : null,
    );
  }

  ofEnvironment(row, environment) {
    const { page } = this;
    page.current = environment;
    const story = row.story(environment);
    this.show(
      element("h2", "path", row.name),
      this.where(environment),
      ...(story.isTold ? this.told(row, environment, story) : this.untold(story.group)),
      this.elsewhere(row, environment, story.group),
    );
  }

  where(environment) {
    const { name, release, resource } = this.page.data.environments[environment];
    const about = [resource, release ? `Flex UI ${release}` : ""].filter(Boolean).map(visible);
    const told = about.length ? ` (${about.join(", ")})` : "";
    return element("p", "where", "In ", element("b", "", visible(name)), told);
  }

  told(row, environment, story) {
    if (story.leaf) {
      return [
        whole(story.leaf.value),
        this.givenBy(story),
        this.unresolved(story.leaf.value),
        this.beside(story),
        this.prospects(story.prospects),
        this.origin(story.winner),
      ].flat();
    }
    if (story.group.standing === "object") return [this.object(story), this.prospects(story.prospects)].flat();
    return [
      ...this.why(row, environment, story),
      this.losers(
        story.said.filter((one) => !one.alive),
        "Set, but not in effect",
      ),
      this.prospects(story.prospects),
    ].flat();
  }

  untold({ isSet, value, standing }) {
    return [
      isSet ? whole(value) : element("p", "why", `Here it is ${this.page.data.standings[standing]}.`),
      element("p", "hint", "There was no room for its story in this page; explain tells it."),
    ];
  }

  // Why there is no value.
  why(row, environment, { said }) {
    // What is alive here is what stands above it, and isn't known.
    const above = said.find((one) => one.alive);
    if (above) {
      return [
        element("p", "why", "Only the page knows what is here: ", this.from(above), " gives what is above it."),
        ...this.unresolved(above.value),
        ...this.above(row, environment),
      ];
    }
    const { layers } = this.page.data.environments[environment];
    const told = said.length
      ? "Not set: what is written has no effect."
      : `Not set: none of its ${plural(layers.length, "layer")} says anything of it.`;
    return [element("p", "why", told)];
  }

  // The path that it is inside of, and that is unresolved.
  above(row, environment) {
    for (let end = row.path.length - 1; end > 0; end--) {
      const outer = this.page.model.byPointer.get(pointerOf(row.path.slice(0, end)));
      if (!outer || !outer.groupOf(environment).isSet) continue;
      const name = this.button("path", outer.name, { row: outer, environment });
      return [element("p", "", "It is inside of ", name, ".")];
    }
    return [];
  }

  object({ said }) {
    const list = element("ul", "entries");
    for (const one of said.filter(({ value, alive }) => alive || isHolder(value))) {
      const item = element("li", "", this.from(one));
      if (!one.alive) item.append(" ", element("span", "reason", this.page.fate(one)));
      list.append(item);
    }
    const lost = said.filter(({ value, alive }) => !alive && !isHolder(value));
    return [
      element("p", "why", "An object is here; its values have rows of their own. It is written by"),
      list,
      ...this.losers(lost, "Also set, but not in effect"),
    ];
  }

  prospects(found) {
    if (!found.length) return [];
    const list = element("ul", "entries");
    for (const [words, at] of found) {
      const item = element("li", "", visible(words));
      if (at) item.append(" ", this.page.placeButton(at));
      list.append(item);
    }
    return [element("h3", "", "May still be changed"), list];
  }

  elsewhere(row, environment, own) {
    const rest = { group: own, members: own.members.filter((one) => one !== environment) };
    const parts = [];
    if (rest.members.length)
      parts.push(element("h3", "", `The same in ${plural(rest.members.length, "other")}`), this.names(row, rest.members));
    const others = row.groups.filter((group) => group !== own);
    if (others.length) parts.push(element("h3", "", "Elsewhere"));
    for (const group of others.slice(0, FEW_GROUPS))
      parts.push(...this.others(row, { group, members: group.members }));
    if (others.length > FEW_GROUPS)
      parts.push(element("p", "hint", `and ${others.length - FEW_GROUPS} more values`));
    return parts;
  }

  others(row, { group, members }) {
    const value = this.page.valueOf(group, 400);
    const count = element("span", "count", String(members.length));
    const source = this.page.sourceOf(row, group);
    return [element("p", "other", value, " ", count, " ", source), this.names(row, members)];
  }

  // Environments that lead to their stories.
  names(row, members) {
    const list = element("p", "names");
    const add = (some) => {
      for (const environment of some) {
        const name = this.page.environmentName(environment);
        list.append(element("span", "name", this.button("path", name, { row, environment })), " ");
      }
    };
    add(members.slice(0, FEW_NAMES));
    if (members.length <= FEW_NAMES) return list;
    const more = element("button", "path more", `and ${members.length - FEW_NAMES} more`);
    more.type = "button";
    more.addEventListener("click", () => {
      more.remove();
      add(members.slice(FEW_NAMES));
    });
    list.append(more);
    return list;
  }

  button(kind, text, choice) {
    const button = element("button", kind, text);
    button.type = "button";
    button.addEventListener("click", () => this.page.choose(choice, "click"));
    return button;
  }
}
