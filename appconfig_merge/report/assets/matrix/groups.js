// Paths with their groups of environments that agree, and the environments of each, as a tree.

const VALUE_ROOM = 160;

class Groups extends Folding {
  constructor(box, page, choose) {
    super(box, choose);
    this.page = page;
  }

  show(views, words) {
    this.set(this.rowsOf(views), words);
  }

  rowsOf(views) {
    const rows = [];
    views.forEach((view, position) => {
      const { row, groups } = view;
      const place = { level: 1, size: views.length, position };
      if (groups.length === 1) {
        rows.push({ row, ...groups[0], ...place, isOnly: true });
        return;
      }
      rows.push({ ...view, ...place, canOpen: true, isOpen: row.open });
      if (row.open) this.addGroups(rows, view, groups);
    });
    return rows;
  }

  addGroups(rows, { row }, groups) {
    const isCut = !row.isAll && groups.length > FEW_GROUPS + 1;
    const shown = isCut ? groups.slice(0, FEW_GROUPS) : groups;
    const size = shown.length + (isCut ? 1 : 0);
    shown.forEach(({ group, members }, position) => {
      const canOpen = members.length > 1;
      const isOpen = canOpen && group.open;
      rows.push({ row, group, members, level: 2, size, position, canOpen, isOpen });
      if (isOpen) this.addMembers(rows, { row, group, members });
    });
    if (!isCut) return;
    const more = plural(groups.length - FEW_GROUPS, "more value");
    rows.push({ row, more, whole: row, level: 2, size, position: size - 1, canOpen: true });
  }

  addMembers(rows, { row, group, members }) {
    const isCut = !group.isAll && members.length > FEW_MEMBERS + 1;
    const shown = isCut ? members.slice(0, FEW_MEMBERS) : members;
    const size = shown.length + (isCut ? 1 : 0);
    shown.forEach((environment, position) => {
      rows.push({ row, group, members, environment, level: 3, size, position });
    });
    if (!isCut) return;
    const more = plural(members.length - FEW_MEMBERS, "more environment");
    rows.push({ row, group, more, whole: group, level: 3, size, position: size - 1, canOpen: true });
  }

  isSame(shown, { row, group, environment, more }) {
    if (shown.isOnly) return shown.row === row;
    return (
      shown.row === row &&
      shown.group === group &&
      shown.environment === environment &&
      Boolean(shown.more) === Boolean(more)
    );
  }

  row(index) {
    const shown = this.shown[index];
    const made = this.bare(index);
    const { group, environment, more, isOnly } = shown;
    if (isOnly) made.append(...this.agreed(shown));
    else if (more) made.append(element("span", "note", more));
    else if (environment !== undefined) made.append(...this.member(shown));
    else if (group) made.append(...this.group(shown, made));
    else made.append(...this.path(shown));
    return made;
  }

  // A path on which all agree.
  agreed({ row, group, members }) {
    const key = element("span", "key");
    marked(key, row.name, this.words);
    return [
      key,
      element("span", "colon", ":"),
      this.page.valueOf(group, VALUE_ROOM, this.words),
      element("span", "who", ""),
      this.page.sourceOf(row, group),
      element("span", "count", members.length > 1 ? `all ${members.length}` : ""),
    ];
  }

  path({ row, groups, isOpen }) {
    const key = element("span", "key");
    marked(key, row.name, this.words);
    const badges = row.isUnresolved ? [element("span", "badge unresolved", "unresolved")] : [];
    return [key, element("span", "note", isOpen ? "" : plural(groups.length, "value")), ...badges];
  }

  group({ row, group, members }, made) {
    const isMost = group === row.most && members.length > 1;
    made.classList.add("leaf");
    if (isMost) made.classList.add("most");
    const who = element("span", "who");
    marked(who, this.who(members, isMost), this.words);
    const count = members.length > 1 ? String(members.length) : "";
    return [
      this.page.valueOf(group, VALUE_ROOM, this.words),
      who,
      this.page.sourceOf(row, group),
      element("span", "count", count),
    ];
  }

  who(members, isMost) {
    if (isMost) return "others";
    const names = members.slice(0, FEW_GROUPS).map((one) => this.page.environmentName(one));
    return names.join(", ") + (members.length > names.length ? ", …" : "");
  }

  member({ row, environment }) {
    const name = element("span", "member");
    marked(name, this.page.environmentName(environment), this.words);
    const { winner } = row.story(environment);
    this.page.current = environment;
    const place = winner?.at
      ? this.page.placeName(winner.at, false)
      : winner
        ? this.page.layerName(winner.layer)
        : "";
    return [name, element("span", "note", ""), element("span", "place", place)];
  }

  foldsAtOnce({ more }) {
    return Boolean(more);
  }

  clicked() {}

  fold(index, open) {
    const { row, group, whole } = this.shown[index];
    if (whole) whole.isAll = true;
    else (group ?? row).open = open;
    this.page.refresh();
  }

  foldBeside({ row, group }) {
    if (group) for (const one of row.groups) one.open = true;
    else for (const { row: one } of this.shown) one.open = true;
    this.page.refresh();
  }

  enter(row) {
    if (row.more) this.fold(this.indexOf(row), true);
    else this.page.enterStory(row);
  }
}
