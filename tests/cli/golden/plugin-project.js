// Effective configuration. Layers, lowest precedence first: ui_attributes: configuration.json, appConfig.js: public/appConfig.js
var appConfig = {
  version_compatibility: "yes", // configuration.json:40:30
  logLevel: "debug", // public/appConfig.js:13:13
  language: "en-US", // configuration.json:42:17
  pluginService: {
    enabled: true, // public/appConfig.js:15:14
    initializationTimeout: 20000, // configuration.json:45:32
    url: "/plugins.json", // public/appConfig.js:16:10
  },
  theme: {
    isLight: false, // configuration.json:48:18
  },
  sdkOptions: {
    worker: {
      logLevel: "debug", // public/appConfig.js:28:25
    },
    voice: {
      audioConstraints: {
        autoGainControl: false, // public/appConfig.js:31:68
        noiseSuppression: true, // configuration.json:57:31
        echoCancellation: true, // public/appConfig.js:31:45
      },
      codecPreferences: ["opus"], // configuration.json:59:29
    },
  },
  componentProps: {
    AgentDesktopView: {
      showPanel2: false, // public/appConfig.js:36:19
      splitterOptions: {
        initialFirstPanelSize: "400px", // configuration.json:68:36
      },
    },
  },
  callbackPlugin: {
    queue: "WQ00000000000000000000000000000000", // public/appConfig.js:41:12
    maxAttempts: 3, // public/appConfig.js:42:18
    retryAfterMinutes: [10, 30, 120], // configuration.json:75:28
    accountSid: "AC00000000000000000000000000000000", // public/appConfig.js:40:17
  },
  ytica: false, // public/appConfig.js:18:10
  showSupervisorDesktopView: true, // public/appConfig.js:20:30
};
