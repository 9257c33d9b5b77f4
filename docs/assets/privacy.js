/* On the privacy page: shows what this browser keeps of the site, and removes it. The table on the page says which names
   are ours; nothing else is touched, since other sites may share the address. */
(function () {
  "use strict";
  var place = document.querySelector("[data-pack-clear]");
  if (!place) return;

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

  function names() {
    return Array.prototype.map.call(document.querySelectorAll("[data-pack-key]"), function (cell) {
      return cell.getAttribute("data-pack-key");
    });
  }

  function isOurs(key) {
    return names().some(function (name) {
      return name.slice(-1) === "*" ? key.indexOf(name.slice(0, -1)) === 0 : key === name;
    });
  }

  /* Every name of ours in one kind of storage; none where storage is switched off. */
  function kept(kind) {
    try {
      var store = window[kind];
      return Object.keys(store).filter(isOurs).map(function (key) { return { store: store, key: key }; });
    } catch (refused) {
      return [];
    }
  }

  function entries() {
    return kept("localStorage").concat(kept("sessionStorage"));
  }

  /* The top of the site, or null where it keeps no copy, and what may refuse to be asked. */
  function top() {
    var base = document.querySelector('meta[name="pack-worker"]');
    return base ? new URL("./", new URL(base.getAttribute("content"), window.location.href)) : null;
  }

  function asked(thing) {
    try {
      return thing() || null;
    } catch (refused) {
      return null;
    }
  }

  function cacheNames() {
    var caches = asked(function () { return window.caches; });
    if (!caches || !top()) return Promise.resolve([]);
    return caches.keys().then(function (found) {
      return found.filter(function (name) { return name.indexOf("pack " + top().pathname + " ") === 0; });
    }).catch(function () { return []; });
  }

  /* The worker is asked to stop and go, so that it does not save on while its copy is removed. */
  function dismiss() {
    var workers = asked(function () { return navigator.serviceWorker; });
    if (!workers || !top()) return Promise.resolve();
    return workers.getRegistration(top().href).then(function (registration) {
      if (!registration) return undefined;
      return new Promise(function (done) {
        var channel = new MessageChannel();
        channel.port1.onmessage = done;
        window.setTimeout(done, 4000);
        if (registration.active) registration.active.postMessage({ pack: "remove" }, [channel.port2]);
        else done();
      }).then(function () { return registration.unregister(); });
    }).catch(function () { return undefined; });
  }

  function removeCopy() {
    return dismiss().then(cacheNames).then(function (found) {
      return Promise.all(found.map(function (name) { return window.caches.delete(name); }));
    });
  }

  function say(words) {
    status.textContent = words;
  }

  function show() {
    return cacheNames().then(function (found) {
      var here = entries().map(function (entry) { return entry.key; });
      list.textContent = "";
      here.forEach(function (key) { list.appendChild(make("li", "", key)); });
      if (found.length) list.appendChild(make("li", "", "the copy of this site for use without a network"));
      if (!list.firstChild) list.appendChild(make("li", "", "nothing"));
    });
  }

  function button(name, words, press) {
    var made = make("button", "btn" + (name ? " " + name : ""), words);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  var list = make("ul");
  var status = make("p");
  status.setAttribute("role", "status");
  var ask = make("div", "notice caution");
  ask.setAttribute("tabindex", "-1");
  ask.setAttribute("role", "group");
  ask.setAttribute("aria-label", "Clear everything?");

  var row = make("div", "row");
  var clear = button("", "Clear everything", function () {
    row.parentNode.insertBefore(ask, status);
    say("");
    ask.focus();
  });
  var copy = button("calm", "Remove offline copy", function () {
    removeCopy().then(function () {
      try {
        window.localStorage.setItem("pack.offline", "off");
      } catch (refused) { /* then nothing keeps it from being saved again, which the page says */ }
      return show();
    }).then(function () { say("The offline copy is gone from this browser, and will not be saved again."); });
  });

  function shut(words) {
    ask.parentNode.removeChild(ask);
    say(words);
    clear.focus();
  }

  var yes = button("", "Clear now", function () {
    entries().forEach(function (entry) { entry.store.removeItem(entry.key); });
    removeCopy().then(show).then(function () { shut("Cleared. This browser keeps nothing of this site."); });
  });
  var inside = make("div");
  inside.appendChild(make("p", "", "This removes your score sheet, your plan and your choices from this browser. " +
    "Save what you want to keep to a file first."));
  var answers = make("div", "row");
  answers.appendChild(yes);
  answers.appendChild(button("calm", "Keep it", function () { shut("Nothing was removed."); }));
  inside.appendChild(answers);
  ask.appendChild(icon("i-warn"));
  ask.appendChild(inside);

  row.appendChild(clear);
  row.appendChild(copy);
  place.appendChild(make("p", "", "Kept in this browser now:"));
  [list, row, status].forEach(function (part) { place.appendChild(part); });
  show();
})();
