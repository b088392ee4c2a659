// Effective configuration. Layers, lowest precedence first: ui_attributes: configuration.json, appConfig.js: appConfig.js
var appConfig = {
  version_compatibility: "yes", // configuration.json:36:30
  language: "en-US", // appConfig.js:6:13
  logLevel: "error", // appConfig.js:5:13
  sso: {
    accountSid: "AC00000000000000000000000000000000", // appConfig.js:12:17
    loginPopup: false, // appConfig.js:13:17
  },
  theme: {
    isLight: true, // appConfig.js:16:14
    componentThemeOverrides: {
      MainHeader: {
        Container: {
          background: "#14532a", // brand.js:14:30
          padding: "4px", // configuration.json:48:24
          color: "#faf6ec", // brand.js:14:51
        },
      },
      TaskList: {
        Container: {
          background: "#ffffff", // configuration.json:53:27
        },
      },
      SideNav: {
        Container: {
          background: "#1f7a3d", // brand.js:17:30
        },
        Button: {
          background: "#1f7a3d", // brand.js:18:27
          color: "#ffffff", // brand.js:18:48
        },
      },
    },
  },
  componentProps: {
    MainHeader: {
      productName: "Example Energy Service Desk", // appConfig.js:21:20
    },
    CRMContainer: {
      uri: "https://status.example.com/embed?brand=Example Energy", // appConfig.js:24:26
    },
  },
  fileAttachment: {
    maxFileSize: 10485760, // configuration.json:64:22
    acceptedExtensions: ["jpg", "png", "pdf"], // configuration.json:65:29
    readOnly: true, // appConfig.js:26:31
  },
  custom_data: {
    outage_feed: "https://status.example.com/feed.json", // configuration.json:73:22
  },
  pluginService: {
    enabled: true, // appConfig.js:8:14
    initializationTimeout: 10000, // appConfig.js:9:28
  },
};
