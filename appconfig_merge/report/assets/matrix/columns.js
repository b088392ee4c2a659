// A few environments beside each other: a row for a path, a column for each. The grid has the
// focus; the cell that is chosen is its active descendant.

class Columns {
  constructor(box, page, choose) {
    this.box = box;
    this.page = page;
    this.choose = choose;
    this.views = [];
    this.columns = []; // environments; null for what most others have
    this.at = { row: -1, column: 0 };
    this.head = element("div", "columns");
    this.head.setAttribute("role", "row");
    box.append(this.head);
    this.rows = new Rows(box, (index) => this.row(index));
    // The names of the columns stay in sight.
    this.rows.isBelowHead = true;
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("click", (event) => this.click(event));
    box.addEventListener("focus", () => {
      if (this.at.row < 0 && this.views.length) this.mark({ row: 0, column: 0 });
    });
  }

  show(views, chosen, words) {
    this.views = views;
    this.words = words;
    this.columns = chosen.length === 1 ? [chosen[0], null] : chosen;
    this.box.style.setProperty("--columns", this.columns.length);
    this.head.replaceChildren(this.headCell("path"), ...this.columns.map((one) => this.headCell(one)));
    this.box.setAttribute("aria-colcount", this.columns.length + 1);
    this.box.setAttribute("aria-rowcount", views.length + 1);
    this.rows.active = -1;
    this.rows.set(views.length);
    this.mark(this.at.row < views.length ? this.at : { row: -1, column: 0 });
  }

  headCell(column) {
    const name =
      column === "path" ? "path" : column === null ? "most others" : this.page.environmentName(column);
    const cell = element("span", column === null ? "head most" : "head", name);
    cell.title = name;
    cell.setAttribute("role", "columnheader");
    return cell;
  }

  row(index) {
    const view = this.views[index];
    const row = element("div", "row columns");
    row.id = `line-${index}`;
    row.dataset.index = index;
    row.setAttribute("role", "row");
    row.setAttribute("aria-rowindex", index + 2);
    const name = element("span", "key");
    marked(name, view.row.name, this.words);
    name.setAttribute("role", "rowheader");
    name.title = view.row.name;
    row.append(name, ...this.columns.map((_, column) => this.cell(view, index, column)));
    return row;
  }

  cell({ row }, index, column) {
    const environment = this.columns[column];
    const group = environment === null ? this.ofMost(row) : row.groupOf(environment);
    const cell = element("span", "cell");
    cell.id = `cell-${index}-${column}`;
    cell.dataset.column = column;
    cell.setAttribute("role", "gridcell");
    cell.setAttribute("aria-selected", String(index === this.at.row && column === this.at.column));
    if (group) cell.append(this.page.valueOf(group, 80, this.words));
    else cell.append(element("span", "note", "nothing that most have"));
    // What most have stands back, in whichever column.
    if (environment === null || (group && group === row.most)) cell.classList.add("most");
    return cell;
  }

  ofMost(row) {
    return row.differs ? row.most : row.groups[0];
  }

  // The row and the column of a choice; none where it isn't there.
  find({ row, environment }) {
    const index = row ? this.views.findIndex((view) => view.row === row) : -1;
    return { row: index, column: Math.max(0, this.columns.indexOf(environment)) };
  }

  mark(at, isCentred = false) {
    const old = document.getElementById(`cell-${this.at.row}-${this.at.column}`);
    old?.setAttribute("aria-selected", "false");
    this.at = at;
    this.rows.setActive(at.row);
    this.box.removeAttribute("aria-activedescendant");
    if (at.row < 0) return;
    this.rows.show(at.row, isCentred);
    const cell = document.getElementById(`cell-${at.row}-${at.column}`);
    cell.setAttribute("aria-selected", "true");
    this.box.setAttribute("aria-activedescendant", cell.id);
  }

  take(at, how) {
    const { row } = this.views[at.row];
    this.mark(at);
    const environment = this.columns[at.column];
    this.choose({ row, environment: environment ?? this.ofMost(row)?.members[0] }, how);
  }

  click(event) {
    const row = event.target.closest("[role=row][data-index]");
    if (!row) return;
    const cell = event.target.closest("[role=gridcell]");
    this.take({ row: Number(row.dataset.index), column: Number(cell?.dataset.column ?? 0) }, "click");
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.views.length) return;
    const { row, column } = this.at;
    const moves = {
      ArrowDown: [row + 1, column],
      ArrowUp: [row - 1, column],
      ArrowRight: [row, column + 1],
      ArrowLeft: [row, column - 1],
      Home: [0, column],
      End: [this.views.length - 1, column],
      PageDown: [row + this.rows.page, column],
      PageUp: [row - this.rows.page, column],
    };
    if (event.key in moves) {
      const [to, beside] = moves[event.key];
      const within = (number, count) => Math.min(count - 1, Math.max(0, number));
      this.take(
        { row: within(to, this.views.length), column: within(beside, this.columns.length) },
        "key",
      );
    } else if (event.key === "Enter") this.page.enterStory();
    else return;
    event.preventDefault();
  }
}
