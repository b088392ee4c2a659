// Effective configuration. Layers, lowest precedence first: ui_attributes: configuration.json, appConfig.js: appConfig.js
var appConfig = {
  version_compatibility: "yes", // configuration.json:5:30
  logLevel: ((location.hostname === "localhost") ? "debug" : "warning"), // appConfig.js:5:13, unresolved: it depends on a condition that only the page can decide
  theme: {
    isLight: false, // appConfig.js:8:21
  },
  pluginService: {
    enabled: true, // appConfig.js:7:29
    url: "/plugins", // appConfig.js:7:40
  },
  fileAttachment: {
    enabled: true, // configuration.json:10:18
    acceptedExtensions: ["png", "pdf"], // appConfig.js:16:50
  },
  sso: {
    accountSid: "AC00000000000000000000000000000000", // appConfig.js:6:10
  },
  componentProps: {
    CRMContainer: {
      uriCallback: (task) => `https://crm.example.com/?from=${task.attributes.from}`, // appConfig.js:11:20
    },
  },
};
