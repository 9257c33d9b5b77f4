/* On the privacy page: shows what this browser keeps of the site, and removes it. The table on the page says which names
   are ours; nothing else is touched, since other sites may share the address. */
(function () {
  "use strict";
  var place = document.querySelector("[data-pack-clear]");
  if (!place) return;

  var make = window.packOffline.make, icon = window.packOffline.icon; /* offline.js loads this */

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

  /* What the browser refuses to be asked about, it does not keep either. Anything else that fails is not taken for
     "nothing". */
  function none(value) {
    return function (failed) {
      if (failed && failed.name === "SecurityError") return value;
      throw failed;
    };
  }

  function cacheNames() {
    var caches = asked(function () { return window.caches; });
    if (!caches || !top()) return Promise.resolve([]);
    return caches.keys().then(function (found) {
      return found.filter(function (name) { return name.indexOf("pack " + top().pathname + " ") === 0; });
    }).catch(none([]));
  }

  /* Our worker's registration, never that of a neighbour whose part of the address holds ours. */
  function ours() {
    var workers = asked(function () { return navigator.serviceWorker; });
    if (!workers || !top()) return Promise.resolve(null);
    return workers.getRegistration(top().href).then(function (found) {
      return found && found.scope === top().href ? found : null;
    }).catch(none(null));
  }

  /* A worker is asked to stop, so that it does not save on while its copy is removed. It may not answer. */
  function stop(worker) {
    return new Promise(function (done) {
      var channel = new MessageChannel();
      channel.port1.onmessage = done;
      window.setTimeout(done, 4000);
      worker.postMessage({ pack: "remove" }, [channel.port2]);
    });
  }

  function dismiss() {
    return ours().then(function (found) {
      if (!found) return null;
      var workers = [found.installing, found.waiting, found.active].filter(Boolean);
      return Promise.all(workers.map(stop)).then(function () { return found.unregister(); });
    });
  }

  /* Remove worker and copy, and look whether they are gone; true if so. What came in between is removed once more. */
  function removeCopy(times) {
    return window.packOffline.forget().then(dismiss).then(cacheNames).then(function (found) {
      return Promise.all(found.map(function (name) { return window.caches.delete(name); }));
    }).then(function () {
      return Promise.all([ours(), cacheNames()]);
    }).then(function (left) {
      if (!left[0] && !left[1].length) return true;
      return times > 1 ? wait(300).then(function () { return removeCopy(times - 1); }) : false;
    });
  }

  function wait(time) {
    return new Promise(function (done) { window.setTimeout(done, time); });
  }

  /* One word keeps the copy away, and tells other tabs of this site to stop. False where the browser keeps no words. */
  function keepAway() {
    if (!top()) return false;
    return window.packOffline.wish("off") === "off";
  }

  function say(words) {
    status.textContent = words;
  }

  /* Shows what is kept now; true if nothing is. */
  function show() {
    return cacheNames().then(function (found) {
      var here = entries().map(function (entry) { return entry.key; });
      list.textContent = "";
      here.forEach(function (key) { list.appendChild(make("li", "", key)); });
      if (found.length) list.appendChild(make("li", "", "the copy of this site for use without a network"));
      if (list.firstChild) return false;
      list.appendChild(make("li", "", "nothing"));
      return true;
    });
  }

  function button(name, words, press) {
    var made = make("button", "btn" + (name ? " " + name : ""), words);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  var LEFT = "Not all of it could be removed. Close the other tabs of this site, and press the button again.";
  var list = make("ul");
  var status = make("p");
  status.setAttribute("role", "status");
  var ask = make("div", "notice caution");
  ask.setAttribute("tabindex", "-1");
  ask.setAttribute("role", "group");
  ask.setAttribute("aria-label", "Clear everything?");

  var busy = false;
  function begin() {
    if (busy) return false;
    busy = true;
    say("Removing…");
    return true;
  }

  /* Says what is true now, whatever happened on the way. */
  function finish(work, after) {
    work.catch(function () { return false; }).then(function (gone) {
      return show().catch(function () { return false; }).then(function (empty) {
        busy = false;
        after(gone, empty);
      });
    });
  }

  var row = make("div", "row");
  var clear = button("", "Clear everything", function () {
    if (busy) return;
    show().catch(function () { return false; }).then(function () {
      row.parentNode.insertBefore(ask, status);
      say("");
      ask.focus();
    });
  });
  var copy = button("calm", "Remove offline copy", function () {
    if (!begin()) return;
    var away = keepAway();
    finish(removeCopy(3), function (gone) {
      if (!gone) say(LEFT);
      else if (away) say("The offline copy is gone from this browser, and will not be saved again.");
      else say("The offline copy is gone from this browser. It keeps no settings, so your next visit may save it again.");
    });
  });

  function shut(words) {
    ask.parentNode.removeChild(ask);
    say(words);
    clear.focus();
  }

  function leave() {
    if (!busy) shut("Nothing was removed.");
  }

  var yes = button("", "Clear now", function () {
    if (!begin()) return;
    keepAway();
    var asDevice = document.querySelector("input[name=colours][value='']");
    if (asDevice && !asDevice.checked) asDevice.click(); // the choice that goes is no longer shown either
    finish(removeCopy(3).catch(function () { return false; }).then(function (gone) {
      entries().forEach(function (entry) { entry.store.removeItem(entry.key); });
      return gone;
    }), function (gone, empty) {
      shut(gone && empty ? "Cleared. This browser keeps nothing of this site." : LEFT);
    });
  });
  var inside = make("div");
  inside.appendChild(make("p", "", "This removes everything in the list above from this browser. The site works without it."));
  var answers = make("div", "row");
  answers.appendChild(yes);
  answers.appendChild(button("calm", "Keep it", leave));
  inside.appendChild(answers);
  ask.appendChild(icon("i-warn"));
  ask.appendChild(inside);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && ask.parentNode && !event.defaultPrevented) leave();
  });

  row.appendChild(clear);
  if (top()) row.appendChild(copy);
  document.addEventListener("change", show); // a choice of colours in the footer is kept, or given back
  place.appendChild(make("p", "", "Kept in this browser now:"));
  [list, row, status].forEach(function (part) { place.appendChild(part); });
  show();
})();
