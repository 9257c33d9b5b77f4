/* What every page can do beyond reading: open the menu, copy, choose colours, follow the contents, scroll wide tables.
   The page is whole without it. */
(function () {
  "use strict";
  if (!document.documentElement.classList.contains("js")) return; // too old a browser: see early.js

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function make(tag, attributes, words) {
    var element = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    if (words) element.textContent = words;
    return element;
  }

  /* One line for the whole page that a screen reader speaks when it changes. */
  var line = make("p", { role: "status", "class": "vh", id: "said" });
  document.body.appendChild(line);
  function say(words) {
    line.textContent = "";
    window.setTimeout(function () { line.textContent = words; }, 30);
  }

  /* The link to the navigation becomes a button that opens it over the page; Escape or leaving it closes it. */
  function menu() {
    var link = document.querySelector("[data-menu]");
    var nav = document.getElementById("pack-nav");
    if (!link || !nav) return;
    var button = make("button", { type: "button", "class": link.className, "aria-expanded": "false", "aria-controls": "pack-nav" });
    while (link.firstChild) button.appendChild(link.firstChild);
    link.parentNode.replaceChild(button, link);
    var shut = make("button", { type: "button", "class": "shut" }, "Close menu");
    nav.insertBefore(shut, nav.firstChild);

    function set(open, back) {
      nav.classList.toggle("open", open);
      button.setAttribute("aria-expanded", String(open));
      if (open) shut.focus();
      else if (back) button.focus();
    }
    function isOpen() { return nav.classList.contains("open"); }

    button.addEventListener("click", function () { set(!isOpen(), true); });
    shut.addEventListener("click", function () { set(false, true); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && isOpen()) set(false, true);
    });
    nav.addEventListener("focusout", function (event) {
      if (isOpen() && event.relatedTarget && !nav.contains(event.relatedTarget)) set(false, event.relatedTarget === button);
    });
    document.addEventListener("pointerdown", function (event) {
      if (isOpen() && !nav.contains(event.target) && !button.contains(event.target)) set(false, false);
    });
  }

  /* Copying: the clipboard where it may be used, else an old way that needs no permission. */
  function copy(text, done) {
    function oldWay() {
      var before = document.activeElement;
      var box = make("textarea", { readonly: "", "class": "vh", "aria-hidden": "true", tabindex: "-1" });
      box.value = text;
      document.body.appendChild(box);
      box.select();
      var worked = false;
      try { worked = document.execCommand("copy"); } catch (refused) { worked = false; }
      box.parentNode.removeChild(box);
      if (before && before !== document.activeElement) before.focus();
      done(worked);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(function () { done(true); }, oldWay);
    } else {
      oldWay();
    }
  }

  function words(element) {
    return element ? element.textContent.replace(/\s+/g, " ").trim() : "";
  }

  function address() {
    var canonical = document.querySelector('link[rel="canonical"]');
    if (canonical) return canonical.href;
    return window.location.protocol === "file:" ? "" : window.location.href.split("#")[0]; // a folder of the reader's is no address
  }

  /* What is copied of a page: its title, some lines, and where it is. */
  function told(lines) {
    return [words(document.querySelector("h1"))].concat(lines, [address()]).filter(Boolean).join("\n");
  }

  var texts = {
    link: address,
    summary: function () {
      return told(all(".minute dt").map(function (term) { return words(term) + ": " + words(term.nextElementSibling); }));
    },
    criteria: function () {
      return told(all("[data-copy-line]").map(function (row) { return "[ ] " + words(row); }));
    }
  };

  /* Where no way works, the words stand selected under the button, for the reader to copy. Escape leads back. */
  var field = make("textarea", { readonly: "", "class": "field no-print", rows: "4", "aria-label": "Words to copy" });
  var pressed = null;
  field.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    pressed.focus();
    field.parentNode.removeChild(field);
  });
  function offer(text, button) {
    var row = button.closest(".row, .acts") || button;
    pressed = button;
    field.value = text;
    row.parentNode.insertBefore(field, row.nextSibling);
    field.focus();
    field.select();
  }

  var SHOWN = 4000; // a label says for so long what came of a press; the line that is spoken stays
  function copyButtons() {
    all("[data-copy]").forEach(function (button) {
      if (button.getAttribute("data-copy") === "link" && !address()) {
        button.hidden = true;
        return;
      }
      var label = button.querySelector("span");
      var before = label.textContent;
      var waiting = null;
      function back() {
        window.clearTimeout(waiting);
        label.textContent = before;
      }
      button.addEventListener("click", function () {
        var text = texts[button.getAttribute("data-copy")]();
        copy(text, function (worked) {
          if (!worked) offer(text, button);
          else if (pressed === button && field.parentNode) field.parentNode.removeChild(field);
          label.textContent = worked ? "Copied" : "Not copied";
          window.clearTimeout(waiting);
          waiting = window.setTimeout(back, SHOWN);
          say(worked ? "Copied: " + before.replace(/^Copy /, "") : "Your browser did not let this page copy. The words are " +
            "selected: copy them with your keyboard, or by holding them.");
        });
      });
      button.addEventListener("blur", function () { if (document.activeElement !== field) back(); });
    });
  }

  /* Colours: as the device has them, unless the reader chooses; the choice is the one thing this script keeps. */
  function colours() {
    var place = document.querySelector("[data-colours]");
    if (!place) return;
    var root = document.documentElement;
    var now = root.getAttribute("data-md-color-scheme") || "";
    var group = make("fieldset");
    group.appendChild(make("legend", {}, "Colours"));
    [["", "As my device"], ["default", "Light"], ["slate", "Dark"]].forEach(function (choice) {
      var label = make("label");
      var input = make("input", { type: "radio", name: "colours", value: choice[0] });
      input.checked = choice[0] === now;
      input.addEventListener("change", function () {
        if (choice[0]) root.setAttribute("data-md-color-scheme", choice[0]);
        else root.removeAttribute("data-md-color-scheme");
        try {
          if (choice[0]) window.localStorage.setItem("pack.colours", choice[0]);
          else window.localStorage.removeItem("pack.colours");
        } catch (refused) {
          say("Your browser keeps no settings: the choice holds for this page alone.");
        }
      });
      label.appendChild(input);
      label.appendChild(document.createTextNode(choice[1]));
      group.appendChild(label);
    });
    place.appendChild(group);
  }

  /* A table wider than its place scrolls in a region of its own, which the keyboard can reach. */
  function tables() {
    all(".md-typeset table").forEach(function (table, at) {
      var box = table.parentNode;
      if (!box.matches(".table, .scroll")) {
        box = make("div", { "class": "table" });
        table.parentNode.insertBefore(box, table);
        box.appendChild(table);
      }
      function reach() {
        var wide = box.scrollWidth > box.clientWidth + 1;
        if (!wide) {
          ["tabindex", "role", "aria-label"].forEach(function (name) { box.removeAttribute(name); });
          return;
        }
        box.setAttribute("tabindex", "0");
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", (words(table.caption) || "Table " + (at + 1)) + ", scrolls sideways");
      }
      reach();
      window.addEventListener("resize", reach);
    });
  }

  /* The contents list shows where the reader is. */
  function contents() {
    var links = all(".toc a");
    if (!links.length) return;
    var marks = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
    function show() {
      var here = -1;
      marks.forEach(function (mark, at) {
        if (mark && mark.getBoundingClientRect().top < window.innerHeight * 0.3) here = at;
      });
      links.forEach(function (link, at) {
        if (at === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }
    var waiting = false;
    window.addEventListener("scroll", function () {
      if (waiting) return;
      waiting = true;
      window.requestAnimationFrame(function () { waiting = false; show(); });
    }, { passive: true });
    show();
  }

  /* A long list beside the page starts where the page itself stands in it. */
  function nearby() {
    var nav = document.getElementById("pack-nav");
    var here = nav && nav.querySelector(".near [aria-current]");
    if (here && nav.scrollHeight > nav.clientHeight) nav.scrollTop = here.offsetTop - nav.clientHeight / 2;
  }

  /* Paper cannot unfold: what is folded is opened for printing, and closed again after it. A button may ask for it. */
  function paper() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      (opened = all("details:not([open])")).forEach(function (fold) { fold.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (fold) { fold.open = false; });
    });
    all("[data-print]").forEach(function (button) { button.addEventListener("click", function () { window.print(); }); });
  }

  [menu, copyButtons, colours, tables, contents, nearby, paper].forEach(function (part) { part(); });
})();
