// releases: 1.34.6, 2.17.1
// your account sid
var accountSid = "AC00000000000000000000000000000000";

// set to /plugins.json for local dev
// set to /plugins.local.build.json for testing your build
// set to "" for the default live plugin loader
var pluginServiceUrl = "/plugins.json";

var appConfig = {
  pluginService: {
    enabled: true,
    url: pluginServiceUrl,
  },
  sso: {
    accountSid: accountSid,
  },
  ytica: false,
  logLevel: "debug",
  showSupervisorDesktopView: true,
};
