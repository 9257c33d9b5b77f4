/* Narrow a list by what its entries say of themselves in data attributes. What is chosen stands in the address. */
(function () {
  "use strict";
  if (!document.documentElement.classList.contains("js")) return; // too old a browser: see early.js

  document.querySelectorAll("form[data-filter]").forEach(function (form) {
    var list = document.getElementById(form.dataset.filter);
    if (!list) return;
    var entries = Array.from(list.querySelectorAll("[data-entry]")), groups = Array.from(list.querySelectorAll("[data-group]"));
    var choices = Array.from(form.querySelectorAll("select")), said = form.querySelector("[role=status]");
    var clear = form.querySelector("[data-clear]"), none = form.querySelector("[data-none]");
    var details = form.querySelector("details"), onward = form.querySelector("[data-carry]");

    var known = new Map();
    function values(entry, name) {
      var own = known.get(entry) || {};
      known.set(entry, own);
      return own[name] || (own[name] = (entry.getAttribute("data-" + name) || "").split(" "));
    }

    /* Whether an entry fits all that is chosen, one choice taken as if it had a value. Choices of one part of an entry
       must fit the same one: data-ideas="effort:hours+gift:team effort:weeks+gift:trust". */
    function fits(entry, choice, value) {
      var parts = {};
      return choices.every(function (other) {
        var wanted = other === choice ? value : other.value;
        if (!wanted) return true;
        if (!other.dataset.part) return values(entry, other.name).includes(wanted);
        (parts[other.dataset.part] = parts[other.dataset.part] || []).push(other.name + ":" + wanted);
        return true;
      }) && Object.keys(parts).every(function (part) {
        return values(entry, part).some(function (one) {
          var own = one.split("+");
          return parts[part].every(function (wanted) { return own.includes(wanted); });
        });
      });
    }

    function apply() {
      var shown = 0, chosen = choices.filter(function (choice) { return choice.value; });
      entries.forEach(function (entry) {
        entry.hidden = !fits(entry);
        if (!entry.hidden) shown += 1;
      });
      groups.forEach(function (group) {
        var left = group.querySelectorAll("[data-entry]:not([hidden])").length, total = group.querySelector("[data-total]");
        group.hidden = !left;
        if (total) total.textContent = (left < Number(total.dataset.total) ? left + " of " : "") + total.dataset.total;
      });
      /* Beside each choice: how many there would be with it. */
      choices.forEach(function (choice) {
        Array.from(choice.options).forEach(function (option) {
          if (!option.value) return;
          var count = entries.filter(function (entry) { return fits(entry, choice, option.value); }).length;
          option.textContent = option.dataset.words + " (" + count + ")";
        });
      });
      said.textContent = (shown === entries.length ? "All " : "") + shown + (shown === entries.length ? " " : " of " + entries.length + " ") + (entries.length === 1 ? form.dataset.one : form.dataset.many) +
        (chosen.length ? ": " + chosen.map(function (choice) { return choice.selectedOptions[0].dataset.words; }).join("; ") : "");
      form.classList.toggle("on", chosen.length > 0);
      clear.hidden = !chosen.length;
      none.hidden = shown > 0;
      /* What means the same in both lists: "item" is here the one that others go with. */
      if (onward) onward.hash = fragment(onward.dataset.carry.split(" "));
    }

    function fragment(names) {
      var parts = choices.filter(function (choice) { return choice.value && (!names || names.includes(choice.name)); }).map(function (choice) { return choice.name + "=" + encodeURIComponent(choice.value); });
      return parts.length ? "#" + parts.join("&") : "";
    }

    function address() {
      history.replaceState(null, "", location.pathname + location.search + fragment());
    }

    function fromAddress() {
      var wanted = new URLSearchParams(location.hash.slice(1));
      choices.forEach(function (choice) {
        var value = wanted.get(choice.name) || "";
        choice.value = Array.from(choice.options).some(function (option) { return option.value === value; }) ? value : "";
      });
      apply();
    }

    form.addEventListener("change", function () { apply(); address(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    clear.addEventListener("click", function () {
      choices.forEach(function (choice) { choice.value = ""; });
      apply();
      address();
      (details.open ? choices[0] : details.firstElementChild).focus();
    });
    addEventListener("hashchange", fromAddress);
    form.hidden = false;
    fromAddress();
    var chosen = choices.some(function (choice) { return choice.value; });
    if (chosen) form.scrollIntoView();
    details.open = chosen || "open" in details.dataset && matchMedia("(min-width: 60em)").matches;
  });
})();
