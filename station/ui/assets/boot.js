// What the page's runtime reads before it starts. A file of our own, so that the content policy needs no inline script;
// everything is on this machine. The second page, for the customer, stands under a path of its own, which its base tells.
const base = new URL(document.baseURI).pathname;
var flet = {
  pyodide: false,
  multiView: false,
  noCdn: true,
  webSocketEndpoint: base + "ws",
  entrypointBaseUrl: base,
  assetBase: base,
  routeUrlStrategy: "path",
  canvasKitBaseUrl: base + "canvaskit/",
  webRenderer: "auto",
  fontFallbackBaseUrl: "assets/fonts/",
};
flet.flutterAppLoaded = new Promise((resolve) => { flet.flutterAppResolve = resolve; });
