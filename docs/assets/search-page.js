/* The page of results: groups with counts, and suggestions where nothing is found. */
(function (pack) {
  "use strict";

  var SHORT = {item: 8}, OTHERS = 5, MOST = 50, LONG = 80;

  var LOST = "Part of the search could not be loaded, so there may be more. Try again when there is signal.";

  /* The status line of the box. Said once for a query, when all is in. */
  function announce(said, answer, core) {
    if (answer && !answer.whole) return;
    var text = !answer ? "" : (answer.help ? document.querySelector("#help h2").textContent + ": numbers to ring stand first. " : "") + (answer.groups.length ? pack.show.summary(answer.groups, core) : "Nothing found. Suggestions follow.");
    said.textContent = (answer && answer.meant ? "Showing results for " + answer.meant + ": " : "") + text + (answer && answer.groups.length ? unsaid(answer) : "") + (answer && answer.lost ? " " + LOST : "");
  }

  /* Words that nothing here says: never dropped in silence. */
  function unsaid(answer) {
    var quoted = answer.unsaid.map(function (word) { return "\u201c" + word + "\u201d"; });
    return quoted.length ? " Nothing here says " + quoted.join(" or ") + "; these results are for the rest." : "";
  }

  /* Where to get help now, as every page has it at its end: for above the results. */
  function help() {
    var whole = document.getElementById("help"), block = pack.show.make("div", "help");
    block.appendChild(pack.show.make("p", "group", whole.querySelector("h2").textContent));
    block.appendChild(whole.querySelector("ul").cloneNode(true));
    return block;
  }

  function lost() { return pack.show.make("p", "note", LOST); }

  function showPage(page, answer, engine, href, said) {
    var show = pack.show, list = page.querySelector("[data-list]"), heading = document.querySelector("[data-heading]"), count = page.querySelector("[data-said]");
    list.textContent = "";
    page.hidden = !answer;
    page.dataset.answered = answer && answer.whole ? answer.text : "";
    announce(said, answer, engine.core);
    heading.dataset.own = heading.dataset.own || heading.textContent;
    heading.textContent = answer ? "Results for \u201c" + fitted(answer.text) + "\u201d" : heading.dataset.own;
    if (!answer) return;
    count.textContent = answer.groups.length ? show.summary(answer.groups, engine.core) + ". " : "";
    if (answer.meant) {
      count.insertBefore(document.createTextNode("Showing results for "), count.firstChild);
      count.insertBefore(show.make("strong", "", answer.meant), count.childNodes[1]);
      count.insertBefore(document.createTextNode(". "), count.childNodes[2]);
      count.appendChild(query(href, "\"" + answer.text + "\"", "Search for \u201c" + answer.text + "\u201d as typed"));
    }
    answer.query.numbers.forEach(function (number) { if (answer.groups.length) count.appendChild(lists(number, engine, href)); });
    if (answer.groups.length && answer.unsaid.length) count.appendChild(document.createTextNode(unsaid(answer)));
    if (answer.help) list.appendChild(help());
    if (answer.lost) list.appendChild(lost());
    if (!answer.groups.length) return list.appendChild(empty(answer, href, "h2"));
    var nav = show.make("nav", "no-print"), jump = show.make("ul", "jump");
    nav.setAttribute("aria-label", "Kinds of result");
    nav.appendChild(jump);
    list.appendChild(nav);
    answer.groups.forEach(function (group) { jump.appendChild(part(list, group, engine, href, answer)); });
  }

  /* What there is for an entry that was asked for by its number: each list, filtered. */
  function lists(number, engine, href) {
    var show = pack.show, line = show.make("span", "", " For " + engine.core.kinds.item[0].toLowerCase() + " " + number + ": ");
    [["case", "case-studies"], ["template", "templates"], ["source", "sources"]].forEach(function (list, at) {
      var link = show.make("a", "", engine.core.kinds[list[0]][1].toLowerCase());
      link.href = href(list[1] + "/index.md") + "#item=" + number;
      if (at) line.appendChild(document.createTextNode(", "));
      line.appendChild(link);
    });
    line.appendChild(document.createTextNode(". "));
    return line;
  }

  /* What was typed, as far as it fits a heading. */
  function fitted(text) { return text.length > LONG ? text.slice(0, LONG).trim() + "\u2026" : text; }

  /* Add one group to the list, and return its entry among the jump links. */
  function part(list, group, engine, href, answer) {
    var show = pack.show, names = engine.core.kinds[group.kind], short = SHORT[group.kind] || OTHERS;
    var head = show.make("h2", "group", names[1] + " "), hits = show.make("ul", "hits"), first = Math.min(short, group.count);
    head.id = "r-" + group.kind;
    head.tabIndex = -1;
    head.appendChild(show.make("small", "", group.count > first ? "first " + first + " of " + group.count : String(group.count)));
    function add(found) {
      found.forEach(function (hit) { hits.appendChild(show.hit(hit, engine.core, href, answer.isMeant, answer.help)); });
    }
    add(group.hits.slice(0, short));
    list.appendChild(head);
    list.appendChild(hits);
    if (group.count > short) {
      var all = group.count <= MOST, button = show.make("button", "btn no-print", "Show " + (all ? "all " + show.counted(group, engine.core) : "the first " + MOST));
      button.type = "button";
      button.addEventListener("click", function () {
        group.more(MOST, function (found) {
          add(found.slice(short));
          head.lastChild.textContent = all ? String(group.count) : "first " + found.length + " of " + group.count;
          button.remove();
          hits.children[short].querySelector("a").focus();
        });
      });
      list.appendChild(button);
    }
    var entry = show.make("li"), link = show.make("a", "", names[1] + " ");
    link.href = "#" + head.id;
    link.appendChild(show.make("b", "", String(group.count)));
    /* The fragment of the address holds the query, so the link moves without it. */
    link.addEventListener("click", function (event) { event.preventDefault(); head.focus(); head.scrollIntoView(); });
    entry.appendChild(link);
    return entry;
  }

  function query(href, text, words) {
    var link = pack.show.make("a", "", words);
    link.href = href("search/index.md") + "#q=" + encodeURIComponent(text);
    return link;
  }

  /* Never nothing: say so, offer words that look alike, and the pages that lead everywhere. */
  function empty(answer, href, level) {
    var show = pack.show, block = show.make("div", "empty"), list = show.make("ul");
    block.appendChild(show.make(level, "", "Nothing for \u201c" + fitted(answer.text) + "\u201d"));
    block.appendChild(show.make("p", "", "Try fewer words, another word, or a number."));
    function add(link) { list.appendChild(show.make("li")).appendChild(link); }
    answer.suggest(answer.query).forEach(function (word) { add(query(href, word, "Did you mean \u201c" + word + "\u201d?")); });
    [["items/index.md", "All items at a glance"], ["problems/index.md", "Problems in your own words"], ["find/a-to-z.md", "A to Z"], ["contribute/index.md", "Should the pack cover it? Suggest it"]].forEach(function (place) {
      var link = show.make("a", "", place[1]);
      link.href = href(place[0]);
      add(link);
    });
    block.appendChild(list);
    return block;
  }

  pack.announce = announce;
  pack.empty = empty;
  pack.help = help;
  pack.lost = lost;
  pack.fitted = fitted;
  pack.showPage = showPage;
  pack.unsaid = unsaid;
})(window.packSearch = window.packSearch || {});
