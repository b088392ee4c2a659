// The page: what is chosen, filtered and searched, and what follows from it.

class Page extends Words {
  constructor(data) {
    super(data);
    this.model = new MatrixModel(data);
    this.current = 0; // the environment whose places are told
    this.choice = null;
    const find = (id) => document.getElementById(id);
    this.status = find("status");
    this.search = find("search");
    this.treeBox = find("tree");
    this.gridBox = find("grid");
    this.story = new MatrixStory(find("story"), this);
    this.groups = new Groups(this.treeBox, this, (row, how) => this.choose(row, how));
    this.columns = new Columns(this.gridBox, this, (row, how) => this.choose(row, how));
    this.environments = new Environments(find("environments"), data, () => {
      this.refresh();
      this.setHash("key");
    });
    this.addFilters(find("states"));
    listenTo(this);
    this.story.ofNothing();
    this.refresh();
    this.follow();
  }

  addFilters(box) {
    const names = { differs: "Differ", all: "All", unresolved: "Unresolved" };
    const meanings = {
      differs: "Paths at which environments differ",
      all: "Every path that any environment has",
      unresolved: "Paths at which only the page knows what some environment has",
    };
    this.counts = {};
    for (const [name, text] of Object.entries(names)) {
      const input = element("input", "");
      const checked = name === box.dataset.begin;
      Object.assign(input, { type: "radio", name: "state", value: name, checked });
      input.addEventListener("change", () => this.refresh());
      this.counts[name] = element("span", "count");
      const label = element("label", "", input, element("span", "", `${text} `, this.counts[name]));
      label.title = meanings[name];
      box.append(label);
    }
  }

  get state() {
    return document.querySelector("input[name=state]:checked").value;
  }

  // Whether there is room for the chosen environments beside each other.
  get hasColumns() {
    const { length } = this.environments.chosen;
    return length > 0 && length <= MAX_COLUMNS;
  }

  get listBox() {
    return this.hasColumns ? this.gridBox : this.treeBox;
  }

  chooseFirst() {
    if (this.views.length) this.choose({ ...this.views[0] }, "key");
  }

  openAll(open) {
    for (const row of this.model.rows) row.open = open;
    this.refresh();
  }

  // Shows what the filter and the search let through.
  refresh() {
    const { chosen } = this.environments;
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.views = this.model.views({ state: this.state, words, chosen });
    this.treeBox.hidden = this.hasColumns;
    this.gridBox.hidden = !this.hasColumns;
    document.getElementById("folds").hidden = this.hasColumns;
    if (this.hasColumns) this.columns.show(this.views, chosen, words);
    else this.groups.show(this.views, words);
    this.markChoice();
    const counts = this.model.counts(chosen);
    for (const [name, box] of Object.entries(this.counts)) box.textContent = String(counts[name]);
    this.status.textContent = `${this.views.length} of ${plural(counts.all, "path")}`;
    document.getElementById("none").hidden = this.views.length > 0;
  }

  // Chooses a path, a group of it, or an environment; null: none. how: "click", "key", "link".
  choose(choice, how) {
    this.choice = choice?.more ? null : choice;
    if (this.choice) {
      const { row, group, environment, members } = this.choice;
      if (!this.views.some((view) => view.row === row)) this.reveal();
      const view = this.views.find((one) => one.row === row);
      // Where all agree there is nothing but the one story to tell.
      const [only] = view.groups.length === 1 ? view.groups[0].members : [];
      const one = environment ?? (group ? members[0] : only);
      if (one !== undefined) this.story.ofEnvironment(row, one);
      else this.story.ofPath(view);
      if (how === "click") this.story.bringIntoSight();
    } else this.story.ofNothing();
    this.markChoice(how === "link");
    if (how !== "link") this.setHash(how);
  }

  // Marks what is chosen where it is shown; an environment may be within a group that is folded.
  markChoice(isCentred = false) {
    const { choice } = this;
    if (this.hasColumns) {
      this.columns.mark(choice ? this.columns.find(this.named(choice)) : { row: -1, column: 0 }, isCentred);
      return;
    }
    if (!choice) return this.groups.mark(null);
    const { row, environment } = choice;
    const group = choice.group ?? (environment === undefined ? undefined : row.groupOf(environment));
    const kinds = [{ row, group, environment }, { row, group }, { row }];
    const shown = kinds.find((kind) => this.groups.indexOf(kind) >= 0);
    this.groups.mark(shown ?? null, isCentred);
  }

  // A choice with the environment whose story is told.
  named({ row, group, members, environment }) {
    return { row, environment: environment ?? (group ? members[0] : undefined) };
  }

  // Takes back what hides a path.
  reveal() {
    document.querySelector("input[name=state][value=all]").checked = true;
    this.search.value = "";
    this.refresh();
  }

  enterStory(row) {
    if (row) this.choose(row, "click");
    document.getElementById("story").focus();
  }

  setHash(how) {
    const words = new URLSearchParams();
    const { environment } = this.choice ? this.named(this.choice) : {};
    const name = (one) => this.data.environments[one].name;
    if (environment !== undefined) words.append("environment", name(environment));
    for (const one of this.environments.chosen) words.append("compare", name(one));
    const path = this.choice ? hashOf(this.choice.row.path) : "#";
    const hash = path + (words.size ? `?${words}` : "");
    if (hash === (location.hash || "#")) return;
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
    const [path, query = ""] = location.hash.split("?", 2);
    const words = new URLSearchParams(query);
    const known = (names) => names.map((one) => this.model.byName.get(one)).filter((one) => one !== undefined);
    this.environments.set(known(words.getAll("compare")));
    this.refresh();
    if (path.length < 2) return;
    const row = this.model.byPointer.get(pointerOfHash(path));
    const [environment] = known(words.getAll("environment"));
    if (row) this.choose({ row, environment }, "link");
    else {
      const told = element("p", "why", "The address names a path that no environment has.");
      this.story.show(element("h2", "path", visible(pointerOfHash(path))), told);
    }
  }

  environmentName(environment) {
    return visible(this.data.environments[environment].name);
  }

  // What a group has, in a few words.
  valueOf(group, room, words) {
    const isValue = group.isSet;
    const made = element("span", isValue ? `value v-${kindOf(group.value)}` : "value standing");
    marked(made, isValue ? brief(group.value, room) : this.data.standings[group.standing], words);
    return made;
  }

  // Who gives the value: a place of a script, or a layer, since places in resources differ.
  sourceOf(row, group) {
    const told = new Set(row.winners(group).map((one) => this.sourceName(one)));
    const names = [...told];
    const made = element("span", "place", names.length > 1 ? plural(names.length, "source") : (names[0] ?? ""));
    made.title = names.join(", ");
    return made;
  }

  sourceName({ at, layer }) {
    return at && at[0] >= 0 ? this.placeName(at, false) : this.layerName(layer);
  }

  // A place in the environment's own resource is told by the name that this has there.
  placeName(at, withColumn = true) {
    const [source, line, column] = at;
    if (source >= 0) return super.placeName(at, withColumn);
    const name = visible(this.data.environments[this.current].resource);
    return withColumn ? `${name}:${line}:${column}` : `${name}:${line}`;
  }

  // The texts themselves aren't in this page.
  placeButton(at, name = this.placeName(at)) {
    return element("span", "place", name);
  }
}

new Page(JSON.parse(document.getElementById("data").textContent));
performance.mark("ready"); // for whoever measures how long many environments take
