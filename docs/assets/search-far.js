/* Far entries: those of the kinds of which there may be thousands. A query loads only the files of stems that hold its
   words, ranks the entries by them, and then loads what is shown of the best. */
(function (pack) {
  "use strict";

  var PREFIX = 0.6;

  /* core: the core of the index. load(name, done): loads one file and hands over its data, or null where that failed. */
  function Far(core, words, load) {
    var starts = core.far.starts, kinds = [], total = 0, lists = new Map();
    core.far.kinds.forEach(function (kind) {
      kinds.push({kind: kind[0], from: total, to: total + kind[1]});
      total += kind[1];
    });

    /* The number of the file whose range holds a stem, or -1. */
    function fileOf(stem) {
      var at = -1;
      while (at + 1 < starts.length && starts[at + 1] <= stem) at += 1;
      return at;
    }

    function all(names, done) {
      var left = names.length, data = {};
      if (!left) return done(data);
      names.forEach(function (name) {
        load(name, function (found) {
          data[name] = found;
          left -= 1;
          if (!left) done(data);
        });
      });
    }

    /* stem -> Map of entry number to weight 1..9, or null where no entry holds it. */
    function places(stem, data) {
      if (lists.has(stem)) return lists.get(stem);
      var part = data["terms-" + fileOf(stem)], found = null;
      if (!part) return null;
      if (Object.prototype.hasOwnProperty.call(part, stem)) {
        var number = 0;
        found = new Map();
        part[stem].forEach(function (place) {
          number += Math.floor(place / 10);
          found.set(number, place % 10);
        });
      }
      lists.set(stem, found);
      return found;
    }

    function idf(found) { return Math.log(1 + (total - found.size + 0.5) / (found.size + 0.5)); }

    /* Stems in the loaded files that begin with what is being typed. */
    function begun(start, data) {
      var found = [], part = data["terms-" + fileOf(start)] || {};
      for (var stem in part) if (stem.length > start.length && stem.startsWith(start)) found.push(stem);
      return found.sort(function (a, b) { return part[b].length - part[a].length; }).slice(0, 5);
    }

    /* Ranks far entries; done({known: corrected words of the query that they use as typed,
       said: words of the query that they say, groups: [{kind, count, hits, more}], lost: whether a file did not come}). */
    function find(query, limit, done) {
      var stems = new Set();
      query.slots.forEach(function (slot) {
        stems.add(words.stem(slot.word));
        slot.ways.forEach(function (way) { way.stems.forEach(function (stem) { stems.add(stem); }); });
      });
      var names = Array.from(new Set(Array.from(stems, fileOf))).filter(function (at) { return at >= 0; }).map(function (at) { return "terms-" + at; });
      all(names, function (data) {
        var ranked = rank(query, data), lost = names.some(function (name) { return !data[name]; });
        var groups = kinds.map(function (kind) {
          var hits = pack.narrow(ranked.hits.filter(function (hit) { return hit.number >= kind.from && hit.number < kind.to; }));
          function first(most) {
            var some = hits.slice(0, most);
            some.forEach(function (hit) { hit.words = ranked.slots.filter(function (slot) { return slot.best.has(hit.number); }).map(function (slot) { return slot.word; }); });
            return some;
          }
          return {
            kind: kind.kind, count: hits.length, hits: first(limit),
            more: function (most, done) { var group = {kind: kind.kind, hits: first(most)}; show([group], function () { done(group.hits); }); }
          };
        }).filter(function (group) { return group.count; });
        show(groups, function (missing) {
          done({known: ranked.known, said: ranked.said, groups: groups.filter(function (group) { return group.hits.length; }), lost: lost || missing});
        });
      });
    }

    function rank(query, data) {
      var known = new Set(), said = new Set(), found = new Map(), whole = 0;
      var slots = query.slots.map(function (slot) {
        var own = places(words.stem(slot.word), data);
        var ways = slot.ways;
        if (own && slot.fixed) known.add(slot.word);
        if (!own && slot.last) ways = ways.concat(begun(words.stem(slot.word), data).map(function (stem) { return {stems: [stem], weight: PREFIX, own: true}; }));
        return {ways: ways, word: slot.word, near: slot.said ? slot.idf : 0, idf: 0};
      });
      slots.forEach(function (slot) {
        slot.best = new Map();
        slot.ways.forEach(function (way) {
          var lists = way.stems.map(function (stem) { return places(stem, data); });
          if (lists.some(function (list) { return !list; })) return;
          lists.sort(function (a, b) { return a.size - b.size; });
          if (way.own && !slot.idf) slot.idf = idf(lists[0]);
          slot.led = Math.max(slot.led || 0, idf(lists[0]));
          lists[0].forEach(function (weight, number) {
            var sum = 0;
            for (var i = 0; i < lists.length; i++) {
              if (!lists[i].has(number)) return;
              sum += lists[i].get(number) * idf(lists[i]);
            }
            var score = way.weight * sum / lists.length;
            var before = slot.best.get(number);
            if (!before || before.score < score) slot.best.set(number, {score: score, weight: way.weight});
          });
        });
        if (!slot.best.size) {
          whole += slot.near;   /* what only near entries say is missing here */
          return;
        }
        said.add(slot.word);
        slot.idf = slot.idf || slot.led;
        whole += slot.idf;
        slot.best.forEach(function (one, number) {
          var hit = found.get(number) || {number: number, score: 0, met: 0};
          hit.score += one.score;
          hit.met += slot.idf * Math.min(1, one.weight);
          found.set(number, hit);
        });
      });
      var hits = Array.from(found.values());
      hits.forEach(function (hit) {
        hit.coverage = hit.met / whole;
        hit.score *= hit.coverage * hit.coverage;
      });
      hits.sort(function (a, b) { return b.score - a.score || a.number - b.number; });
      return {hits: hits, known: known, said: said, slots: slots};
    }

    function show(groups, done) {
      var names = new Set();
      groups.forEach(function (group) {
        group.hits.forEach(function (hit) { names.add("shown-" + Math.floor(hit.number / core.far.block)); });
      });
      all(Array.from(names), function (data) {
        var missing = Array.from(names).some(function (name) { return !data[name]; });
        groups.forEach(function (group) {
          group.hits = group.hits.filter(function (hit) {
            var block = data["shown-" + Math.floor(hit.number / core.far.block)];
            var row = block && block[hit.number % core.far.block];
            if (row) hit.entry = {kind: group.kind, path: row[0], title: row[1], shown: row[2], facts: row[3], names: row[4] || [], number: "", domain: ""};
            return row;
          });
        });
        done(missing);
      });
    }

    return {find: find};
  }

  /* Keep the hits that say as much of the query as the best do, so that more words give fewer results. */
  function narrow(hits) {
    var coverage = 0, score = hits.length ? hits[0].score : 0;
    hits.forEach(function (hit) { if (hit.coverage > coverage) coverage = hit.coverage; });
    return hits.filter(function (hit) { return hit.coverage >= coverage * 0.8 && hit.score >= score * 0.2; });
  }

  pack.Far = Far;
  pack.narrow = narrow;
})(window.packSearch = window.packSearch || {});
