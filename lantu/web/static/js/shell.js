// The frame of every page: search key, table of keys, printing, failed requests.

const typing = (element) => element.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const field = document.querySelector(".top input[type=search]");
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  } else if (event.key === "?") {
    event.preventDefault();
    open("keys");
  }
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) open(opener.dataset.opens);
  if (event.target.closest("[data-prints]")) window.print();
  const copier = event.target.closest("[data-copies]");
  if (copier) navigator.clipboard?.writeText(document.getElementById(copier.dataset.copies).textContent.trim()).then(() => say(document.body.dataset.copied));
});

function open(id) {
  const dialog = document.getElementById(id);
  if (dialog && !dialog.open) dialog.showModal();
}

// A sentence in the corner; it leaves by itself unless it tells of a failure.
export function say(words, bad = false) {
  const toast = document.createElement("div");
  toast.className = bad ? "toast bad" : "toast";
  toast.textContent = words;
  const corner = document.getElementById("toasts");
  corner.replaceChildren(toast);
  if (!bad) fade(toast);
}

function fade(toast) {
  setTimeout(() => toast.remove(), 8000);
}

document.querySelectorAll(".toast:not(.bad)").forEach(fade);
document.body.addEventListener("htmx:sendError", () => say(document.body.dataset.failed, true));
// Answers that explain a refusal or a conflict are shown as they are.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  if ([403, 404, 409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  } else if (event.detail.xhr.status >= 500) {
    say(document.body.dataset.failed, true);
  }
});
