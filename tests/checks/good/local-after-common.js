// releases: 2.17.1
var common = {
  logLevel: "warn",
  theme: { isLight: true, tokens: { textColors: { colorText: "#121C2D" } } },
  pluginService: { enabled: true },
};
var appConfig = Object.assign({}, common, {
  theme: Object.assign({}, common.theme, { isLight: false }),
});
appConfig.pluginService.enabled = false;
appConfig = { ...appConfig, custom_data: { owner: "team@example.com" } };
