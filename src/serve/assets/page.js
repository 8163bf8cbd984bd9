"use strict";
// The page works without this. With it, it refreshes by itself, searches, zooms, and leads from a paragraph
// to its lines. Text comes from the server as HTML, escaped there; nothing here makes markup of text.

const byId = (id) => document.getElementById(id);
const letter = document.querySelector("main[data-letter]");
const say = (text) => { byId("status").textContent = text; };

// What the reader had open, kept for this tab only: names of views, never a word of a letter.
const remembered = (name) => sessionStorage.getItem(`imr-${name}`);
const remember = (name, value) => sessionStorage.setItem(`imr-${name}`, value);

// ---- Refreshing ----

const shown = new Map();
for (const part of document.querySelectorAll("[data-part]")) shown.set(part.id, part.innerHTML);
let refreshing = false;
let again = false;

async function refresh() {
  again = true;
  if (refreshing) return;
  refreshing = true;
  while (again) {
    again = false;
    try {
      await refreshOnce();
    } catch {
      say("imr serve does not answer. Is it still running?");
    }
  }
  refreshing = false;
}

async function refreshOnce() {
  // A page without parts, such as a report, shows what was so when it was loaded.
  if (!shown.size) return;
  const answer = await fetch(location.pathname, { cache: "no-store" });
  if (answer.status === 404) return showDeleted();
  if (!answer.ok) return say("imr serve does not answer. Open the address that it printed.");
  const fresh = new Map();
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  seen = next.body.dataset.seen;
  for (const part of next.querySelectorAll("[data-part]")) fresh.set(part.id, part.innerHTML);
  const pictures = new Map();
  await Promise.all([...next.querySelectorAll("img")].map(async (img) => pictures.set(img, await keepOrLoad(img))));
  let changed = false;
  for (const part of document.querySelectorAll("[data-part]")) {
    const other = next.getElementById(part.id);
    if (!other) continue;
    part.className = other.className;
    if (shown.get(part.id) === fresh.get(part.id)) continue;
    shown.set(part.id, fresh.get(part.id));
    if (!letter && part.children.length === other.children.length) {
      swapRows(part, other);
      changed = true;
      continue;
    }
    const focused = part.contains(document.activeElement) ? nameOf(document.activeElement) : null;
    for (const img of other.querySelectorAll("img")) img.removeAttribute("src");
    part.replaceChildren(...other.childNodes);
    for (const img of part.querySelectorAll("img")) img.replaceWith(pictures.get(img));
    if (focused) [...part.querySelectorAll("a")].find((link) => nameOf(link) === focused)?.focus();
    changed = true;
  }
  if (!changed) return;
  if (letter) {
    choose(chosen);
    showPage();
    say(byId("stale").hasChildNodes() ? "The record has errors." : `Refreshed at ${new Date().toLocaleTimeString()}`);
  } else {
    filter();
  }
}

// The record is gone: what was shown of it stays, dimmed, under a notice.
function showDeleted() {
  say("The record was deleted.");
  if (!letter) return;
  const note = document.createElement("p");
  note.className = "stale-note";
  note.textContent = "The record was deleted or renamed: this is what was here before.";
  byId("stale").replaceChildren(note);
  shown.set("stale", null);
  for (const id of ["pages", "reading", "markdown", "changes", "record"]) {
    byId(id).classList.add("stale");
    shown.set(id, null);
  }
}

// Rows that stay the same stay in place, under the hand that is about to click them.
function swapRows(part, other) {
  const rows = [...other.children];
  for (const [number, row] of [...part.children].entries()) {
    if (row.outerHTML !== rows[number].outerHTML) row.replaceWith(rows[number]);
  }
}

// What a link is about: it keeps the focus when it is written again.
const nameOf = (link) => link.dataset.field ?? link.getAttribute("href");

// A picture that is in sight is loaded before it is put in place, so that nothing flickers; the others come
// after. One that is here already is kept.
async function keepOrLoad(img) {
  const here = [...document.images].find((image) => image.getAttribute("src") === img.getAttribute("src"));
  if (here) return here;
  const old = byId(img.closest("figure").id)?.querySelector("img");
  const loaded = document.importNode(img);
  if (old && inSight(old)) await loaded.decode().catch(() => {});
  return loaded;
}

function inSight(element) {
  const [at, pages] = [element.getBoundingClientRect(), byId("pages-scroll").getBoundingClientRect()];
  return at.bottom > pages.top && at.top < pages.bottom && at.width > 0;
}

// A browser holds few connections to one place, so only what is in sight listens; what comes back in sight
// looks at once.
let seen = document.body.dataset.seen;
let events = null;

function listen() {
  if (events || document.hidden) return;
  events = new EventSource(`/events?since=${seen}`);
  events.addEventListener("everything", refresh);
  if (letter) {
    events.addEventListener("letter", (event) => { if (event.data === letter.dataset.letter) refresh(); });
  } else {
    events.addEventListener("list", refresh);
  }
  events.addEventListener("error", () => say("imr serve does not answer. Is it still running?"));
}

document.addEventListener("visibilitychange", async () => {
  if (document.hidden) {
    events?.close();
    events = null;
  } else {
    await refresh();
    listen();
  }
});
listen();

