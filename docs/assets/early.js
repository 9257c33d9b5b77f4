/* Runs before the first paint: says that scripts run, and keeps the colours that the reader chose in the footer. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.className = root.className.replace(/\bno-js\b/, "js");
  try {
    var chosen = window.localStorage.getItem("pack.colours");
    if (chosen === "default" || chosen === "slate") root.setAttribute("data-md-color-scheme", chosen);
  } catch (refused) {
    /* storage is switched off: the device's own colours stay */
  }
})();
