// Review: keys for the verdicts, the form's fields by kind, and adding a target by selecting its words.

import { openKey, openTarget, step } from "./plan.js";

const detail = () => document.getElementById("detail");
const does = (what) => document.querySelector(`#detail [data-does="${what}"]`) ?? document.querySelector(`#review-acts [data-does="${what}"]`);
const keys = { a: "accept", e: "edit", x: "reject", u: "undo" };

document.addEventListener("keydown", async (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, dialog")) return;
  const what = keys[event.key];
  if (!what) return;
  event.preventDefault();
  const row = document.activeElement.closest?.(".target");
  if (what !== "undo" && row && row.dataset.key !== openKey()) await openTarget(row.dataset.key);
  does(what)?.click();
});

// After a verdict the next target that waits comes up by itself when the keys are used.
let byKey = false;
document.addEventListener("keydown", (event) => (byKey = event.key === "a" || event.key === "x"), true);
document.addEventListener("pointerdown", () => (byKey = false), true);
document.body.addEventListener("htmx:afterSettle", kinds);
document.body.addEventListener("judged", () => {
  const row = document.getElementById(`t-${openKey()}`);
  row?.classList.add("open");
  if (!byKey) return;
  byKey = false;
  row?.querySelector(".what").focus({ preventScroll: true });
  step(1);
});

function kinds() {
  document.querySelectorAll("form.edit").forEach((form) => {
    const kind = form.querySelector("[data-kind]")?.value;
    form.querySelectorAll("[data-for]").forEach((group) => (group.hidden = group.dataset.for !== kind));
  });
}
document.addEventListener("change", (event) => event.target.matches("[data-kind]") && kinds());
kinds();

// Positions count Unicode characters of the document, as the server does; a browser counts UTF-16 units.
const characters = (text) => [...text].length;

function place(node, offset) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p[data-at]");
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset.at) + characters(before.toString());
}

const adder = document.createElement("button");
adder.type = "button";
adder.className = "button loud adder";
adder.id = "adder";
adder.hidden = true;
adder.textContent = document.querySelector(".split").dataset.addWords;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const pane = document.getElementById("text");
  const view = document.querySelector(".split");
  if (!view.dataset.add || !selection.rangeCount || selection.isCollapsed || !pane.querySelector(".source").contains(selection.anchorNode)) {
    adder.hidden = true;
    return;
  }
  const box = selection.getRangeAt(0).getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (!adder.isConnected) pane.append(adder);
  adder.hidden = false;
  adder.style.left = `${Math.max(8, Math.min(box.left - frame.left, frame.width - adder.offsetWidth - 16))}px`;
  adder.style.top = `${box.bottom - frame.top + pane.scrollTop + 8}px`;
});

// Keep the selection while the button takes the pointer.
adder.addEventListener("pointerdown", (event) => event.preventDefault());
adder.addEventListener("click", () => {
  const range = getSelection().getRangeAt(0);
  const start = place(range.startContainer, range.startOffset);
  const end = place(range.endContainer, range.endOffset);
  if (start === null || end === null) return;
  adder.hidden = true;
  const line = range.startContainer.parentElement.closest("p");
  window.htmx.ajax("POST", document.querySelector(".split").dataset.add, {
    target: "#detail",
    swap: "innerHTML",
    values: { start, end },
    headers: { "X-CSRFToken": document.querySelector("input[name=csrfmiddlewaretoken]").value },
  }).then(() => {
    line.scrollIntoView({ block: "center" });
    detail().querySelector("select, input:not([type=hidden])")?.focus({ preventScroll: true });
  });
});
