/* On the page that explains the offline copy: a button that saves it, and how far that is. offline.js loads this. */
(function () {
  "use strict";
  var place = document.querySelector("[data-pack-save]");
  var pack = window.packOffline;
  if (!place || !pack) return;

  if (!pack.able) {
    var cannot = document.createElement("p");
    cannot.textContent = "This browser, or the way you opened this page, does not let a site keep a copy. Use the .zip file.";
    place.appendChild(cannot);
    return;
  }

  var SAVE = "Save on this device";
  var button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  var words = document.createElement("p");
  words.setAttribute("role", "status");
  words.setAttribute("data-pack-progress", "");

  /* A button that was pressed keeps the focus, so it is never disabled: it says that there is nothing to press for. */
  function set(label, idle) {
    if (button.textContent !== label) button.textContent = label;
    if (idle) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }

  function tell(text) {
    if (words.textContent !== text) words.textContent = text;
  }

  pack.show = function (state) {
    if (state.full) {
      tell("This device has no room for the copy. Everything else works.");
      set(SAVE, false);
    } else if (state.at) {
      tell("Saved for offline (" + pack.day(state.at) + "): " + state.files + " files.");
      set("Saved on this device", true);
    } else if (state.waiting) {
      tell("Not all of it could be saved. It goes on at your next visit.");
      set(SAVE, false);
    } else if (state.total) {
      tell("Saving: " + state.done + " of " + state.total + " files.");
      set("Saving", true);
    } else {
      tell("");
      set(SAVE, false);
    }
  };

  button.addEventListener("click", function () {
    if (button.getAttribute("aria-disabled")) return;
    pack.wish("on");
    tell("Saving…");
    set("Saving", true);
    pack.begin();
  });
  place.appendChild(button);
  place.appendChild(words);
  pack.show(pack.state);
})();
