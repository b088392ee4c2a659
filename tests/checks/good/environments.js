// releases: 2.17.1
(function () {
  "use strict";
  var byHost = {
    "flex.example.com": { sid: "AC00000000000000000000000000000000", level: "error" },
    "flex.staging.example.com": { sid: "AC00000000000000000000000000000001", level: "info" },
    localhost: { sid: "AC00000000000000000000000000000002", level: "debug" },
  };
  var one = byHost["flex.example.com"];
  window.appConfig = {
    sso: { accountSid: one.sid },
    logLevel: one.level,
    custom_data: { environment: "production", build: "2024-05-01T10:00:00Z", hosts: Object.keys(byHost) },
  };
})();
