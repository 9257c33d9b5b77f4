/* Read what was typed: which words count, what they may stand for, and what was meant where a word is misspelt. */
(function (pack) {
  "use strict";

  var WORDS = 60;         /* more of a query are not read: somebody pasted a page */
  var LONGEST = 4;        /* words in a phrase of items/words.yml */
  var TYPO = 0.85, FARTHER = 0.8, JOIN = 1, PREFIX = 0.6;
  var COMMON_WORD = 0.4;
  var RARE = 2, COMMON = 10;   /* uses of a word that may be a slip, and how many times more the right one has */

  /* Edits between two words, a swap of neighbours counted as one, given up beyond `most`. */
  function edits(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    var before = [], last = [], row;
    for (var j = 0; j <= b.length; j++) last[j] = j;
    for (var i = 1; i <= a.length; i++) {
      row = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        if (row[j] < least) least = row[j];
      }
      if (least > most) return most + 1;
      before = last; last = row;
    }
    return last[b.length];
  }

  /* vocabulary: Map of every word of the near entries to how many texts use it. */
  function Speller(vocabulary) {
    var list = Array.from(vocabulary.keys()), memo = new Map();

    function within(word, most, fits) {
      var found = [];
      list.forEach(function (known) {
        if (known.length < 3 || known === word || !fits(known)) return;
        var far = edits(word, known, most);
        if (far <= most) found.push({word: known, far: far + (known[0] === word[0] ? 0 : 0.5) + (known[known.length - 1] === word[word.length - 1] ? 0 : 0.1)});
      });
      return found.sort(function (a, b) { return a.far - b.far || vocabulary.get(b.word) - vocabulary.get(a.word) || (a.word < b.word ? -1 : 1); });
    }

    /* A rare word that is one letter from a common one may be a slip that got into a text: the common one. */
    function common(word) {
      var times = vocabulary.get(word);
      if (times > RARE || word.length < 6) return [];
      return within(word, 1, function (known) { return vocabulary.get(known) >= COMMON * times; }).slice(0, 1);
    }

    /* The nearest known words, best first, at most four. A known word itself is near to nothing but a common one. */
    return function nearest(word) {
      if (memo.has(word)) return memo.get(word);
      var found;
      if (vocabulary.has(word)) found = common(word);
      else {
        found = within(word, word.length < 3 ? 0 : word.length < 6 ? 1 : 2, function (known) { return word.length > 3 || known.length > 3; });
        if (found.length) found = found.filter(function (one) { return one.far < found[0].far + 0.5 && vocabulary.get(one.word) * 3 >= vocabulary.get(found[0].word); }).slice(0, 3);
        found = found.concat.apply(found, found.map(function (one) { return common(one.word); }));
      }
      memo.set(word, found);
      return found;
    };
  }

  /* Cut a run-together word into two known ones, or return null. */
  function split(word, vocabulary) {
    for (var at = word.length - 3; at >= 3; at--) {
      if (vocabulary.has(word.slice(0, at)) && vocabulary.has(word.slice(at))) return [word.slice(0, at), word.slice(at)];
    }
    return null;
  }

  /* Returns {numbers, named, slots, typed, meant}: a slot is one word or phrase of the query, {from, to, ways: [{stems, weight}], word}. */
  function read(text, words, vocabulary, nearest, kindNames, keep) {
    var typed = pack.tokens(text).slice(0, WORDS), slots = [], meant = [];
    if (/^\s*["\u201c].*["\u201d]\s*$/.test(text)) keep = new Set(typed);   /* in quotes: as typed */
    var names = new Set(kindNames.map(words.stem));
    var complete = /\s$/.test(text);
    var counted = typed.filter(function (word) { return !words.isStop(word); });
    var all = counted.length ? function (word) { return !words.isStop(word); } : function () { return true; };
    var fixed = typed.map(function (word, at) {
      if (words.isStop(word) || words.isKnown(word) || /\d/.test(word) || (keep && keep.has(word))) return [word];
      if (vocabulary.has(word)) return [word].concat(nearest(word).map(function (one) { return one.word; }));
      if (words.phrases.has(words.stem(word)) || vocabulary.stems.has(words.stem(word))) return [word];
      var last = at === typed.length - 1 && !complete;
      if (last && word.length > 2 && startsAny(word, vocabulary)) return [word];
      var parts = split(word, vocabulary);
      var near = nearest(word);
      if (near.length && (near[0].far <= 1.1 || !parts)) return near.map(function (one) { return one.word; });
      return parts ? [parts.join(" ")] : [word];
    });
    typed.forEach(function (word, at) {
      meant.push(fixed[at][0]);
      if (!all(word)) return;
      var ways = [];
      fixed[at].forEach(function (one, rank) {
        ways.push({stems: one.split(" ").map(words.stem), weight: one === word ? 1 : TYPO * (rank ? 0.8 : 1) * (edits(one, word, 1) > 1 ? FARTHER : 1), own: true});
      });
      if (at === typed.length - 1 && !complete && word.length > 1) prefixed(word, vocabulary).forEach(function (one) {
        ways.push({stems: [words.stem(one)], weight: PREFIX, own: true});
      });
      if (isNumber(typed, at, kindNames, words)) ways.push({stems: [pack.numbered(word)], weight: 1});
      var light = counted.length > 1 && (words.isCommon(word) || names.has(words.stem(word)));
      if (light) ways.forEach(function (way) { way.weight *= COMMON_WORD; });
      slots.push({from: at, to: at + 1, light: light, common: words.isCommon(word), ways: ways, word: word, fixed: fixed[at][0] !== word, last: at === typed.length - 1 && !complete});
    });
    addPhrases(typed, fixed, slots, words, vocabulary);
    var direct = asNumbers(text, kindNames, words) || asNumbers(meant.join(" "), kindNames, words) || {numbers: [], named: false};
    return {numbers: direct.numbers, named: direct.named, slots: slots, typed: typed, meant: meant};
  }

  /* Add what phrases of one or more words stand for to the slots that they cover. */
  function addPhrases(typed, fixed, slots, words, vocabulary) {
    for (var from = 0; from < typed.length; from++) {
      for (var size = Math.min(LONGEST, typed.length - from); size > 0; size--) {
        var inside = slots.filter(function (slot) { return slot.from >= from && slot.to <= from + size; });
        var run = fixed.slice(from, from + size).map(function (ways) { return ways[0]; });
        var others = words.phrases.get(run.map(words.stem).join(" "));
        if (others && !inside.length && size > 1) {
          /* All of it is too common to search by ("say no"), but together it stands for something. */
          inside = [{from: from, to: from + size, ways: [], word: run.join(" ")}];
          slots.push(inside[0]);
        }
        if (!inside.length) continue;
        if (others) others.forEach(function (other) {
          inside.forEach(function (slot) { slot.ways.push({stems: other.stems, weight: other.weight}); });
        });
        var joined = typed.slice(from, from + size).join("");
        if (size === 2 && vocabulary.has(joined)) inside.forEach(function (slot) {
          slot.ways.push({stems: [words.stem(joined)], weight: JOIN, own: true});
        });
      }
    }
  }

  function startsAny(start, vocabulary) {
    for (var word of vocabulary.keys()) if (word.startsWith(start)) return true;
    return false;
  }

  function prefixed(start, vocabulary) {
    var found = [];
    vocabulary.forEach(function (times, word) { if (word.length > start.length && word.startsWith(start)) found.push(word); });
    found.sort(function (a, b) { return vocabulary.get(b) - vocabulary.get(a) || (a < b ? -1 : 1); });
    return found.slice(0, 5);
  }

  /* Whether a number among other words may be that of an entry: it stands beside the name of the kind, or first or last
     and counts nothing else ("14 carers" and "carers 14", not "4 hours", "section 3" or "band 6"). */
  function isNumber(typed, at, kindNames, words) {
    if (!/^\d{1,3}$/.test(typed[at]) || typed.length < 2) return false;
    var before = typed[at - 1] || "", after = typed[at + 1] || "";
    if (kindNames.some(function (name) { return before === name || before === name + "s"; })) return true;
    if (at > 0 && at < typed.length - 1) return false;
    return !words.isCounted(at ? before : after) && !words.phrases.has(words.stem(before) + " " + typed[at]) && !words.phrases.has(typed[at] + " " + words.stem(after));
  }

  /* "24", "#24", "item 24", "items 13 and 14", "no. 24", "item24" -> {numbers: ["24"], named: whether a kind is named},
     or null where there is more than numbers. */
  function asNumbers(text, kindNames, words) {
    var names = "(?:" + kindNames.concat(words.numbered).join("|") + ")s?";
    var match = new RegExp("^\\W*(" + names + ")?\\W*(?:(?:number|no|nr)\\W*)?(\\d{1,4}(?:\\s*(?:,|&|\\+|and|or)\\s*(?:" + names + "\\W*)?\\d{1,4})*)\\W*$", "i").exec(text);
    return match && {numbers: match[2].match(/\d+/g).map(function (digits) { return String(Number(digits)); }), named: Boolean(match[1])};
  }

  pack.edits = edits;
  pack.Speller = Speller;
  pack.read = read;
})(window.packSearch = window.packSearch || {});
