// Runs graphs of modules: a line of JSON in, a line of JSON out. A graph maps paths to texts; what
// comes of it is what its modules pushed to the global `log`, and what stopped it.
"use strict";
const readline = require("node:readline");
const vm = require("node:vm");

async function run(graph) {
  const context = vm.createContext({ log: [] });
  const made = new Map();
  const load = (path) => {
    if (!made.has(path)) {
      made.set(path, new vm.SourceTextModule(graph[path], { identifier: path, context }));
    }
    return made.get(path);
  };
  let error = null;
  try {
    const main = load("main.js");
    await main.link((specifier) => load(specifier.replace("./", "")));
    await main.evaluate();
  } catch (thrown) {
    error = thrown.name;
  }
  try {
    return { log: JSON.parse(JSON.stringify(context.log)), error };
  } catch {
    return { log: null, error }; // a namespace that has itself
  }
}

readline.createInterface({ input: process.stdin }).on("line", async (line) => {
  const answers = [];
  for (const graph of JSON.parse(line)) answers.push(await run(graph));
  console.log(JSON.stringify(answers));
});
