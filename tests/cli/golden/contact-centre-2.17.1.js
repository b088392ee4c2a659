// Effective configuration of Flex UI 2.17.1. Layers, lowest precedence first: ui_attributes: configuration.json, appConfig.js: appConfig.js, ui_attributes.logLevel: configuration.json
var appConfig = {
  sso: {
    accountSid: "AC00000000000000000000000000000000", // appConfig.js:78:15
    idpUrl: "https://iam.twilio.com/v1/Accounts/AC00000000000000000000000000000000/saml2", // appConfig.js:79:11
    loginPopup: false, // appConfig.js:80:15
    redirectUrl: "https://desk.example.com/agent-desktop/", // appConfig.js:81:16
  },
  language: "en-GB", // appConfig.js:16:13
  theme: {
    isLight: true, // appConfig.js:31:14
    tokens: {
      backgroundColors: {
        colorBackgroundPrimary: "#3b1e75", // appConfig.js:9:27
        colorBackgroundPrimaryStrong: "#2a1457", // appConfig.js:10:33
        colorBackgroundPrimaryWeakest: "#f4f1fa", // appConfig.js:11:34
        colorBackgroundBody: "#ffffff", // appConfig.js:33:58
        colorBackgroundRowSelected: "#ede7f6", // configuration.json:107:41
      },
      textColors: {
        colorTextLink: "#3b1e75", // appConfig.js:34:36
      },
    },
    componentThemeOverrides: {
      MainHeader: {
        Container: {
          background: "#2a1457", // appConfig.js:38:34
          color: "#ffffff", // appConfig.js:38:77
        },
      },
    },
  },
  pluginService: {
    enabled: true, // appConfig.js:18:29
    url: "/plugins", // appConfig.js:18:40
  },
  logLevel: "error", // configuration.json:79:17
  rejectPendingReservations: false, // appConfig.js:72:30
  initialDeviceCheck: true, // Flex UI 2.17.1
  notifications: {
    enabled: true, // appConfig.js:59:14
    mode: "whenNotInFocus", // appConfig.js:60:11
    browser: true, // configuration.json:208:16
  },
  enableClientCalling: true, // configuration.json:82:28
  hasSupportForChannelsOnStore: false, // Flex UI 2.17.1
  serviceBaseUrl: (location.origin + "/"), // appConfig.js:17:19, unresolved: only the page knows location.origin
  sdkOptions: {
    chat: {
      logLevel: "error", // appConfig.js:21:23
    },
    voice: {
      audioConstraints: {
        noiseSuppression: true, // appConfig.js:23:45
        echoCancellation: true, // configuration.json:98:31
      },
      codecPreferences: ["opus", "pcmu"], // appConfig.js:24:25
      sounds: {
        incoming: {
          url: "https://assets.example.com/sounds/soft-ring.mp3", // appConfig.js:26:26
        },
      },
      logLevel: "error", // configuration.json:79:17
    },
    worker: {
      logLevel: "error", // configuration.json:79:17
    },
    flex: {
      logger: {
        level: "error", // configuration.json:79:17
      },
    },
    insights: {
      logLevel: "error", // configuration.json:79:17
    },
  },
  componentProps: {
    AgentDesktopView: {
      showPanel2: true, // appConfig.js:44:19
      splitterOptions: {
        initialFirstPanelSize: "420px", // appConfig.js:45:49
        minimumFirstPanelSize: "320px", // appConfig.js:45:81
      },
    },
    CRMContainer: {
      uriCallback: (task) => task
        ? `https://crm.example.com/traveller?phone=${encodeURIComponent(task.attributes.from)}`
        : 'https://crm.example.com/departures', // appConfig.js:49:20
      uri: "https://crm.example.com/start", // configuration.json:119:16
    },
    MainHeader: {
      logoUrl: null, // appConfig.js:55:16
      productName: "Example Travel", // configuration.json:123:24
    },
  },
  fileAttachment: {
    maxFileSize: 5242880, // appConfig.js:63:18
    acceptedExtensions: ["jpg", "png", "pdf"], // appConfig.js:64:25
    enabled: true, // configuration.json:127:18
  },
  queueLabels: {
    "support.billing": "Billing", // appConfig.js:68:24
    "support.travel-day": "Travelling today", // appConfig.js:69:27
    "sales.groups": "Group bookings", // appConfig.js:70:21
    "support.complaints": "Complaints", // configuration.json:140:29
  },
  version_compatibility: "yes", // configuration.json:77:30
  version_message: "", // configuration.json:78:24
  warmTransfers: {
    enabled: true, // configuration.json:84:18
  },
  custom_data: {
    wallboard: {
      url: "https://wallboard.example.com", // configuration.json:144:16
      refresh_seconds: 30, // configuration.json:145:28
      queues: ["support.billing", "support.travel-day"], // configuration.json:146:19
    },
    after_hours: {
      enabled: false, // configuration.json:152:20
      message: "We're open from 7 to 22, every day.", // configuration.json:153:20
    },
  },
  markdown: {
    enabled: true, // configuration.json:212:16
    mode: "readWrite", // configuration.json:213:13
  },
  channelConfigs: [{ channelType: "web", fileAttachment: { numberOfAttachments: 1, maxFileSize: 16777216, acceptedExtensions: ["jpg", "png", "pdf", "txt"] } }, { channelType: "email", fileAttachment: { numberOfAttachments: 10, maxFileSize: 157286400, acceptedExtensions: ["jpg", "png", "pdf"] } }], // configuration.json:219:22
  flexUiStatusReport: {
    enabled: true, // configuration.json:250:16
  },
  debuggerIntegration: {
    enabled: true, // configuration.json:247:16
  },
  citrixVoiceVdi: undefined, // column citrix_voice_vdi
};
