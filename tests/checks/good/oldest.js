// releases: 1.18, 1.25.4
var appConfig = {
  logLevel: "info",
  colorTheme: "FlexDark",
  language: "de-DE",
  sso: { accountSid: "AC00000000000000000000000000000000" },
  pluginService: { enabled: true },
  notifications: { browser: false },
  enableClientCalling: false,
  warmTransfers: { enabled: false },
};
