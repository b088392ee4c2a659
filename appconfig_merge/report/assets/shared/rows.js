// A list of rows of one height, of which only those in sight are made.

const BEYOND = 12; // rows made on either side of what is in sight

class Rows {
  // make(index) gives the element of a row.
  constructor(box, make) {
    this.box = box;
    this.make = make;
    this.count = 0;
    this.active = -1;
    this.isBelowHead = false; // whether a row of the box's own lies over the first one in sight
    this.made = new Map();
    this.sizer = element("div", "sizer");
    box.append(this.sizer);
    box.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.measure()).observe(box);
    this.measure();
  }

  measure() {
    const probe = element("div", "row", "x");
    this.sizer.append(probe);
    const height = probe.getBoundingClientRect().height || 22;
    probe.remove();
    if (height !== this.height) {
      this.height = height;
      this.set(this.count);
    } else this.draw();
  }

  // Makes all rows anew.
  set(count) {
    this.count = count;
    if (this.active >= count) this.active = -1;
    for (const row of this.made.values()) row.remove();
    this.made.clear();
    this.sizer.style.height = count * this.height + "px";
    this.draw();
  }

  draw() {
    const top = this.box.scrollTop;
    const first = Math.max(0, Math.floor(top / this.height) - BEYOND);
    const last = Math.min(
      this.count - 1,
      Math.ceil((top + this.box.clientHeight) / this.height) + BEYOND,
    );
    for (const [index, row] of this.made) {
      if ((index < first || index > last) && index !== this.active) {
        row.remove();
        this.made.delete(index);
      }
    }
    // A reader hears rows in the order of the document.
    const added = document.createDocumentFragment();
    let next = null;
    for (let index = last; index >= first; index--) {
      const present = this.made.get(index);
      if (present) {
        if (added.childNodes.length) this.sizer.insertBefore(added, next);
        next = present;
      } else added.prepend(this.placed(index));
    }
    if (added.childNodes.length) this.sizer.insertBefore(added, next);
    if (this.active >= 0 && !this.made.has(this.active)) {
      this.sizer.append(this.placed(this.active));
    }
  }

  placed(index) {
    const row = this.make(index);
    row.style.top = index * this.height + "px";
    this.made.set(index, row);
    return row;
  }

  // How much of the box is for rows.
  get room() {
    return this.box.clientHeight - (this.isBelowHead ? this.height : 0);
  }

  // How many rows are in sight.
  get page() {
    return Math.max(1, Math.floor(this.room / this.height) - 1);
  }

  // Scrolls no more than is needed; to the middle where the row is far away, or on request.
  show(index, isCentred = false) {
    const top = index * this.height;
    const { scrollTop } = this.box;
    const clientHeight = this.room;
    const margin = 2 * this.height;
    const isInSight = top >= scrollTop && top + this.height <= scrollTop + clientHeight;
    const isNear = top > scrollTop - margin && top < scrollTop + clientHeight;
    if (!isNear || (isCentred && top + margin > scrollTop + clientHeight)) {
      this.box.scrollTop = top - clientHeight / 2;
    } else if (!isInSight) {
      this.box.scrollTop = top < scrollTop ? top : top + this.height - clientHeight;
    }
    this.draw();
  }

  setActive(index) {
    this.active = index;
    this.draw();
    const row = this.made.get(index);
    if (row) this.box.setAttribute("aria-activedescendant", row.id);
    else this.box.removeAttribute("aria-activedescendant");
  }
}
