/* The search box of every page, and the page of results. Loads the rest of the search when it is first used.
   Files are loaded by adding scripts that call packSearch.take, so that it works from a folder as it does online. */
(function () {
  "use strict";
  if (!document.documentElement.classList.contains("js")) return; // too old a browser: see early.js

  var form = document.querySelector("form[data-search]");
  if (!form) return;
  var base = new URL("../", document.currentScript.src);
  var box = form.querySelector("input"), panel = form.querySelector("[data-panel]"), said = form.querySelector("[role=status]");
  var page = document.querySelector("[data-results]");
  var pack = window.packSearch = {}, waiting = {}, parts = {}, engine = null, starting = false, asked = 0, typing = false;
  var CODE = ["assets/lib/minisearch.js", "assets/search-words.js", "assets/search-query.js", "assets/search-rank.js", "assets/search-far.js", "assets/search-show.js", "assets/search-answer.js", "assets/search-page.js", "assets/search-panel.js"];

  /* Called by every file of the index. */
  pack.take = function (name, stamp, data) { parts[name] = {stamp: stamp, data: data}; };

  function script(path, done) {
    var element = document.createElement("script");
    element.src = new URL(path, base).href;
    element.async = false;   /* the parts run in the order in which they are named */
    element.onload = function () { done(true); };
    element.onerror = function () { done(false); };
    document.head.appendChild(element);
  }

  /* Load one file of the index and hand over its data, or null where it is missing or of another build. */
  function load(name, done) {
    if (waiting[name]) return waiting[name].push(done);
    if (waiting[name] === null) return done(value(name));
    waiting[name] = [done];
    script("search/" + name + ".js", function (fine) {
      var calls = waiting[name];
      if (fine) waiting[name] = null;
      else delete waiting[name];   /* the next query tries again */
      calls.forEach(function (call) { call(value(name)); });
    });
  }
  function value(name) {
    var part = parts[name];
    return part && part.stamp === (parts.core || part).stamp ? part.data : null;
  }

  /* The address of a page from its Markdown file, as this site spells addresses. */
  function href(path) {
    var cut = path.split("#"), file = cut[0], hash = cut.length > 1 ? "#" + cut[1] : "", index = /(^|\/)index\.md$/.test(file);
    var flat = form.dataset.flat === "true", folder = file.replace(/(index)?\.md$/, "");
    var address = flat ? file.replace(/\.md$/, ".html") : folder + (index || !folder ? "" : "/") + (location.protocol === "file:" ? "index.html" : "");
    return new URL(address || ".", base).href + hash;
  }

  function start() {
    if (engine || starting) return;
    starting = true;
    var left = CODE.length + 1;
    load("core", step);
    CODE.forEach(function (path) {
      script(path, function (fine) { if (fine) step(); else fail(); });
    });
    function step() {
      left -= 1;
      if (left) return;
      var core = value("core");
      if (!core) return fail();
      engine = pack.Engine(core, load);
      failed.remove();
      ask();
    }
  }

  /* Told in sight, and aloud: on the page of results, else under the box where somebody typed. The next key tries again. */
  var failed = document.createElement("p");
  failed.className = "note";
  function fail() {
    starting = false;
    failed.textContent = said.textContent = "The search could not be loaded. The list of all items and the site map lead everywhere.";
    if (page) return page.parentNode.insertBefore(failed, page);
    if (!typed()) return;
    panel.textContent = "";
    panel.appendChild(failed);
    panel.hidden = false;
  }
  box.addEventListener("blur", function () { if (panel.contains(failed)) panel.hidden = true; });

  function typed() { return box.value; }

  function ask() {
    if (!engine) return start();
    var turn = asked += 1, query = typed();
    if (query.trim().length < (page ? 1 : 2) && !/\d/.test(query)) return show(null);
    engine.answer(query, page ? 5 : 2, function (answer) { if (turn === asked) show(answer); });
  }

  function show(answer) {
    if (page) pack.showPage(page, answer, engine, href, said);
    else pack.showPanel(panel, box, answer, engine, href, said, results(typed()));
  }

  function results(query) { return href("search/index.md") + (query ? "#q=" + encodeURIComponent(query) : ""); }

  function fromAddress() {
    var match = /[#&]q=([^&]*)/.exec(location.hash) || /[?&]q=([^&]*)/.exec(location.search);
    if (!match) return "";
    try { return decodeURIComponent(match[1].replace(/\+/g, " ")); } catch (error) { return match[1]; }
  }

  box.addEventListener("focus", start);
  box.addEventListener("input", function () {
    /* What was searched for stays a place to come back to; what is typed on the way to the next is none. */
    if (page) history[typing ? "replaceState" : "pushState"](null, "", results(typed()));
    typing = true;
    delete panel.dataset.shut;
    ask();
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!page) { location.href = results(typed()); return; }
    typing = false;
    ask();
    document.querySelector("[data-heading]").focus();
  });
  if (page) {
    box.value = fromAddress();
    if (location.search) history.replaceState(null, "", results(typed()));   /* a link from elsewhere: sent once, not again */
    typing = !typed();
    addEventListener("popstate", function () {
      typing = false;
      if (fromAddress() !== typed()) { box.value = fromAddress(); ask(); }
    });
    start();
  }
})();
