/* Says what this device keeps of the site for use without a network, and warns when that copy has grown old.
   In a copy that was opened from a folder it says how old that is. Everything works without it. */
(function () {
  "use strict";
  if (!document.documentElement.classList.contains("js")) return; // too old a browser: see early.js
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
  var stopped = false;
  var planned = null;
  var registering = null;

  /* What the scripts of single pages need from here: privacy.js clears, saving.js shows how far the copy is. */
  var pack = window.packOffline = {
    begin: begin, forget: forget, wish: wish, day: day, make: make, icon: icon, state: state, show: function () {}
  };

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
  var line = document.querySelector(".offline-line"); // a copy in a folder has it already
  function say(words, button) {
    if (!line) {
      line = make("p", "offline-line no-print");
      (document.querySelector("footer .in") || document.querySelector("footer") || document.body).appendChild(line);
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
    if (!data || stopped) return;
    if (data.pack === "updated") tellUpdated();
    if (data.pack !== "state") return;
    shown(data);
    if (state.at && !updated) say("Saved for offline (" + day(state.at) + ").");
    if (!state.at || age(state.at) <= OLD) warnIfOld();
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

  function shown(now) {
    state = pack.state = now;
    pack.show(state);
  }

  function send(registration, word) {
    var mark = base.getAttribute("data-mark");
    if (registration.active && !stopped) registration.active.postMessage({ pack: word, address: window.location.href, mark: mark });
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
    stopped = false;
    registering = workers.register(base.getAttribute("content"));
    registering.then(function () {
      return workers.ready;
    }).then(function (registration) {
      send(registration, "save");
    }).catch(function () {
      /* blocked, by a setting or a policy: the site works without a copy */
      if (!stopped) shown({ waiting: true });
    });
  }

  /* The copy is being removed: nothing more is saved from this page, and nothing is said of a copy. The promise holds
     when no registration is under way any more. */
  function forget() {
    if (copyOf !== null) return Promise.resolve(null); // a copy in a folder stays, and goes on telling its age
    stopped = true;
    window.clearTimeout(planned);
    shown({});
    notice("");
    if (line) line.parentNode.removeChild(line);
    line = null;
    return Promise.resolve(registering).catch(function () { return null; });
  }

  /* Another tab of this site removes the copy, or will not have one. */
  function follow() {
    window.addEventListener("storage", function (event) {
      if (event.key === KEY && event.newValue === "off") forget();
    });
  }

  /* The reader's choice is read again at the last moment: it may have changed since the page came. */
  function plan() {
    planned = window.setTimeout(function () {
      if (!stopped && unasked()) begin();
    }, 2000);
  }

  /* Unasked, a copy is only kept over https, and not where the reader saves data. */
  function unasked() {
    var said = wish();
    if (said) return said === "on";
    var thrifty = navigator.connection && navigator.connection.saveData;
    return window.location.protocol === "https:" && !thrifty;
  }

  /* Two pages need more. Those scripts stand beside this one, whose own name may hold a hash. */
  var here = document.currentScript;
  function more(place, name) {
    if (!here || !document.querySelector(place)) return;
    var script = document.createElement("script");
    script.src = new URL(name, here.src).href;
    document.head.appendChild(script);
  }

  if (copyOf !== null) folder();
  try {
    workers = base && window.isSecureContext && navigator.serviceWorker;
  } catch (refused) {
    workers = null;
  }
  pack.able = Boolean(workers);
  more("[data-pack-clear]", "privacy.js");
  more("[data-pack-save]", "saving.js");
  if (workers) {
    listen();
    follow();
    if (unasked()) window.addEventListener("load", function () { if (!stopped) plan(); });
  }
})();
