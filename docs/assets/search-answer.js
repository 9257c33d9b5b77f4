/* Answer a query with near and far entries in groups, and show the answer under the box or on the page of results. */
(function (pack) {
  "use strict";

  var LEAD = 0.2;    /* numbered entries lead where they say at least this share of what the best other kind says */
  var WORTH = 0.6;   /* other kinds are shown where they say at least this share of what the best kind says */
  var NEAR = 0.4;    /* and numbered entries where their score is at least this share of the best */
  var LEAST = 3;     /* so many numbered entries are shown, if there are any */

  function Engine(core, load) {
    var words = pack.Words(core.words), near = pack.Near(core, words), nearest = pack.Speller(near.vocabulary);
    var far = pack.Far(core, words, load), order = Object.keys(core.kinds), names = [];
    near.entries.forEach(function (entry) { if (entry.number) names.push(core.kinds[entry.kind][0].toLowerCase()); });
    names = Array.from(new Set(names));

    function read(text, keep) { return pack.read(text, words, near.vocabulary, nearest, names, keep); }

    function nearGroups(query) {
      var groups = new Map();
      pack.rankNear(query, near).forEach(function (hit) {
        if (!groups.has(hit.entry.kind)) groups.set(hit.entry.kind, []);
        groups.get(hit.entry.kind).push(hit);
      });
      return Array.from(groups, function (group) {
        var lead = group[1][0].entry.number !== "", most = group[1][0].score;
        var hits = lead ? group[1].filter(function (hit, at) { return at < LEAST || hit.score >= most * NEAR; }) : pack.narrow(group[1]);
        return {kind: group[0], count: hits.length, hits: hits, lead: lead};
      });
    }

    /* Groups worth showing: numbered entries first if they match as well, then by how much of the query they say. */
    function sorted(groups) {
      groups.forEach(function (group) {
        group.quality = group.hits.reduce(function (most, hit) { return Math.max(most, hit.coverage); }, 0);
      });
      var best = groups.reduce(function (most, group) { return Math.max(most, group.quality); }, 0);
      function rank(group) { return (group.lead && group.quality >= best * LEAD ? 0 : group.quality >= best * 0.9 ? 100 : 200) + order.indexOf(group.kind); }
      return groups.filter(function (group) { return group.lead || group.quality >= best * WORTH; }).sort(function (a, b) { return rank(a) - rank(b); });
    }

    /* Calls done with {query, groups, weights}: at once with what is near, and again when far entries are in. */
    function answer(text, limit, done) {
      var query = read(text), groups = nearGroups(query);
      function give(query, groups, whole) {
        done({text: text, query: query, whole: whole, groups: sorted(groups), isMeant: pack.show.meaner(words, pack.stemWeights(query.slots)), nearest: nearest});
      }
      give(query, groups.slice(), false);
      far.find(query, limit, function (found) {
        if (found.known.size) {
          query = read(text, found.known);
          groups = nearGroups(query);
        }
        give(query, groups.concat(found.groups), true);
      });
    }

    return {answer: answer, core: core};
  }

  function meaning(answer) {
    var query = answer.query;
    return query.typed.join(" ") === query.meant.join(" ") ? "" : query.meant.join(" ");
  }

  function announce(said, answer, core) {
    var text = !answer ? "" : answer.groups.length ? pack.show.summary(answer.groups, core) : "Nothing found. Suggestions follow.";
    if (answer && meaning(answer)) text = "Showing results for " + meaning(answer) + ": " + text;
    said.textContent = text;
  }

  /* The page of results. */
  function showPage(page, answer, engine, href, said) {
    var show = pack.show, list = page.querySelector("[data-list]"), heading = document.querySelector("[data-heading]");
    list.textContent = "";
    page.hidden = !answer;
    announce(said, answer, engine.core);
    if (!answer) return;
    if (heading) heading.textContent = "Results for \u201c" + answer.text.trim() + "\u201d";
    page.querySelector("[data-said]").textContent = said.textContent + (answer.groups.length ? "." : "");
    if (!answer.groups.length) return list.appendChild(empty(answer, href));
    var jump = show.make("ul", "jump");
    answer.groups.forEach(function (group) {
      var id = "r-" + group.kind, names = engine.core.kinds[group.kind], head = show.make("h2", "group", names[1] + " "), hits = show.make("ul", "hits"), short = group.kind === "item" ? 8 : 5;
      head.id = id;
      head.appendChild(show.make("small", "", group.count > short ? "first " + short + " of " + group.count : String(group.count)));
      group.hits.forEach(function (hit, at) {
        var row = show.hit(hit.entry, engine.core, href, answer.isMeant);
        row.hidden = at >= short;
        hits.appendChild(row);
      });
      list.appendChild(head);
      list.appendChild(hits);
      if (group.hits.length > short) list.appendChild(more(hits, group, engine.core, head));
      var entry = show.make("li"), link = show.make("a", "", names[1] + " ");
      link.href = "#" + id;
      link.addEventListener("click", function (event) { event.preventDefault(); head.tabIndex = -1; head.focus(); head.scrollIntoView(); });
      link.appendChild(show.make("b", "", String(group.count)));
      entry.appendChild(link);
      jump.appendChild(entry);
    });
    var nav = show.make("nav", "no-print");
    nav.setAttribute("aria-label", "Kinds of result");
    nav.appendChild(jump);
    list.insertBefore(nav, list.firstChild);
  }

  function more(hits, group, core, head) {
    var button = pack.show.make("button", "btn no-print", "Show " + (group.hits.length < group.count ? "the first " + group.hits.length : "all " + pack.show.counted(group, core)));
    button.type = "button";
    button.addEventListener("click", function () {
      var first = hits.querySelector("[hidden] a");
      hits.querySelectorAll("[hidden]").forEach(function (row) { row.hidden = false; });
      head.querySelector("small").textContent = group.hits.length < group.count ? "first " + group.hits.length + " of " + group.count : String(group.count);
      button.remove();
      if (first) first.focus();
    });
    return button;
  }

  /* Never nothing: say so, offer the nearest words, and the pages that lead everywhere. */
  function empty(answer, href) {
    var show = pack.show, block = show.make("div", "empty"), text = show.make("p", "", "Try fewer words, another word, or a number. ");
    block.appendChild(show.make("h3", "", "Nothing for \u201c" + answer.text.trim() + "\u201d"));
    block.appendChild(text);
    var list = show.make("ul");
    [["items/index.md", "All items at a glance"], ["problems/index.md", "Problems in your own words"], ["find/a-to-z.md", "A to Z"], ["contribute/index.md", "Should the pack cover it? Suggest a topic"]].forEach(function (place) {
      var row = show.make("li"), link = show.make("a", "", place[1]);
      link.href = href(place[0]);
      row.appendChild(link);
      list.appendChild(row);
    });
    block.appendChild(list);
    return block;
  }

  pack.Engine = Engine;
  pack.showPage = showPage;
  pack.announce = announce;
  pack.empty = empty;
})(window.packSearch = window.packSearch || {});
