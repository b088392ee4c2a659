// releases: 1.34.6, 2.17.1
var ACCOUNT_SID = 'AC00000000000000000000000000000000';
var API_URL = 'https://api.example.com';
var DEFAULT_QUEUE_NAME = "Everyone";

function url(path) {
  return API_URL + path;
}

var appConfig = {};
appConfig.sso = { accountSid: ACCOUNT_SID };
appConfig.logLevel = 'info';
appConfig.pluginService = { enabled: true };
appConfig.my_plugin = {
  endpoint: url('/v1/agents'),
  queue: DEFAULT_QUEUE_NAME,
  mode: 'ADVANCED_MODE',
  states: ['TODO', 'IN_PROGRESS', 'DONE'],
  labels: { TODO: 'To do', DONE: 'Done' }
};
