// All findings in one list, in the order of their gravity.

const SIGNS = { error: "✕", warning: "!", info: "i" };

function fillFindings(box, page) {
  const all = [...page.data.remarks, ...page.data.findings];
  const counts = Object.keys(SIGNS)
    .map((severity) => [severity, all.filter((one) => one.severity === severity).length])
    .filter(([, count]) => count)
    .map(([severity, count]) => plural(count, severity));
  box.hidden = !all.length;
  if (!all.length) return;
  box.querySelector("summary").textContent = counts.join(", ");
  box.addEventListener("toggle", () => fill(box, page, all), { once: true });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    box.open = false;
    box.querySelector("summary").focus();
    event.stopPropagation();
  });
  document.addEventListener("click", (event) => {
    if (box.open && !box.contains(event.target)) box.open = false;
  });
}

function fill(box, page, all) {
  const list = element("ul", "");
  for (const severity of Object.keys(SIGNS)) {
    for (const one of all.filter((found) => found.severity === severity)) {
      const told = [
        element("b", `badge ${severity}`, severity),
        " ",
        element("span", "rule", one.rule),
        " ",
      ];
      const name = element("button", "", ...told, visible(one.message));
      name.type = "button";
      name.addEventListener("click", () => {
        box.open = false;
        page.chooseFinding(one);
      });
      list.append(element("li", "", name));
    }
  }
  box.append(list);
}
