/* Rank: MiniSearch finds each stem among the near entries; here its scores are put together for a whole query.
   Far entries (kinds of which there may be thousands) are found in files of stems that are loaded when needed. */
(function (pack) {
  "use strict";

  var FIELDS = ["title", "names", "main", "more"];
  var BOOST = {title: 4, names: 5, main: 1.2, more: 0.2};
  var NAME = 4.5;         /* what a name of an entry, met whole, adds for each of its words */

  var DAMP = 0.75;        /* below 1: several words that fit a little say more than one that fits well */

  function Near(core, words) {
    var entries = core.near.map(function (row, at) {
      return {id: at, path: row[0], title: row[1], shown: row[2], facts: row[3], kind: row[4], names: row[5], main: row[6], more: row[7], number: row[8], domain: row[9]};
    });
    var vocabulary = new Map();
    vocabulary.stems = new Set();
    words.spoken.forEach(function (word) { vocabulary.set(word, 1); });
    var index = new MiniSearch({
      idField: "id", fields: FIELDS,
      extractField: function (entry, field) { return field === "names" ? entry.names.concat(entry.number ? pack.numbered(entry.number) : "").join(" . ") : entry[field]; },
      tokenize: pack.tokens,
      processTerm: function (word) {
        if (words.isStop(word)) return null;
        vocabulary.set(word, (vocabulary.get(word) || 0) + 1);
        var stem = words.stem(word);
        vocabulary.stems.add(stem);
        return stem;
      }
    });
    index.addAll(entries);
    entries.forEach(function (entry) {
      entry.run = " " + words.stems([entry.title].concat(entry.names, entry.main).join(" . ")).join(" ") + " ";
      entry.phrases = [entry.title].concat(entry.names).map(words.stems).filter(function (stems) { return stems.length; });
    });
    var memo = new Map();
    /* One stem -> {scores: Map of entry to score, idf}. */
    function find(stem) {
      var found = memo.get(stem);
      if (!found) {
        var scores = new Map();
        index.search(stem, {
          tokenize: function (text) { return [text]; }, processTerm: function (term) { return term; },
          boost: BOOST, prefix: false, fuzzy: false, bm25: {k: 1.2, b: 0.4, d: 0.5}
        }).forEach(function (hit) { scores.set(hit.id, hit.score); });
        var n = scores.size;
        found = {scores: scores, idf: Math.log(1 + (entries.length - n + 0.5) / (n + 0.5))};
        memo.set(stem, found);
      }
      return found;
    }
    return {entries: entries, vocabulary: vocabulary, find: find};
  }

  /* What one slot gives an entry: the best of its ways. A way of several stems counts where they stand side by side. */
  function slotScore(slot, id, near) {
    var find = near.find;
    var best = 0, by = null;
    slot.ways.forEach(function (way) {
      var sum = 0, met = 0;
      way.stems.forEach(function (stem) {
        var score = find(stem).scores.get(id);
        if (score) { sum += score; met += 1; }
      });
      if (met < way.stems.length || met > 1 && !near.entries[id].run.includes(" " + way.stems.join(" ") + " ")) return;
      var score = way.weight * sum / met;
      if (score > best) { best = score; by = way; }
    });
    return {score: best, way: by};
  }

  function rankNear(query, near) {
    var find = near.find, candidates = new Set();
    query.slots.forEach(function (slot) {
      var led = 0;   /* for a word that no entry says and that leads to some: how few those are */
      slot.idf = 0;
      slot.ways.forEach(function (way) {
        way.stems.forEach(function (stem) {
          var found = find(stem);
          found.scores.forEach(function (score, id) { candidates.add(id); });
          if (way.own && !slot.idf && found.scores.size) slot.idf = found.idf;
          if (found.scores.size) led = Math.max(led, found.idf);
        });
      });
      slot.idf = (slot.idf || led || 1) * (slot.light ? 0.4 : 1);
    });
    query.slots.forEach(function (slot) { slot.said = slot.ways.some(function (way) { return way.stems.every(function (stem) { return find(stem).scores.size; }); }); });
    var live = query.slots.filter(function (slot) { return slot.ways.some(function (way) { return way.stems.some(function (stem) { return find(stem).scores.size; }); }); });
    var whole = live.reduce(function (sum, slot) { return sum + slot.idf; }, 0) || 1;
    var weights = stemWeights(live);
    var hits = [];
    candidates.forEach(function (id) {
      var score = 0, met = 0, said = [], pointed = false;
      live.forEach(function (slot) {
        var one = slotScore(slot, id, near);
        if (!one.score) return;
        score += Math.pow(one.score, DAMP);
        met += slot.idf * Math.min(1, one.way.weight + 0.2);
        said.push(slot.word);
        pointed = pointed || one.way.weight > 1;
      });
      if (!said.length) return;
      var coverage = met / whole;
      var name = nameScore(near.entries[id], weights, find, whole);
      hits.push({entry: near.entries[id], score: (score + name) * (0.3 + 0.7 * coverage), coverage: coverage, name: name, pointed: pointed, words: said});
    });
    query.numbers.forEach(function (number, at) {
      var direct = near.entries.find(function (entry) { return entry.number === number; });
      if (!direct) return;
      hits = hits.filter(function (hit) { return hit.entry !== direct; });
      hits.push({entry: direct, score: 1e6 - at, coverage: 1, name: 1, words: []});
    });
    hits.sort(function (a, b) { return b.score - a.score || a.entry.id - b.entry.id; });
    return hits;
  }

  /* Every stem that the query may mean, with the weight of the way by which it is meant. `alone`: not those that mean
     it only together with others, as "care giver" does "carer". */
  function stemWeights(slots, alone) {
    var weights = new Map();
    slots.forEach(function (slot) {
      slot.ways.forEach(function (way) {
        if (!alone || way.own || way.stems.length === 1) way.stems.forEach(function (stem) { weights.set(stem, Math.max(weights.get(stem) || 0, way.weight)); });
      });
    });
    return weights;
  }

  /* How far the query says one of the entry's names: all of a name is worth much more than half of it. */
  function nameScore(entry, weights, find, whole) {
    var best = 0;
    entry.phrases.forEach(function (stems) {
      var said = 0, all = 0;
      stems.forEach(function (stem) {
        var idf = find(stem).idf;
        all += idf;
        said += idf * (weights.get(stem) || 0);
      });
      if (!said) return;
      var share = said / all;
      best = Math.max(best, NAME * said * share * share * Math.min(1, said / whole + 0.3));
    });
    return best;
  }

  pack.Near = Near;
  pack.rankNear = rankNear;
  pack.stemWeights = stemWeights;
})(window.packSearch = window.packSearch || {});
