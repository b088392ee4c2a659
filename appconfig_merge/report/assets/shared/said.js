// What layers say at a path: what became of it, and what an unresolved value may be.

// Whether an entry is surely without effect, and said something else.
function isGone(said) {
  return !said.alive && said.outcome !== "redundant" && said.outcome !== "uncertain";
}

// Whether a layer's entry is the winner's own, which counts in another layer again.
function isItself(one, winner) {
  return Boolean(
    winner &&
    one !== winner &&
    one.layer !== winner.layer &&
    one.at &&
    winner.at &&
    one.at.join() === winner.at.join(),
  );
}

// The values that something unresolved may have, each with the conditions that lead to it.
function candidateRows(value, outer = []) {
  if (tagOf(value) !== "unresolved" || !value.candidates) return [];
  const rows = [];
  value.candidates.forEach((one, index) => {
    const isLast = index === value.candidates.length - 1;
    const test = { text: one.condition, holds: one.holds, at: one.condition_location };
    const tests = isLast ? outer : [...outer, test];
    const inner = "value" in one ? candidateRows(one.value, tests) : [];
    if (inner.length) rows.push(...inner);
    else rows.push({ candidate: one, tests });
  });
  return rows;
}

function holdsUnresolved(value) {
  if (value === null || typeof value !== "object") return false;
  if (tagOf(value) === "unresolved") return true;
  if (tagOf(value) && tagOf(value) !== "object") return false;
  return Object.values(membersOf(value)).some(holdsUnresolved);
}

function condition(tests, limit) {
  if (!tests.length) return "otherwise";
  return tests
    .map(({ text, holds }) => `${holds ? "when" : "unless"} ${oneLine(text, limit)}`)
    .join(", ");
}
