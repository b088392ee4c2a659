// Effective configuration. Layers, lowest precedence first: ui_attributes: configuration.json, appConfig.js: appConfig.js
var appConfig = {
  version_compatibility: "yes", // configuration.json:46:30
  language: "de-DE", // appConfig.js:40:17
  logLevel: "warning", // appConfig.js:39:17
  pluginService: {
    enabled: true, // appConfig.js:29:31
    initializationTimeout: 15000, // configuration.json:51:32
    url: "https://plugins.emea.example.com/v1/list", // appConfig.js:29:42
  },
  theme: {
    isLight: true, // configuration.json:54:18
  },
  componentProps: {
    SupervisorCanvas: {
      showBargeButton: false, // appConfig.js:42:62
      showWhisperButton: true, // configuration.json:59:30
    },
  },
  locations: [{ name: "Frankfurt", edge: "frankfurt" }, { name: "Dublin", edge: "dublin" }], // appConfig.js:43:18
  custom_data: {
    region: "emea", // appConfig.js:31:7
    callback_url: "https://callbacks.emea.example.com/agents/emea-prod", // appConfig.js:32:21
    retention_days: 90, // configuration.json:75:25
  },
  serviceBaseUrl: "https://flex.emea.example.com", // appConfig.js:27:21
  sso: {
    accountSid: "AC00000000000000000000000000000001", // appConfig.js:28:24
  },
};