// ---- The list ----

function filter() {
  const number = byId("number").value.trim().toLowerCase();
  const [state, outcome] = [byId("state").value, byId("outcome").value];
  const rows = byId("letters").rows;
  let count = 0;
  for (const { dataset, classList } of rows) {
    const fits = dataset.number.toLowerCase().includes(number)
      && (!state || dataset.state.split(" ").includes(state)) && (!outcome || dataset.outcome === outcome);
    classList.toggle("out", !fits);
    count += fits;
  }
  byId("shown").textContent = count === rows.length ? `${count} letters` : `${count} of ${rows.length} letters`;
}

if (byId("search")) {
  byId("search").addEventListener("input", filter);
  byId("search").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("letters").querySelector("tr:not(.out) a")?.click();
  });
  filter();
}

// ---- Lines of the record ----

let chosen = null;

function linesOf(text) {
  return text.split(",").flatMap((run) => {
    const [first, last = first] = run.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, n) => byId(`line-${first + n}`)).filter(Boolean);
  });
}

// What is chosen: a field, or lines that a finding names.
function choose(choice) {
  chosen = choice;
  for (const old of document.querySelectorAll(".chosen")) old.classList.remove("chosen");
  if (!choice) return [];
  let text = choice.lines;
  if (choice.field) {
    const links = [...document.querySelectorAll("#pages a[data-field]")].filter((link) => link.dataset.field === choice.field);
    const link = links.find((one) => one.dataset.lines === choice.lines) ?? links[0];
    if (!link) return [];
    text = link.dataset.lines;
    for (const one of links) one.classList.toggle("chosen", one.dataset.lines === text);
  }
  const lines = linesOf(text);
  for (const line of lines) line.classList.add("chosen");
  return lines;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-lines]");
  if (link) {
    event.preventDefault();
    const { lines, field } = link.dataset;
    const [first] = choose({ lines, field });
    first?.scrollIntoView({ block: "center" });
    say(link.getAttribute("aria-label") ?? link.textContent.trim());
  } else if (event.target.closest?.(".of-template")) {
    choose(null);
    say("This text stands in the template; the record has no field for it.");
  }
});

// ---- Ways to see the letter ----

const tabs = [...document.querySelectorAll("[role=tab]")];

function openTab(tab) {
  for (const one of tabs) {
    const on = one === tab;
    one.setAttribute("aria-selected", on);
    one.tabIndex = on ? 0 : -1;
    byId(one.getAttribute("aria-controls")).hidden = !on;
  }
  remember("tab", tab.id);
}

for (const [number, tab] of tabs.entries()) {
  tab.addEventListener("click", () => openTab(tab));
  tab.addEventListener("keydown", ({ key }) => {
    const to = { ArrowRight: number + 1, ArrowLeft: number - 1, Home: 0, End: tabs.length - 1 }[key];
    if (to === undefined) return;
    const other = tabs[(to + tabs.length) % tabs.length];
    openTab(other);
    other.focus();
  });
}

// ---- Pages ----

const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
let zoom = 1;

function zoomTo(to) {
  const pages = byId("pages-scroll");
  const at = pages.scrollTop / pages.scrollHeight;
  zoom = to;
  pages.style.setProperty("--zoom", zoom);
  pages.scrollTop = at * pages.scrollHeight;
  byId("zoom-fit").textContent = `${Math.round(zoom * 100)} %`;
  remember("zoom", zoom);
}
const larger = () => zoomTo(steps.find((step) => step > zoom) ?? zoom);
const smaller = () => zoomTo(steps.findLast((step) => step < zoom) ?? zoom);

const pageNow = (pages) => {
  const middle = byId("pages-scroll").scrollTop + byId("pages-scroll").clientHeight / 2;
  return Math.max(0, pages.findLastIndex((page) => page.offsetTop <= middle));
};
const pagesNow = () => [...document.querySelectorAll(".page")];

function showPage() {
  const pages = pagesNow();
  byId("page-now").textContent = pages.length ? `Page ${pageNow(pages) + 1} of ${pages.length}` : "No pages";
}

function turn(by) {
  const pages = pagesNow();
  const page = pages[pageNow(pages) + by];
  if (page) byId("pages-scroll").scrollTop = page.offsetTop - 12;
}

if (letter) {
  openTab(byId(remembered("tab")) ?? tabs[0]);
  zoomTo(Number(remembered("zoom")) || 1);
  byId("zoom-in").addEventListener("click", larger);
  byId("zoom-out").addEventListener("click", smaller);
  byId("zoom-fit").addEventListener("click", () => zoomTo(1));
  byId("page-before").addEventListener("click", () => turn(-1));
  byId("page-after").addEventListener("click", () => turn(1));
  byId("pages-scroll").addEventListener("scroll", showPage, { passive: true });
  // Only where the pages have the focus, so that no key means something unawares.
  byId("pages-scroll").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const does = { "+": larger, "=": larger, "-": smaller, "0": () => zoomTo(1) }[event.key];
    if (does) { does(); event.preventDefault(); }
  });
  byId("keys").addEventListener("click", () => byId("keyboard-help").showModal());
  showPage();
}
