// releases: 2.0, 2.17.1
var appConfig = {
  pluginService: {
    enabled: true,
    url: "/plugins",
  },
  ytica: false,
  logLevel: "info",
  showSupervisorDesktopView: true,
};
