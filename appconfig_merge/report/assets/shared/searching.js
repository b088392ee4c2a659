// What a page's search and its keys do: "/" goes to the search, Escape empties and leaves it, an
// arrow or Enter goes on to the first hit; Escape among the hits lets go of what is chosen.
// The page has search and listBox, refresh(), chooseFirst(), choose(null, how), openAll(isOpen) and
// follow().
function listenTo(page) {
  const { search } = page;
  let waiting = 0;
  search.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => page.refresh());
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      page.listBox.focus();
      page.chooseFirst();
    } else if (event.key === "Escape") {
      if (search.value) {
        search.value = "";
        page.refresh();
      } else page.listBox.focus();
      event.preventDefault();
      event.stopPropagation();
    }
  });
  document.addEventListener("keydown", (event) => {
    const isTyping =
      /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "radio";
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape") {
      if (document.activeElement === page.listBox) page.choose(null, "key");
      else page.listBox.focus();
    }
  });
  document.getElementById("open-all").addEventListener("click", () => page.openAll(true));
  document.getElementById("close-all").addEventListener("click", () => page.openAll(false));
  addEventListener("hashchange", () => page.follow());
}
