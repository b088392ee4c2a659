// releases: 2.17.1
var serviceBaseUrl = window.location.origin;

var appConfig = {
  serviceBaseUrl: serviceBaseUrl + "/",
  sso: {
    accountSid: "AC00000000000000000000000000000000",
    redirectUrl: window.location.href,
  },
  pluginService: { enabled: true, url: serviceBaseUrl + "/plugins.json" },
  logLevel: "error",
};

appConfig.componentProps = {
  CRMContainer: {
    uriCallback: function (task) {
      var template = "${name} is no placeholder in a function";
      return task ? "https://crm.example.com/?id=" + task.taskSid + template.length : "about:blank";
    },
  },
};
