// In a console: the snapshot goes to the clipboard, and a line says so. A page may have a copy of
// its own; the console's says what it is.
const { text, state, version } = snapshot();
try {
  if (!/\[(?:Command Line API|native code)\]/.test(String(copy))) return text;
  copy(text);
} catch {
  return text;
}
const what = {
  running: `Flex UI ${version ?? ""}`,
  login: "Flex UI is at its login; log in and take it again",
  starting: "Flex UI hasn't started; wait a little and take it again",
  refused: "Flex UI shows an error instead of itself",
  absent: "no Flex UI is found in this page",
}[state];
return `copied: ${what}; ${countOfValues} values, ${countOfMasked} masked
save it as snapshot.json, then: effective-config verify appConfig.js --running snapshot.json`;
