/* The list under the search box: a combobox. Arrows move through it, Enter follows, Escape closes. */
(function (pack) {
  "use strict";

  var SHOWN = {item: 4}, OTHERS = 2, options = [], at = -1, held = false, late = null;

  function showPanel(panel, box, answer, engine, href, said, results) {
    var given = arguments;
    if (held) { late = function () { showPanel.apply(null, given); }; return; }
    if (!panel.dataset.ready) listen(panel, box);
    panel.dataset.ready = "yes";
    panel.textContent = "";
    options = [];
    move(panel, box, -1);
    pack.announce(said, answer, engine.core);
    if (!answer) return close(panel, box);
    if (answer.help) panel.appendChild(pack.help());
    if (answer.lost) panel.appendChild(pack.lost());
    if (answer.meant) {
      var meant = panel.appendChild(pack.show.make("p", "note", "Showing results for "));
      meant.appendChild(pack.show.make("strong", "", answer.meant));
    }
    if (answer.groups.length && answer.unsaid.length) panel.appendChild(pack.show.make("p", "note", pack.unsaid(answer).trim()));
    if (!answer.groups.length) panel.appendChild(pack.empty(answer, href, "h3"));
    var show = pack.show, list = show.make("div", "found");
    list.id = "found";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Results");
    answer.groups.slice(0, 5).forEach(function (group) {
      var part = show.make("div"), names = engine.core.kinds[group.kind], head = show.make("p", "group", names[1] + " ");
      head.id = "found-" + group.kind;
      head.appendChild(show.make("small", "", String(group.count)));
      part.setAttribute("role", "group");
      part.setAttribute("aria-labelledby", head.id);
      part.appendChild(head);
      group.hits.slice(0, SHOWN[group.kind] || OTHERS).forEach(function (hit) { part.appendChild(option(hit, engine, href, answer)); });
      list.appendChild(part);
    });
    if (answer.groups.length) {
      var all = show.make("a", "all", "All results for \u201c" + pack.fitted(answer.text) + "\u201d");
      all.href = results;
      list.appendChild(asOption(all));
      panel.appendChild(list);
    }
    /* An answer that comes late opens nothing under a reader who has closed the list, or gone on. */
    if (panel.dataset.shut || !box.form.contains(document.activeElement)) return close(panel, box);
    open(panel, box);
  }

  function open(panel, box) {
    panel.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }

  function option(hit, engine, href, answer) {
    var entry = hit.entry, show = pack.show, link = show.make("a", "hit"), body = show.make("span"), title = show.make("b"), facts = show.make("small", "meta");
    var domain = engine.core.domains[entry.domain];
    if (domain) link.className += " d-" + domain[1] + " s-" + domain[2];
    link.href = href(entry.path);
    link.appendChild(show.badge(entry));
    show.marked(title, show.label(entry, engine.core), answer.isMeant);
    body.appendChild(title);
    show.marked(facts, entry.facts, answer.isMeant);
    body.appendChild(facts);
    if (!answer.help && hit.words.length && !body.querySelector("mark")) {   /* there is one line: it says why */
      facts.textContent = "";
      show.foundFor(facts, body, hit.words, answer.isMeant);
    }
    if (!facts.textContent) facts.remove();
    link.appendChild(body);
    return asOption(link);
  }

  function asOption(link) {
    link.setAttribute("role", "option");
    link.id = "found-" + options.length + "-option";
    link.tabIndex = -1;
    link.setAttribute("aria-selected", "false");
    options.push(link);
    return link;
  }

  function move(panel, box, to) {
    if (options[at]) options[at].setAttribute("aria-selected", "false");
    at = to;
    if (!options[at]) return box.removeAttribute("aria-activedescendant");
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({block: "nearest"});
    box.setAttribute("aria-activedescendant", options[at].id);
  }

  function close(panel, box) {
    panel.hidden = true;
    box.setAttribute("aria-expanded", "false");
    move(panel, box, -1);
  }

  /* Closed by the reader: it stays so until something else is typed. */
  function shut(panel, box) {
    panel.dataset.shut = "yes";
    close(panel, box);
  }

  function listen(panel, box) {
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !panel.hidden) { event.preventDefault(); return shut(panel, box); }
      if (panel.hidden && event.key === "ArrowDown" && options.length) {   /* closed by Escape: the same again */
        event.preventDefault();
        delete panel.dataset.shut;
        return open(panel, box);
      }
      if (panel.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        var step = event.key === "ArrowDown" ? 1 : -1, count = options.length;
        move(panel, box, at === -1 && step < 0 ? count - 1 : at + step >= count ? -1 : at + step);
      } else if (event.key === "Enter" && options[at]) {
        event.preventDefault();
        options[at].click();
      }
    });
    /* What is being pressed stays until the press is over: an answer that comes meanwhile waits. A tap clicks late. */
    panel.addEventListener("pointerdown", function () { held = true; });
    ["pointerup", "pointercancel", "contextmenu"].forEach(function (over) {   /* a menu may keep the end for itself */
      document.addEventListener(over, function () { if (held) window.setTimeout(release, 100); });
    });
    document.addEventListener("pointerdown", function (event) {
      if (!box.form.contains(event.target)) shut(panel, box);
    });
    box.form.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !box.form.contains(event.relatedTarget)) shut(panel, box);
    });
  }

  function release() {
    var show = late;
    held = false;
    late = null;
    if (show) show();
  }

  pack.showPanel = showPanel;
})(window.packSearch = window.packSearch || {});
