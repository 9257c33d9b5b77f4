/* Keeps a copy of the site, so that it opens without a network. The build writes in the version, which is a hash of
   the list of files, the list's name, and the page that explains.

   A page that is saved is shown from the copy at once, and the browser looks for a new version behind it. A copy that
   nobody could compare with the site for 30 days is only shown where the network fails. */
"use strict";
(function () {
  const VERSION = "%VERSION%";
  const LIST = "%LIST%";
  const HELPER = "%HELPER%";
  const OLD = 30 * 24 * 60 * 60 * 1000;
  const AT_ONCE = 2; // files fetched side by side: the reader's own page comes first

  const root = new URL("./", self.location.href);
  const prefix = "pack " + root.pathname + " ";
  const now = prefix + VERSION;
  const notes = prefix + "notes";
  const noteKey = new URL("offline-note", root).href;

  let installing = null;
  let saving = null;
  let removing = null;
  let stopped = false;

  function key(address) {
    return new URL(address, root).href;
  }

  /* To open a cache makes it. So reading never opens one, and nothing is kept once the copy is to be removed. */
  function kept(name, address) {
    return caches.match(address, { cacheName: name });
  }

  async function keep(name, address, answer) {
    if (stopped) return;
    await (await caches.open(name)).put(address, answer);
  }

  async function entries() {
    let answer = await kept(now, key(LIST));
    if (!answer) {
      answer = await fetch(key(LIST), { cache: "no-cache" });
      if (!answer.ok) throw new Error("no list");
      await keep(now, key(LIST), answer.clone());
    }
    return answer.json();
  }

  async function olderCaches() {
    const names = await caches.keys();
    return names.filter((name) => name.startsWith(prefix) && name !== now && name !== notes);
  }

  async function fromOlder(address) {
    for (const name of await olderCaches()) {
      const found = await kept(name, address);
      if (found) return found;
    }
    return undefined;
  }

  async function digest(body) {
    const hash = await crypto.subtle.digest("SHA-256", body);
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
  }

  /* A body that came with redirects or packed is stored plain: a browser refuses a redirected answer to a visit. */
  function plain(answer, body) {
    const headers = new Headers(answer.headers);
    headers.delete("content-encoding");
    headers.delete("content-length");
    return new Response(body, { headers: headers });
  }

  /* Save one file, taking it from an older copy where that holds the same. False: the site has another version of it. */
  async function save(address, hash) {
    if (await kept(now, address)) return true;
    const older = await fromOlder(address);
    if (older) {
      const body = await older.clone().arrayBuffer();
      if ((await digest(body)) === hash) {
        await keep(now, address, older);
        return true;
      }
    }
    const answer = await fetch(address, { cache: "no-cache", priority: "low" });
    const body = await answer.arrayBuffer();
    if (!answer.ok || (await digest(body)) !== hash) return false;
    await keep(now, address, plain(answer, body));
    return true;
  }

  async function saveEach(list, tell) {
    let at = 0;
    let whole = true;
    async function next() {
      while (at < list.length && !stopped) {
        const entry = list[at];
        at += 1;
        if (!(await save(key(entry[0]), entry[1]))) whole = false;
        if (tell && at % 20 === 0) await tell(at);
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    return whole && !stopped;
  }

  async function readNote() {
    const answer = await kept(notes, noteKey);
    return answer ? answer.json() : {};
  }

  async function writeNote(note) {
    await keep(notes, noteKey, new Response(JSON.stringify(note)));
  }

  async function tellAll(more) {
    const state = Object.assign({ pack: "state", version: VERSION }, await readNote(), more);
    for (const client of await self.clients.matchAll({ type: "window", includeUncontrolled: true })) {
      if (client.url.startsWith(root.href)) client.postMessage(state);
    }
  }

  async function saveAll() {
    try {
      const list = await entries();
      const note = await readNote();
      if (note.saved !== VERSION) {
        const whole = await saveEach(list, (done) => tellAll({ done: done, total: list.length }));
        if (!whole) return tellAll({ waiting: true });
        await writeNote({ saved: VERSION, at: Date.now(), files: list.length });
        for (const name of await olderCaches()) await caches.delete(name);
      }
      return tellAll({});
    } catch (failed) {
      return tellAll({ waiting: true, full: failed.name === "QuotaExceededError" });
    }
  }

  async function checked() {
    const note = await readNote();
    if (note.saved === VERSION) await writeNote(Object.assign(note, { at: Date.now() }));
    return tellAll({});
  }

  /* Every page holds a mark that changes with its content. An open page with another mark than the saved one is old. */
  async function compare(client, page) {
    const address = new URL(page.address).pathname.replace(/\/index\.html$/, "/");
    const listed = (await entries()).find((entry) => new URL(key(entry[0])).pathname === address);
    const saved = await kept(now, key(address));
    if (saved && listed && listed[4] && listed[4] !== page.mark) client.postMessage({ pack: "updated" });
  }

  async function remove() {
    stopped = true;
    await Promise.all([installing, saving]);
    for (const name of await caches.keys()) {
      if (name.startsWith(prefix)) await caches.delete(name);
    }
    await self.registration.unregister();
  }

  async function show(request) {
    const url = new URL(request.url);
    const visit = request.mode === "navigate";
    const address = key(url.pathname.replace(/\/index\.html$/, "/"));
    const saved = await kept(now, address);
    if (!saved && visit && (await kept(now, address + "/"))) return Response.redirect(address + "/" + url.search, 302); // as a server does
    const note = saved && visit ? await readNote() : {};
    const old = note.at && Date.now() - note.at > OLD;
    if (saved && !old) return saved;
    try {
      return await fetch(request);
    } catch (failed) {
      const copy = saved || (await fromOlder(address));
      if (copy) return copy;
      if (visit && HELPER && address !== key(HELPER)) return Response.redirect(key(HELPER) + "#not-saved", 302);
      throw failed;
    }
  }

  self.addEventListener("install", (event) => {
    self.skipWaiting();
    installing = entries().then((list) => saveEach(list.filter((entry) => entry[3]))).catch(() => {
      /* no room, or no network: what could be saved is there, and the rest is tried again */
    });
    event.waitUntil(installing);
  });

  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

  self.addEventListener("message", (event) => {
    const asked = event.data && event.data.pack;
    if (asked === "save" && !removing) {
      stopped = false; // a worker that was told to go may be asked to stay, while a page of it is still open
      saving = saving || saveAll().finally(() => { saving = null; });
      event.waitUntil(saving);
    } else if (asked === "state") {
      event.waitUntil(tellAll({}));
    } else if (asked === "compare") {
      event.waitUntil(compare(event.source, event.data));
    } else if (asked === "checked") {
      event.waitUntil(checked());
    } else if (asked === "remove") {
      removing = removing || remove().finally(() => { removing = null; });
      event.waitUntil(removing.then(() => event.ports[0].postMessage("removed")));
    }
  });

  self.addEventListener("fetch", (event) => {
    const url = new URL(event.request.url);
    const ours = url.origin === root.origin && url.pathname.startsWith(root.pathname);
    if (event.request.method === "GET" && ours) event.respondWith(show(event.request));
  });
})();
