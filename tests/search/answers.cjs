/* Answers queries with the search of a built site, outside a browser.
   usage: node answers.cjs SITE
   A line of queries in, ["carers", ...], a line of answers out: [{query, meant, unsaid: [words], help: bool, groups: [{kind, count, hits: [{path, title, number}]}]}, ...] */
"use strict";
const fs = require("fs"), path = require("path"), readline = require("readline"), vm = require("vm");

const site = process.argv[2], parts = {}, world = {URLSearchParams};
world.window = world;
vm.createContext(world);
const run = (file) => vm.runInContext(fs.readFileSync(path.join(site, file), "utf8"), world, {filename: file});

["assets/lib/minisearch.js", "assets/search-words.js", "assets/search-query.js", "assets/search-rank.js", "assets/search-far.js", "assets/search-show.js", "assets/search-answer.js"].forEach(run);
world.packSearch.take = (name, stamp, data) => { parts[name] = data; };
const load = (name, done) => {
  if (!(name in parts)) run(`search/${name}.js`);
  done(parts[name] || null);
};
load("core", (core) => {
  const engine = world.packSearch.Engine(core, load);
  const answer = (query) => {
    let last = null;
    engine.answer(query, 5, (answer) => { last = answer; });
    const groups = last.groups.map((group) => ({
      kind: group.kind, count: group.count,
      hits: group.hits.map((hit) => ({path: hit.entry.path, title: hit.entry.title, number: hit.entry.number}))
    }));
    return {query, meant: last.query.meant.join(" "), unsaid: last.unsaid, help: last.help, groups};
  };
  readline.createInterface({input: process.stdin}).on("line", (line) => {
    process.stdout.write(JSON.stringify(JSON.parse(line).map(answer)) + "\n");
  });
});
