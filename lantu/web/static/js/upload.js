// Upload by drag and drop with progress. Without this script the form sends itself.

const form = document.getElementById("upload");
const field = document.getElementById("file");
const drop = document.getElementById("drop");
const wrong = document.getElementById("wrong");
const bar = document.getElementById("bar");
const send = document.getElementById("send");

function tell(words, there) {
  wrong.textContent = words;
  if (there) {
    const link = document.createElement("a");
    link.href = there;
    link.textContent = form.dataset.there;
    wrong.append(" ", link);
  }
  wrong.hidden = !words;
}

const size = (bytes) => (bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`);

function fits() {
  const file = field.files[0];
  const chosen = document.getElementById("chosen");
  chosen.hidden = !file;
  chosen.textContent = file ? `${file.name} · ${size(file.size)}` : "";
  const large = file && file.size > Number(form.dataset.limit);
  tell(!file ? "" : large ? form.dataset.tooLarge.replace("{size}", size(file.size)) : "");
  return Boolean(file) && !large;
}

field.addEventListener("change", fits);
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
// A file dropped beside the frame must not replace the page.
for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
drop.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  field.files = event.dataTransfer.files;
  fits();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!field.files.length) return tell(form.dataset.none);
  if (!fits()) return;
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    const percent = Math.round((100 * loaded) / total);
    bar.querySelector("progress").value = percent;
    document.getElementById("bar-words").textContent = form.dataset.sending.replace("{percent}", percent);
  });
  request.addEventListener("load", () => {
    if (request.status === 200) return location.assign(request.responseText);
    stop(request.status === 422 ? request.responseText : form.dataset.network, request.getResponseHeader("Content-Location"));
  });
  request.addEventListener("error", () => stop(form.dataset.network));
  bar.hidden = false;
  send.disabled = true;
  request.send(new FormData(form));
});

function stop(words, there) {
  bar.hidden = true;
  send.disabled = false;
  tell(words, there);
}
