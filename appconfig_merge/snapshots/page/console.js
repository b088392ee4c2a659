// In a console: the snapshot goes to the clipboard, and a line says so.
const { text, state, version } = snapshot();
try {
  copy(text);
} catch {
  return text;
}
const what = {
  running: `Flex UI ${version ?? ""}`, login: "Flex UI is at its login: log in and take it again",
  starting: "Flex UI hasn't started yet: wait, and take it again",
  refused: "Flex UI shows an error instead of itself",
  absent: "this page has no Flex UI that can be found",
}[state];
return `copied: ${what}; ${countOfValues} values, ${countOfMasked} masked. Save it as snapshot.json, then: effective-config verify appConfig.js --running snapshot.json`;
