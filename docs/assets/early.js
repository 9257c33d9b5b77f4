/* Runs before the first paint: says that scripts run, and keeps the colours that the reader chose in the footer.
   Here is the one gate for old browsers. Where one lacks what our scripts ask for, the page stays as it is without
   scripts, and every other script ends at its first line: it looks for the class "js". So this one asks for nothing. */
(function () {
  "use strict";
  var root = document.documentElement;

  /* Named are the newest things in use; a browser that has them has the older ones too, such as Array.from. They are of
     ECMAScript 2019: that is the year of every other script, and a test reads them by its grammar. This one is of 2009. */
  function isFit() {
    try {
      return Boolean(Array.prototype.flatMap && Array.prototype.includes && Array.from && Object.fromEntries &&
        Promise.prototype["finally"] && NodeList.prototype.forEach && Element.prototype.closest &&
        Element.prototype.matches && Element.prototype.remove && URLSearchParams && URL && Map && Set &&
        String.prototype.normalize && RegExp("\\p{P}", "u"));
    } catch (lacking) {
      return false;
    }
  }

  if (isFit()) root.className = root.className.replace(/\bno-js\b/, "js");
  /* Enter in the search box before the search is there: the words go behind the "#", which is never sent. */
  if (isFit()) document.addEventListener("submit", function (event) {
    if (event.defaultPrevented || !event.target.hasAttribute("data-search")) return;
    event.preventDefault();
    window.location.href = event.target.action + "#q=" + encodeURIComponent(event.target.querySelector("input").value);
  });
  try {
    var chosen = window.localStorage.getItem("pack.colours");
    if (chosen === "default" || chosen === "slate") root.setAttribute("data-md-color-scheme", chosen);
  } catch (refused) {
    /* storage is switched off: the device's own colours stay */
  }
})();
