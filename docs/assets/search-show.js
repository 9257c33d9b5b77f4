/* Show results. Every element is made here and filled with textContent: nothing typed or found becomes HTML. */
(function (pack) {
  "use strict";

  var ICONS = {case: "case", template: "file", source: "paper", problem: "ask", page: "info", words: "info"};

  function make(name, className, text) {
    var element = document.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function icon(name) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "i");
    svg.setAttribute("aria-hidden", "true");
    use.setAttribute("href", "#i-" + name);
    svg.appendChild(use);
    return svg;
  }

  /* Put a text into an element, the words that the query means inside <mark>. */
  function marked(element, text, isMeant) {
    text.split(/([A-Za-z0-9\u00c0-\u024f'\u2019&]+)/).forEach(function (piece, at) {
      if (!piece) return;
      if (at % 2 && isMeant(piece)) element.appendChild(make("mark", "", piece));
      else element.appendChild(document.createTextNode(piece));
    });
  }

  /* Whether a word of a text is one that the query means, by what stems weigh in the query. */
  function meaner(words, weights) {
    var known = new Map();
    return function (piece) {
      if (!known.has(piece)) known.set(piece, pack.tokens(piece).some(function (word) {
        return !words.isStop(word) && (weights.get(words.stem(word)) || 0) >= 0.6;
      }));
      return known.get(piece);
    };
  }

  /* The line that shows best why an entry was found: its own, else a name, else a sentence with more of the query. */
  function line(entry, isMeant, alsoWords) {
    function worth(text) {
      var seen = new Set();
      (text.match(/[A-Za-z0-9'\u2019&]+/g) || []).forEach(function (piece) { if (isMeant(piece)) seen.add(piece.toLowerCase()); });
      return seen.size;
    }
    var best = entry.shown, most = Math.max(worth(entry.shown), worth(entry.title));
    var names = (entry.names || []).filter(function (name) { return worth(name) > 0; });
    names.sort(function (a, b) { return worth(b) - worth(a); });
    if (names.length && worth(names[0]) > most) { best = alsoWords + names.slice(0, 3).join(", ") + "."; most = worth(names[0]); }
    (entry.main || "").split(/(?<=[.?!]) /).forEach(function (sentence) {
      var found = worth(sentence);
      if (found > most && sentence.length < 240) { best = sentence; most = found; }
    });
    return best;
  }

  /* Under a result that shows none of the words that it was found for, these words. */
  function foundFor(place, body, words, isMeant) {
    if (!words.length || body.querySelector("mark")) return;
    var telling = words.filter(isMeant);   /* "before" says little */
    place.appendChild(document.createTextNode((place.textContent ? ". " : "") + "Found for: "));
    marked(place, (telling.length ? telling : words).join(", "), isMeant);
  }

  /* One result of the page. With `plain` its own line alone: to somebody in danger no other words are played back. */
  function hit(found, core, href, isMeant, plain) {
    var entry = found.entry, domain = core.domains[entry.domain], row = make("li", "hit"), body = make("div"), title = make("h3"), link = make("a"), text = make("p"), facts = make("p", "meta");
    if (domain) row.className += " d-" + domain[1] + " s-" + domain[2];
    row.appendChild(badge(entry));
    link.href = href(entry.path);
    marked(link, label(entry, core), isMeant);
    title.appendChild(link);
    marked(text, plain ? entry.shown : line(entry, isMeant, "Also found for: "), isMeant);
    body.appendChild(title);
    body.appendChild(text);
    marked(facts, entry.facts, isMeant);
    body.appendChild(facts);
    if (!plain) foundFor(facts, body, found.words, isMeant);
    if (!facts.textContent) facts.remove();
    row.appendChild(body);
    return row;
  }

  function badge(entry) {
    if (!entry.number) return icon(ICONS[entry.kind] || "flag");
    var number = make("span", "num", entry.number);
    number.setAttribute("aria-hidden", "true");
    return number;
  }

  function label(entry, core) {
    return entry.number ? core.kinds[entry.kind][0] + " " + entry.number + ": " + entry.title : entry.title;
  }

  function counted(group, core) {
    var names = core.kinds[group.kind];
    return group.count + " " + names[group.count === 1 ? 0 : 1].toLowerCase();
  }

  /* What a status line says of all groups: "4 items, 13 case studies". */
  function summary(groups, core) {
    return groups.map(function (group) { return counted(group, core); }).join(", ");
  }

  pack.show = {make: make, icon: icon, marked: marked, meaner: meaner, hit: hit, badge: badge, label: label, foundFor: foundFor, summary: summary, counted: counted, line: line};
})(window.packSearch = window.packSearch || {});
