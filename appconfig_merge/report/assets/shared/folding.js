// Rows that fold. The box has the focus; the row that is chosen is its active descendant.
// A row has { level, size, position, canOpen, isOpen }, and what else its kind of tree gives it.

class Folding {
  // choose(row, how) is called for what a person chooses.
  constructor(box, choose) {
    this.box = box;
    this.choose = choose;
    this.shown = [];
    this.chosen = null;
    this.chosenIndex = -1;
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
    return choice ? this.shown.findIndex((row) => this.isSame(row, choice)) : -1;
  }

  // Marks a row as chosen, and shows it; it may be hidden by a filter.
  mark(choice, isCentred = false) {
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

  // A row with its twist, and without what it tells.
  bare(index, className = "row", indent = 0) {
    const { level, size, position, canOpen, isOpen } = this.shown[index];
    const row = element("div", className);
    row.id = `row-${index}`;
    row.dataset.index = index;
    row.setAttribute("role", "treeitem");
    row.setAttribute("aria-level", level);
    row.setAttribute("aria-setsize", size);
    row.setAttribute("aria-posinset", position + 1);
    row.setAttribute("aria-selected", String(index === this.chosenIndex));
    if (canOpen) row.setAttribute("aria-expanded", String(isOpen));
    row.style.setProperty("--level", level - 1 + indent);
    const twist = element("span", "twist", canOpen ? (isOpen ? "▾" : "▸") : "");
    twist.setAttribute("aria-hidden", "true");
    row.append(twist);
    return row;
  }

  click(event) {
    const row = event.target.closest("[role=treeitem]");
    if (!row) return;
    const index = Number(row.dataset.index);
    const shown = this.shown[index];
    const isTwist = event.target.closest(".twist") !== null;
    // The second click of two folds, as it does elsewhere.
    if (shown.canOpen && (isTwist || this.foldsAtOnce(shown) || event.detail === 2))
      this.fold(index, !shown.isOpen);
    if (isTwist) return;
    this.choose(shown, "click");
    this.clicked(event.target);
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
    else if (event.key === "Enter" && row) this.enter(row);
    else return;
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
}
