// releases: 2.17.1
!function(e){"use strict";var t={a:!0,b:!1},n=function(e){return e?"https://crm.example.com/"+e:"about:blank"},r=[1,2,3].map(function(e){return e*2});e.appConfig={logLevel:"error",pluginService:{enabled:t.a,url:"/plugins"},theme:{isLight:t.b,tokens:{}},componentProps:{CRMContainer:{uriCallback:n}},custom_data:{r:r,s:"a"<"b"?"x":"y",u:void 0}}}(window);
