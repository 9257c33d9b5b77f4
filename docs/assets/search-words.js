/* Words: cut a text into words, words into stems, and know which words stand for others.
   The tables come with the index, so that the stems here are those of the index: items/words.yml, macros/exports/search/stems.py. */
(function (pack) {
  "use strict";

  var SAME = 0.75, SHORT = 0.95, POINTER = 1.8, HINT = 0.8;

  function tokens(text) {
    var plain = text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/['`\u2018\u2019\u02bc]/g, "");
    return plain.replace(/([a-z])&(?=[a-z])/g, "$1").replace(/(\d)\/(?=\d)/g, "$1").match(/[a-z0-9]+/g) || [];
  }

  function cut(word, endings) {
    for (var i = 0; i < endings.length; i++) {
      var end = endings[i][0];
      if (word.endsWith(end) && word.length - end.length >= endings[i][2]) return word.slice(0, word.length - end.length) + endings[i][1];
    }
    return word;
  }

  /* The word by which a numbered entry is found where words point to it. */
  function numbered(number) { return "no" + number; }

  /* data: what the core of the index says of words. Gives {tokens, stem, stems, isStop, isCommon, isKnown, isCounted, numbered, phrases, spoken}. */
  function Words(data) {
    var stop = new Set(data.stop), everyday = new Set(data.common), sure = new Set(data.known), counted = new Set(data.counted), known = new Map(), forms = new Map(Object.entries(data.forms));

    function stem(word) {
      var found = known.get(word);
      if (found === undefined) known.set(word, found = toStem(forms.get(word) || word));
      return found;
    }
    function toStem(word) {
      if (word.length < 4 || /\d/.test(word)) return word;
      word = cut(cut(word, data.plurals), data.endings);
      if (word[word.length - 1] === word[word.length - 2]) word = word.slice(0, -1);
      return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
    }
    function isStop(word) { return stop.has(word); }
    function isCommon(word) { return everyday.has(word); }
    function isKnown(word) { return sure.has(word) || sure.has(word.replace(/s$/, "")); }
    function isCounted(word) { return counted.has(word) || counted.has(word.replace(/s$/, "")); }
    function stems(text) {
      return tokens(text).filter(function (word) { return !isStop(word); }).map(stem);
    }

    /* Phrases that stand for others: "out of hours" -> [{stems: ["night"], weight: 0.75}, ...], found by their stems. */
    var phrases = new Map();
    function key(text) { return tokens(text).map(stem).join(" "); }
    var spoken = new Set();
    function lead(from, to, weight, points) {
      tokens(from).forEach(function (word) { if (!isStop(word) && word.length > 2) spoken.add(word); });
      var start = key(from), target = stems(to);
      /* A phrase that is one word without its common ones ("looking after") leads to others, but nothing leads to it. */
      if (!start || !target.length || start === key(to) || (target.length === 1 && tokens(to).length > 1)) return;
      if (!phrases.has(start)) phrases.set(start, []);
      phrases.get(start).push({stems: target, weight: weight, points: points === true});
    }
    function among(words, weight) {
      words.forEach(function (from) { words.forEach(function (to) { lead(from, to, weight); }); });
    }
    data.short.forEach(function (words) { among(words, SHORT); });
    data.groups.forEach(function (words) { among(words, SAME); });
    Object.keys(data.pointers).forEach(function (number) {
      data.pointers[number][0].forEach(function (from) { lead(from, numbered(number), POINTER, true); });
      data.pointers[number][1].forEach(function (from) { lead(from, numbered(number), HINT, true); });
    });

    return {tokens: tokens, stem: stem, stems: stems, isStop: isStop, isCommon: isCommon, isKnown: isKnown, isCounted: isCounted, numbered: data.numbered, phrases: phrases, spoken: spoken};
  }

  pack.tokens = tokens;
  pack.numbered = numbered;
  pack.Words = Words;
})(window.packSearch = window.packSearch || {});
