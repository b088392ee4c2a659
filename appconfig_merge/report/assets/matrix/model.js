// Paths, the environments that agree on each, and which of them a filter and a search let through.

const FEW_GROUPS = 12; // groups of a path that are shown before somebody asks for all
const FEW_MEMBERS = 50; // and environments of a group
const MAX_COLUMNS = 4; // environments that have room beside each other

class Group {
  constructor(row, { standing, value, stories, members }) {
    this.row = row;
    this.standing = standing;
    this.isSet = value !== undefined;
    this.value = this.isSet ? row.data.values[value] : undefined;
    this.stories = stories;
    this.members = members;
    this.open = false;
    this.isAll = false; // whether all of many environments are shown
  }

  get isUnresolved() {
    return this.isSet ? holdsUnresolved(this.value) : this.standing === "unresolved";
  }
}

class PathRow {
  constructor(data, total) {
    this.data = data;
    this.path = data.path;
    this.name = formatPath(data.path) || "(all)";
    this.isAll = false;
    const others = new Set();
    for (const { members } of data.groups) for (const one of members ?? []) others.add(one);
    const rest = [];
    for (let one = 0; one < total; one++) if (!others.has(one)) rest.push(one);
    // The largest comes first, and has those that no other has.
    this.groups = data.groups.map((one) => new Group(this, { members: rest, ...one }));
    // Where each has a value of its own, that is all there is to say.
    this.open = this.groups.length <= FEW_GROUPS + 1;
    this.differs = this.groups.length > 1;
    this.isUnresolved = this.groups.some((one) => one.isUnresolved);
    const [first] = this.groups;
    this.most = this.differs && isMost(first.members.length, total) ? first : null;
  }

  groupOf(environment) {
    return this.groups.find((one) => one.members.includes(environment));
  }

  // What is told of the path in an environment; nothing where the page has no room for it.
  story(environment) {
    const group = this.groupOf(environment);
    if (!this.data.stories) return { group, isTold: false };
    const { stories } = group;
    const number = Array.isArray(stories) ? stories[group.members.indexOf(environment)] : stories;
    return { group, isTold: true, ...this.numbered(number) };
  }

  // The entries that give a group its value, each once.
  winners(group) {
    if (!this.data.stories) return [];
    const numbers = new Set([group.stories].flat());
    return [...new Set([...numbers].map((one) => this.numbered(one).winner).filter(Boolean))];
  }

  numbered(number) {
    const [value, said, prospects = []] = this.data.stories[number];
    const entries = said.map((one) => this.data.said[one]);
    const leaf = value === null ? null : { value: this.data.values[value] };
    const winner = leaf ? (entries.find((one) => one.alive) ?? null) : null;
    const losers = entries.filter((one) => !one.alive && !isItself(one, winner));
    return { leaf, said: entries, winner, losers, prospects };
  }
}

function isMost(count, total) {
  return count > Math.max(2, Math.floor(total / 2));
}

class MatrixModel {
  constructor(data) {
    this.data = data;
    const total = data.environments.length;
    this.rows = data.rows.map((row) => new PathRow(row, total));
    this.byPointer = new Map(this.rows.map((row) => [pointerOf(row.path), row]));
    this.byName = new Map(data.environments.map(({ name }, index) => [name, index]));
  }

  // The paths that a choice lets through, each with its groups; choice: { state, words, chosen }.
  views({ state, words, chosen }) {
    const among = new Set(chosen);
    const views = [];
    for (const row of this.rows) {
      const groups = this.groupsAmong(row, among);
      const view = { row, groups, differs: this.differs(row, groups, among) };
      if (state === "differs" && !view.differs) continue;
      if (state === "unresolved" && !groups.some(({ group }) => group.isUnresolved)) continue;
      if (words.length && !this.matches(row, words)) continue;
      views.push(view);
    }
    return views;
  }

  // How many paths there are of each kind, whatever is searched.
  counts(chosen) {
    const count = (state) => this.views({ state, words: [], chosen }).length;
    return { differs: count("differs"), unresolved: count("unresolved"), all: this.rows.length };
  }

  groupsAmong(row, among) {
    const groups = [];
    for (const group of row.groups) {
      const members = among.size
        ? group.members.filter((one) => among.has(one))
        : group.members;
      if (members.length) groups.push({ group, members });
    }
    return groups.sort((one, other) => other.members.length - one.members.length);
  }

  // Whether environments differ: one alone from what most others have.
  differs(row, groups, among) {
    if (among.size !== 1) return groups.length > 1;
    return row.differs && groups[0].group !== row.most;
  }

  matches(row, words) {
    row.haystack ??= this.haystackOf(row);
    return words.every((word) => row.haystack.includes(word));
  }

  // An environment is found by what it has unlike most others.
  haystackOf(row) {
    const told = [row.name];
    for (const group of row.groups) {
      told.push(group.isSet ? brief(group.value, 400) : this.data.standings[group.standing]);
      if (row.differs && group !== row.most)
        for (const one of group.members) told.push(this.data.environments[one].name);
    }
    return told.join("\n").toLowerCase();
  }
}
