// The plan page: a target and its words find each other, filters apply at once, keys walk the list.

const all = (selector) => [...document.querySelectorAll(selector)];
const split = () => document.querySelector(".split");
const rowOf = (key) => document.getElementById(`t-${key}`);
const wordsOf = (key) => all(".words").filter((words) => words.dataset.k.split(" ").includes(key));
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
const narrow = () => matchMedia("(max-width: 760px)").matches;

function mark(name, key) {
  all(`.target.${name}, .words.${name}`).forEach((element) => element.classList.remove(name));
  if (!key) return;
  rowOf(key)?.classList.add(name);
  wordsOf(key).forEach((words) => words.classList.add(name));
}

// Bring one side to a target when it is out of sight there. Only that pane moves; on a phone the page does.
function reveal(side, key) {
  const element = side === "text" ? wordsOf(key)[0] : rowOf(key);
  const pane = document.getElementById(side);
  if (!element || !pane) return;
  if (narrow()) return element.scrollIntoView({ block: "start" });
  const box = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (box.top > frame.top + 76 && box.bottom < frame.bottom - 16) return;
  const by = box.top - frame.top - frame.height / 2;
  // A short way is shown, a long one would only take time.
  pane.scrollBy({ top: by, behavior: calm || Math.abs(by) > frame.height ? "auto" : "smooth" });
}

function show(side) {
  const view = split();
  if (!view) return;
  view.dataset.show = side;
  all(".switch [data-show]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.show === side)));
}

function go(address) {
  history.pushState({}, "", address);
  seen = location.search;
}

export async function openTarget(key, from = "tree", remember = true) {
  mark("open", key);
  document.querySelector("#toasts .toast:not(.bad)")?.remove();
  const view = split();
  const query = new URLSearchParams({ version: view.dataset.version, base: view.dataset.base });
  if (view.dataset.reviewing) query.set("reviewing", "1");
  for (const name of ["as_of", "known_at"]) {
    const day = new URLSearchParams(location.search).get(name);
    if (day) query.set(name, day);
  }
  if (remember) {
    const here = new URL(location.href);
    here.searchParams.set("target", key);
    here.hash = "";
    go(here);
  }
  const shown = new Promise((resolve) => (arrived = resolve));
  window.htmx.ajax("GET", `${view.dataset.details.replace("KEY", encodeURIComponent(key))}?${query}`, { target: "#detail", swap: "innerHTML" });
  await shown;
  reveal(from === "tree" ? "text" : "tree", key);
}

// The pane shows what was asked for last: an answer to an earlier look must not replace, say, a form somebody types into.
let latest;
document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target.id === "detail") latest = detail.xhr;
});
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "detail" && detail.requestConfig.verb === "get" && detail.xhr !== latest) detail.shouldSwap = false;
});

// Only when the detail stands is it known how much room is left beside it.
let arrived = () => {};
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target.id !== "detail") return;
  arrived();
  const key = openKey();
  if (key && document.querySelector("#detail form.edit, #detail .versus") && !narrow()) reveal("text", key);
});

export function closeTarget() {
  mark("open", "");
  document.getElementById("detail")?.replaceChildren();
  const here = new URL(location.href);
  here.searchParams.delete("target");
  go(here);
}

export const openKey = () => document.querySelector("#detail article")?.dataset.key ?? document.querySelector(".target.open")?.dataset.key;

export function step(by) {
  const rows = all(".target");
  if (!rows.length) return;
  const at = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("open"));
  const focused = rows.findIndex((row) => row.contains(document.activeElement));
  const from = focused >= 0 ? focused : at;
  const next = rows[Math.min(rows.length - 1, Math.max(0, from < 0 ? (by > 0 ? 0 : rows.length - 1) : from + by))];
  next.querySelector(".what").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  if (openKey()) openTarget(next.dataset.key);
}

document.addEventListener("mouseover", (event) => hover(event.target));
document.addEventListener("focusin", (event) => hover(event.target));

function hover(element) {
  const row = element.closest?.(".target");
  const words = element.closest?.(".words");
  if (row) mark("near", row.dataset.key);
  else if (words) mark("near", words.dataset.k.split(" ")[0]);
  else mark("near", "");
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const words = event.target.closest(".words");
  if (words) {
    event.preventDefault();
    if (String(getSelection()).length) return;
    openTarget(words.dataset.k.split(" ")[0], "text");
    return;
  }
  const evidence = event.target.closest(".number .badge");
  const row = event.target.closest(".target");
  if (evidence && (row || event.target.closest("#detail"))) {
    event.preventDefault();
    const key = (row ?? event.target.closest("[data-key]")).dataset.key;
    if (narrow()) {
      closeTarget();
      show("text");
    }
    mark("near", key);
    reveal("text", key);
  } else if (row) {
    event.preventDefault();
    openTarget(row.dataset.key);
  } else if (event.target.closest("[data-closes]")) {
    event.preventDefault();
    closeTarget();
  } else if (event.target.closest("[data-task]")) {
    event.preventDefault();
    if (narrow()) show("text");
    const line = document.getElementById(`p-${event.target.closest("[data-task]").dataset.task}`)?.parentElement;
    line?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  } else if (event.target.closest(".switch [data-show]")) {
    show(event.target.closest("[data-show]").dataset.show);
  }
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("#filters");
  if (form && event.target.matches("select")) {
    form.requestSubmit();
  }
  // A day that is being typed is whole only when the field says so.
  if (event.target.matches("#clock input[type=date]") && event.target.value) event.target.form.requestSubmit();
});

// What is not asked for does not stand in the address.
document.addEventListener("submit", (event) => {
  if (event.target.matches("#filters, .top .search")) event.target.querySelectorAll("select, input").forEach((field) => (field.disabled = !field.value));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "Escape" && openKey()) closeTarget();
});

// On a phone the targets come first; what is filtered stays in sight.
const sift = document.getElementById("sift");
if (sift && narrow() && !("filtered" in sift.dataset)) sift.open = false;

// Back and forward between targets; a mere change of the hash is no step.
let seen = location.search;
addEventListener("popstate", () => location.search !== seen && location.reload());

// A search or a filter brings the text to the first hit.
const hit = document.querySelector(".source mark.hit") ?? (sift && "filtered" in sift.dataset ? document.querySelector(".source .words:not(.dim)") : null);
if (hit && !narrow()) hit.closest(".pane").scrollTop += hit.getBoundingClientRect().top - hit.closest(".pane").getBoundingClientRect().top - 120;

// A deep link: bring both sides to the target it names.
const first = new URLSearchParams(location.search).get("target") ?? (location.hash.startsWith("#w-") ? decodeURIComponent(location.hash.slice(3)) : "");
if (first && rowOf(first)) {
  if (!document.querySelector("#detail article")) openTarget(first, "tree", false);
  for (const side of ["text", "tree"]) if (!narrow() || side === "tree") reveal(side, first);
}
