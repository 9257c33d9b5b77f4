/* Answer a query with near and far entries in groups, the most fitting first. */
(function (pack) {
  "use strict";

  var LEAD = 0.35;   /* numbered entries lead where they say at least this share of what the best other kind says */
  var WORTH = 0.6, ALL = 0.85;   /* other kinds are shown where they say at least this share of what the best kind says; far ones of several words ALL */
  var NEAR = 0.4;    /* and numbered entries where their score is at least this share of the best */
  var SPELT = 0.9;   /* a way that spells out what was typed weighs at least so much */
  var LITTLE = 0.25; /* less of the query than this share of what the best entry says is not worth a place */
  var CALLED = ["template", "method", "component", "page"];   /* kinds that people ask for by their very names */
  var MOST = 5;      /* so many words that nothing says are named */
  var LEAST = 3;     /* so many numbered entries are shown, if there are any */

  function Engine(core, load) {
    var words = pack.Words(core.words), near = pack.Near(core, words), nearest = pack.Speller(near.vocabulary);
    var far = pack.Far(core, words, load), order = Object.keys(core.kinds), names = [];
    near.entries.forEach(function (entry) { if (entry.number) names.push(core.kinds[entry.kind][0].toLowerCase()); });
    names = Array.from(new Set(names));
    var asked = new Map();
    Object.keys(core.asked).forEach(function (kind) {
      core.asked[kind].forEach(function (sort) { asked.set(words.stem(sort), kind); });
    });

    function read(text, keep) {
      var query = pack.read(text, words, near.vocabulary, nearest, names, keep);
      if (!query.numbers.length) meantByNumber(text, query);
      return query;
    }

    /* Entries that are asked for by number among other words: "item 24 carers", "#24 score", and "24 template", where
       all the rest names a sort of entry. */
    var beside = new RegExp("(?:\\b(?:" + names.join("|") + ")s?\\W*|#)(\\d{1,4})\\b", "i");
    function meantByNumber(text, query) {
      var named = beside.exec(text), numbers = query.typed.filter(function (word) { return /^\d{1,3}$/.test(word); });
      var rest = query.slots.filter(function (slot) { return !/^\d+$/.test(slot.word); });
      var alone = numbers.length === 1 && rest.length > 0 && rest.every(function (slot) { return asked.has(words.stem(slot.word)); });
      if (named || alone) query.numbers = [String(Number(named ? named[1] : numbers[0]))];
    }

    function nearGroups(query) {
      var groups = new Map();
      pack.rankNear(query, near).forEach(function (hit) {
        if (!groups.has(hit.entry.kind)) groups.set(hit.entry.kind, []);
        groups.get(hit.entry.kind).push(hit);
      });
      return Array.from(groups, function (group) {
        var lead = group[1][0].entry.number !== "", most = group[1][0].score, said = group[1].reduce(function (most, hit) { return Math.max(most, hit.coverage); }, 0);
        var hits = lead ? group[1].filter(function (hit, at) { return hit.score >= most * NEAR || at < LEAST && hit.coverage >= said * LITTLE; }) : pack.narrow(group[1]);
        hits = exactFirst(hits, query);
        return {kind: group[0], count: hits.length, hits: hits, lead: lead, near: true, more: function (most, done) { done(hits.slice(0, most)); }};
      });
    }

    function exactFirst(hits, query) {
      var exact = hits.filter(function (hit) { return isTitle(hit.entry, query); });
      return exact.concat(hits.filter(function (hit) { return exact.indexOf(hit) < 0; }));
    }

    /* Whether what was typed is the very title of an entry, letter for letter: "HTT" is HTT before it is CRHTT. Pages
       may have other names: "templates". */
    function isTitle(entry, query) {
      return [entry.title].concat(entry.kind === "page" ? entry.names || [] : []).some(function (name) {
        var said = pack.tokens(name).join(" ");
        return said === query.typed.join(" ") || said === query.meant.join(" ");
      });
    }

    /* Whether an entry is called just what was typed, short forms spelt out: 2 by its title, 1 by another name. */
    function named(entry, query) {
      if (says(query, words.stems(entry.title))) return 2;
      return (entry.names || []).some(function (name) { return says(query, words.stems(name)); }) ? 1 : 0;
    }

    /* Whether each word of the query means one of these stems, and all of them are meant. */
    function says(query, stems) {
      var said = new Set();
      return stems.length > 0 && query.slots.every(function (slot) {
        return slot.ways.some(function (way) {
          if (way.weight < SPELT || !way.stems.every(function (stem) { return stems.includes(stem); })) return false;
          way.stems.forEach(function (stem) { said.add(stem); });
          return true;
        }) || slot.common && stems.length > 1;   /* "find a rural team": what says next to nothing is no other name */
      }) && stems.every(function (stem) { return said.has(stem); });
    }

    /* Whether all that was typed is the name of a kind: "templates". */
    function isKind(kind, query) {
      var said = query.meant.join(" ");
      return core.kinds[kind].some(function (name) { return pack.tokens(name).join(" ") === said; });
    }

    /* Whether a word of the query names a kind of entry, or a sort of that kind: "leaflet" asks for templates. */
    function isAsked(kind, query) {
      return query.slots.length > 1 && query.slots.some(function (slot) { return asked.get(words.stem(slot.word)) === kind; });
    }

    /* Groups worth showing: numbered entries first if they match as well, then by how much of the query they say. */
    function sorted(groups, query) {
      var count = query.slots.length;
      groups.forEach(function (group) {
        group.quality = group.hits.reduce(function (most, hit) { return Math.max(most, hit.coverage); }, 0);
        group.pointed = group.hits.some(function (hit) { return hit.pointed; });
        group.asked = isAsked(group.kind, query);
        group.named = group.hits.slice(0, 5).reduce(function (most, hit) { return Math.max(most, named(hit.entry, query)); }, 0);
      });
      var best = groups.reduce(function (most, group) { return Math.max(most, group.quality); }, 0);
      var called = groups.reduce(function (most, group) { return group.lead ? Math.max(most, group.named) : most; }, 0);
      var kind = order.some(function (kind) { return isKind(kind, query); });
      function rank(group) {
        if (group.first) return -3 * order.length;
        var place = order.indexOf(group.kind);
        if (isKind(group.kind, query) || kind && group.kind === "page") return place - 2 * order.length;
        if (group.named > called && count > 1 && CALLED.indexOf(group.kind) >= 0) return place - order.length;   /* asked for by its very name */
        if (group.lead && (group.pointed || group.quality >= best * LEAD)) return group.quality >= 0.9 || group.pointed ? 0 : 60;
        return place + (group.named ? 30 : group.asked ? 70 : group.quality >= best * 0.9 ? 100 : 200);
      }
      /* "Items" asks for no one of them: the page of them all, then. */
      var all = groups.find(function (group) { return group.kind === "page" && isTitle(group.hits[0].entry, query); });
      if (all && groups.some(function (group) { return group.lead && isKind(group.kind, query); })) all.first = true;
      function worth(group) {
        return group.lead || group.asked || group.named || isKind(group.kind, query) || kind && group.kind === "page" || group.quality >= best * (count > 1 && !group.near ? ALL : WORTH);
      }
      return groups.filter(worth).sort(function (a, b) { return rank(a) - rank(b); });
    }

    /* Whether what was typed is the number of an entry that there is not: "item 99". */
    function nowhere(query) {
      return query.named && !near.entries.some(function (entry) { return query.numbers.includes(entry.number); });
    }

    /* Whether somebody may need help now, by phrases that stand among the words as they were typed. */
    var helps = core.help.map(function (words) { return " " + pack.tokens(words).join(" ") + " "; });
    function needsHelp(typed) {
      var said = " " + typed.join(" ") + " ";
      return helps.some(function (words) { return words.trim().indexOf(" ") < 0 ? said === words : said.includes(words); });
    }

    /* The query as if its slips had been typed right, so that both find the same; with no slip, itself. */
    function mended(query, text) {
      var meant = query.meant.join(" ");
      if (meant === query.typed.join(" ")) return query;
      var right = read(meant + (/\s$/.test(text) ? " " : ""), new Set(query.meant.join(" ").split(" ")));
      right.typed = query.typed;
      right.meant = query.meant;
      return right;
    }

    /* Calls done with {query, groups, weights}: at once with what is near, and again when far entries are in. */
    function answer(text, limit, done) {
      var asTyped = read(text), query = mended(asTyped, text), groups = nearGroups(query);
      function give(query, groups, whole, lost) {
        groups = nowhere(query) ? [] : groups;
        var isMeant = pack.show.meaner(words, pack.stemWeights(query.slots, true)), typed = query.typed.join(" "), meant = query.meant.join(" ");
        var unsaid = whole && !lost ? query.slots.filter(function (slot) { return !slot.said && !slot.light; }).map(function (slot) { return slot.word; }) : [];
        unsaid = Array.from(new Set(unsaid)).slice(0, MOST);
        done({text: text.trim(), query: query, whole: whole, groups: sorted(groups, query), isMeant: isMeant, meant: typed === meant || !groups.length ? "" : meant, unsaid: unsaid, lost: Boolean(lost), help: needsHelp(query.typed), suggest: suggest});
      }
      function whole(found) {
        query.slots.forEach(function (slot) { slot.said = slot.said || found.said.has(slot.word); });
        found.groups.forEach(function (group) { group.hits = exactFirst(group.hits, query); });
        give(query, groups.concat(found.groups), true, found.lost);
      }
      give(query, groups.slice(), false);
      far.find(asTyped, limit, function (found) {
        if (!found.known.size && query === asTyped) return whole(found);
        if (found.known.size) {   /* what looked like a slip is a word of the far entries: as typed, then */
          asTyped = read(text, found.known);
          query = mended(asTyped, text);
          groups = nearGroups(query);
        }
        far.find(query, limit, whole);
      });
    }

    /* Words of the pack that look a little like one that was typed, for when nothing is found. */
    function suggest(query) {
      var found = [];
      query.slots.forEach(function (slot) {
        var most = Math.ceil(slot.word.length / 3);
        near.vocabulary.forEach(function (times, word) {
          if (word.length < 4 || /\d/.test(word)) return;
          var far = pack.edits(slot.word, word, most);
          if (far <= most) found.push({word: word, far: far - (word.slice(0, 3) === slot.word.slice(0, 3) ? 1.5 : 0)});
        });
      });
      return found.sort(function (a, b) { return a.far - b.far || (a.word < b.word ? -1 : 1); }).slice(0, 4).map(function (one) { return one.word; });
    }

    return {answer: answer, core: core};
  }

  pack.Engine = Engine;
})(window.packSearch = window.packSearch || {});
