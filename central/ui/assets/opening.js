// The runtime's settings, in a file of our own so that the content policy allows no inline script. Nothing leaves this host.
var flet = {
  pyodide: false,
  multiView: false,
  noCdn: true,
  webSocketEndpoint: "/ws",
  entrypointBaseUrl: "/",
  assetBase: "/",
  routeUrlStrategy: "path",
  webRenderer: "auto",
  canvasKitBaseUrl: "/canvaskit/",
  fontFallbackBaseUrl: "assets/fonts/",
};
flet.flutterAppLoaded = new Promise(function (resolve) { flet.flutterAppResolve = resolve; });

// The runtime shows an English word of its own until the first drawing; ours stays above it until the page has its title.
window.addEventListener("DOMContentLoaded", function () {
  var cover = document.getElementById("opening");
  var uncover = function () { setTimeout(function () { cover.remove(); }, 150); };
  var first = document.title;
  new MutationObserver(function (_, watch) {
    if (document.title && document.title !== first) { watch.disconnect(); uncover(); }
  }).observe(document.head, { subtree: true, childList: true, characterData: true });
  setTimeout(uncover, 20000);
});
