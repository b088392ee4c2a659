// Effective configuration. Layers, lowest precedence first: ui_attributes: configuration.json, appConfig.js: appConfig.js
var appConfig = {
  version_compatibility: "yes", // configuration.json:39:30
  colorTheme: {
    "0": "G", // configuration.json:40:19
    "1": "r", // configuration.json:40:19
    "2": "e", // configuration.json:40:19
    "3": "y", // configuration.json:40:19
    "4": "D", // configuration.json:40:19
    "5": "a", // configuration.json:40:19
    "6": "r", // configuration.json:40:19
    "7": "k", // configuration.json:40:19
    baseName: "FlexLight", // appConfig.js:37:17
    light: true, // appConfig.js:38:14
    colors: {
      base1: "#0b3d5c", // appConfig.js:40:16
      base2: "#ffffff", // appConfig.js:41:16
      defaultButtonColor: "#e07a1f", // appConfig.js:42:29
    },
    overrides: {
      MainHeader: {
        Container: {
          background: "#0b3d5c", // appConfig.js:46:36
          color: "#ffffff", // appConfig.js:46:56
        },
      },
      Button: {
        background: "#e07a1f", // appConfig.js:21:26
        color: "#ffffff", // appConfig.js:21:45
        lightHover: false, // appConfig.js:21:63
      },
    },
  },
  language: "en-US", // appConfig.js:26:15
  warmTransfers: {
    enabled: true, // appConfig.js:63:31
  },
  notifications: {
    browser: true, // appConfig.js:65:33
  },
  sdkOptions: {
    chat: {
      region: "us1", // configuration.json:50:19
    },
    voice: {
      debug: false, // configuration.json:53:18
    },
  },
  componentProps: {
    AgentDesktopView: {
      showPanel2: true, // appConfig.js:52:39
    },
    CRMContainer: {
      uri: "https://claims.example.com/worklist", // configuration.json:61:16
      uriCallback: function (task) {
          // No task, no claim: show the work list.
          if (!task) {
            return CRM + '/worklist';
          }
          return CRM + '/claims/' + task.attributes.claimNumber;
        }, // appConfig.js:54:22
    },
  },
  ytica: false, // appConfig.js:67:12
  custom_data: {
    claim_types: ["motor", "household"], // configuration.json:66:22
  },
  logLevel: "warning", // appConfig.js:25:15
  sso: {
    accountSid: "AC00000000000000000000000000000000", // appConfig.js:28:19
    loginPopup: true, // appConfig.js:29:19
    tokenRefreshThresholdMs: 30000, // appConfig.js:30:32
  },
  pluginService: {
    enabled: true, // appConfig.js:33:16
    url: "/plugins", // appConfig.js:34:12
  },
  queueManagementEnabled: true, // appConfig.js:64:29
};
