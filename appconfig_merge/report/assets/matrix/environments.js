// Which environments are looked at: boxes to tick, found by a part of their names.

const MOST_BOXES = 500;

class Environments {
  // changed() is called when others are chosen.
  constructor(box, data, changed) {
    this.box = box;
    this.names = data.environments.map(({ name }) => visible(name));
    this.chosen = [];
    this.changed = changed;
    const find = (part) => box.querySelector(part);
    this.summary = find("summary");
    this.filter = find("input");
    this.list = find("ul");
    this.more = find(".more");
    this.filter.addEventListener("input", () => this.draw());
    find(".found").addEventListener("click", () => this.choose(this.found()));
    find(".none").addEventListener("click", () => this.choose([]));
    box.addEventListener("toggle", () => {
      if (!box.open) return;
      this.draw();
      this.filter.focus();
    });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      event.stopPropagation();
      this.close();
    });
    document.addEventListener("click", (event) => {
      if (box.open && !box.contains(event.target)) box.open = false;
    });
    this.tell();
  }

  close() {
    this.box.open = false;
    this.summary.focus();
  }

  found() {
    const words = this.filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = this.names.map((_, index) => index);
    return all.filter((one) => words.every((word) => this.names[one].toLowerCase().includes(word)));
  }

  choose(chosen) {
    this.set(chosen);
    this.changed();
  }

  // Takes a choice from the address.
  set(chosen) {
    this.chosen = [...new Set(chosen)].sort((one, other) => one - other);
    this.tell();
    if (this.box.open) this.draw();
  }

  tell() {
    const count = this.chosen.length;
    const told = count === 0 ? "all" : count === 1 ? this.names[this.chosen[0]] : String(count);
    this.summary.replaceChildren("Environments ", element("span", "count", told));
  }

  draw() {
    const found = this.found();
    const chosen = new Set(this.chosen);
    this.list.replaceChildren(...found.slice(0, MOST_BOXES).map((one) => this.item(one, chosen.has(one))));
    const more = found.length - MOST_BOXES;
    this.more.textContent = found.length ? (more > 0 ? `and ${more} more` : "") : "None is called like that.";
  }

  item(environment, isChosen) {
    const input = element("input", "");
    Object.assign(input, { type: "checkbox", checked: isChosen });
    input.addEventListener("change", () => {
      const others = this.chosen.filter((one) => one !== environment);
      this.chosen = input.checked ? [...others, environment] : others;
      this.chosen.sort((one, other) => one - other);
      this.tell();
      this.changed();
    });
    return element("li", "", element("label", "", input, " ", element("span", "", this.names[environment])));
  }
}
