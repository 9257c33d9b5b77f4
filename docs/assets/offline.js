/* Says what this device keeps of the site for use without a network, and warns when that copy has grown old.
   In a copy that was opened from a folder it says how old that is. Everything works without it. */
(function () {
  "use strict";
  var DAY = 24 * 60 * 60 * 1000;
  var OLD = 30; // days
  var CHECK_AFTER = 12 * 60 * 60 * 1000;
  var KEY = "pack.offline";

  var base = document.querySelector('meta[name="pack-worker"]');
  var copyOf = document.documentElement.getAttribute("data-pack-copy");
  var workers = null;
  var state = {};
  var warned = null;
  var updated = false;
  var compared = "";
  var checking = false;

  function make(tag, name, words) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (words) element.textContent = words;
    return element;
  }

  function icon(name) {
    var space = "http://www.w3.org/2000/svg";
    var drawing = document.createElementNS(space, "svg");
    var use = document.createElementNS(space, "use");
    drawing.setAttribute("class", "i");
    drawing.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#" + name);
    drawing.appendChild(use);
    return drawing;
  }

  function day(moment) {
    return new Date(moment).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  }

  function age(moment) {
    return Math.floor((Date.now() - moment) / DAY);
  }

  function wish(value) {
    try {
      if (value) window.localStorage.setItem(KEY, value);
      return window.localStorage.getItem(KEY);
    } catch (refused) {
      return null; // storage is switched off: the usual way holds
    }
  }

  /* One line in the footer. It is quiet: it is no news to most readers, so it is not spoken by itself. */
  var line = null;
  function say(words, button) {
    if (!line) {
      line = document.querySelector("[data-pack-offline]");
      if (!line) {
        line = make("p", "offline-line no-print");
        (document.querySelector("footer .in") || document.querySelector("footer") || document.body).appendChild(line);
      }
    }
    line.textContent = words;
    if (button) {
      line.appendChild(document.createTextNode(" "));
      line.appendChild(button);
    }
  }

  function notice(words) {
    if (warned) warned.parentNode.removeChild(warned);
    warned = null;
    if (!words) return;
    warned = make("div", "notice caution no-print");
    warned.setAttribute("role", "status");
    warned.setAttribute("data-pack-old", "");
    warned.appendChild(icon("i-warn"));
    warned.appendChild(make("p", "", words));
    var page = document.getElementById("content") || document.querySelector("main") || document.body;
    page.insertBefore(warned, page.firstChild);
  }

  /* A copy in a folder. */
  function folder() {
    var moment = Date.parse(copyOf + "T00:00:00Z");
    if (isNaN(moment)) {
      say("Offline copy.");
      return;
    }
    say("Offline copy, made " + day(moment) + ".");
    if (age(moment) > OLD) {
      notice("This copy was made on " + day(moment) + ", over " + OLD + " days ago. Phone numbers for help in a crisis " +
        "may have changed: check them online, and fetch a new copy of the site.");
    }
  }

  /* A copy that the browser keeps. */
  function warnIfOld() {
    var old = state.at && age(state.at) > OLD;
    notice(old
      ? "This page comes from the copy on this device, which was last checked on " + day(state.at) + ", over " + OLD +
        " days ago. Phone numbers for help in a crisis may have changed. Reload when you have a network."
      : "");
  }

  function tell(message) {
    var data = message.data;
    if (!data) return;
    if (data.pack === "updated") tellUpdated();
    if (data.pack !== "state") return;
    state = data;
    if (state.at && !updated) say("Saved for offline (" + day(state.at) + ").");
    if (!state.at || age(state.at) <= OLD) warnIfOld();
    progress();
    if (!state.at || state.saved !== state.version) return;
    workers.ready.then(function (registration) {
      if (compared !== state.version) send(registration, "compare");
      compared = state.version;
      check(registration);
    });
  }

  function tellUpdated() {
    updated = true;
    var reload = make("button", "btn calm", "Reload");
    reload.type = "button";
    reload.addEventListener("click", function () { window.location.reload(); });
    say("This page has been updated since it was saved.", reload);
  }

  function progress() {
    var place = document.querySelector("[data-pack-progress]");
    if (!place) return;
    if (state.full) place.textContent = "This device has no room for the copy. Everything else works.";
    else if (state.at) place.textContent = "Saved for offline (" + day(state.at) + "): " + state.files + " files.";
    else if (state.waiting) place.textContent = "Not all of it could be saved. It goes on at your next visit.";
    else if (state.total) place.textContent = "Saving: " + state.done + " of " + state.total + " files.";
  }

  function send(registration, word) {
    var mark = base.getAttribute("data-mark");
    if (registration.active) registration.active.postMessage({ pack: word, address: window.location.href, mark: mark });
  }

  /* Ask whether the site has changed. If not, the copy is as good as new. */
  function check(registration) {
    if (checking || Date.now() - state.at < CHECK_AFTER) return;
    checking = true;
    var waited = window.setTimeout(warnIfOld, 5000);
    registration.update().then(function () {
      if (!registration.installing && !registration.waiting) send(registration, "checked");
    }, warnIfOld).then(function () { window.clearTimeout(waited); });
  }

  /* Listening starts at once: a new version may take over while the page is still loading. */
  function listen() {
    workers.addEventListener("message", tell);
    workers.addEventListener("controllerchange", function () {
      workers.ready.then(function (registration) { send(registration, "save"); });
    });
  }

  function begin() {
    workers.register(base.getAttribute("content")).then(function () {
      return workers.ready;
    }).then(function (registration) {
      send(registration, "save");
    }).catch(function () {
      /* blocked, by a setting or a policy: the site works without a copy */
      state = { waiting: true };
      progress();
    });
  }

  /* A page that explains offers the choice. */
  function choice() {
    var place = document.querySelector("[data-pack-save]");
    if (!place) return;
    if (!workers) {
      place.appendChild(make("p", "", copyOf !== null
        ? "You are reading the copy from the .zip file."
        : "This browser, or the way you opened this page, does not let a site keep a copy. Use the .zip file."));
      return;
    }
    var button = make("button", "btn", "Save on this device");
    button.type = "button";
    var words = make("p");
    words.setAttribute("role", "status");
    words.setAttribute("data-pack-progress", "");
    button.addEventListener("click", function () {
      wish("on");
      words.textContent = "Saving…";
      begin();
      button.disabled = true;
    });
    place.appendChild(button);
    place.appendChild(words);
    progress();
  }

  /* Unasked, a copy is only kept over https, and not where the reader saves data. */
  function unasked() {
    var said = wish();
    if (said) return said === "on";
    var thrifty = navigator.connection && navigator.connection.saveData;
    return window.location.protocol === "https:" && !thrifty;
  }

  /* The privacy page alone needs this. It stands beside this script, whose own name may hold a hash. */
  var here = document.currentScript;
  if (here && document.querySelector("[data-pack-clear]")) {
    var privacy = document.createElement("script");
    privacy.src = new URL("privacy.js", here.src).href;
    document.head.appendChild(privacy);
  }

  if (copyOf !== null) folder();
  try {
    workers = base && window.isSecureContext && navigator.serviceWorker;
  } catch (refused) {
    workers = null;
  }
  choice();
  if (workers) listen();
  if (workers && unasked()) {
    window.addEventListener("load", function () { window.setTimeout(begin, 2000); });
  }
})();
