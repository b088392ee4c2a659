// Effective configuration. Layers, lowest precedence first: appConfig.js: appConfig.js
// ThemePlugin may set theme.isLight to false, when manager.user.dark (src/ThemePlugin.js:4:69)
// ThemePlugin may set logLevel to the same value, when manager.user.dark (src/ThemePlugin.js:4:88)
// ThemePlugin may set any key: it is decided when the plugin runs (src/ThemePlugin.js:5:26)
// ThemePlugin may set list to unresolved: later() (what is copied after it may set it, too) (src/ThemePlugin.js:5:34)
// ThemePlugin may set other to unresolved: { a: [1, { b: 2 }] } (what is copied after it may set it, too) (src/ThemePlugin.js:5:50)
// ThemePlugin may set componentProps.CRMContainer.uriCallback to (task) => task.url (src/ThemePlugin.js:6:50)
// ThemePlugin may set theme to { isLight: 1 } or 5 (src/ThemePlugin.js:7:35)
var appConfig = {
  theme: {
    isLight: true, // appConfig.js:2:21
  },
  language: "en-US", // appConfig.js:2:39
  list: [1], // appConfig.js:2:54
  logLevel: "warn", // appConfig.js:2:69
};
