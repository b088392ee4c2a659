// Effective configuration. Layers, lowest precedence first: ui_attributes: configuration.json, FLEX_CONFIG: localStorage.json, appConfig.js: appConfig.js
var appConfig = {
  version_compatibility: "yes", // configuration.json:4:30
  theme: {
    isLight: false, // localStorage.json:2:43
    tokens: {}, // appConfig.js:4:20
  },
  language: "en-GB", // appConfig.js:2:13
  logLevel: "debug", // localStorage.json:2:63
  sso: {
    accountSid: "AC00000000000000000000000000000000", // localStorage.json:2:117
  },
};
