// Effective configuration. Layers, lowest precedence first: ui_attributes: configuration.json, appConfig.js: appConfig.js
var appConfig = {
  version_compatibility: "yes", // configuration.json:46:30
  // language is left out: appConfig.js:15:13, unresolved: only the page knows localStorage.agentLanguage
  enableClientCalling: true, // appConfig.js:24:24
  pluginService: {
    enabled: ((location.hostname === "desk.example.com") ? true : (((location.hostname === "localhost") ? true : (location.hostname === "dev.example.com")) ? false : true)), // appConfig.js:18:14, unresolved: it depends on a condition that only the page can decide
    // initializationTimeout is left out: appConfig.js:19:43, unresolved: it depends on a condition that only the page can decide
    url: "https://plugins.example.com/list", // configuration.json:52:14
  },
  theme: {
    isLight: true, // configuration.json:55:18
  },
  custom_data: {
    environment: ((location.hostname === "desk.example.com") ? "production" : (((location.hostname === "localhost") ? true : (location.hostname === "dev.example.com")) ? "local" : "test")), // appConfig.js:35:39, unresolved: it depends on a condition that only the page can decide
    features: {
      transcripts: true, // appConfig.js:28:20
      "co-browse": (! (location.hostname === "desk.example.com")), // appConfig.js:29:20, unresolved: only the page knows location.hostname
      sentiment: true, // configuration.json:62:22
    },
    support_phone: "+15005550006", // configuration.json:64:24
  },
  logLevel: (localStorage.flexLogLevel || ((location.hostname === "desk.example.com") ? "error" : "debug")), // appConfig.js:14:13, unresolved: only the page knows localStorage.flexLogLevel
  serviceBaseUrl: ((location.hostname === "desk.example.com") ? "https://flex.example.com" : ("https://flex-" + location.hostname)), // appConfig.js:16:19, unresolved: it depends on a condition that only the page can decide
  sso: {
    accountSid: "AC00000000000000000000000000000000", // appConfig.js:22:17
    // redirectUrl is left out: appConfig.js:36:31, unresolved: it depends on a condition that only the page can decide
  },
};
