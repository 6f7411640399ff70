// Keys of the pages of review: each presses a button or follows a link that is there without it.
const items = [...document.querySelectorAll("[data-item]")];
let at = 0;

const move = (step) => {
  if (!items.length) return;
  items[at]?.classList.remove("current");
  at = Math.max(0, Math.min(items.length - 1, at + step));
  items[at].classList.add("current");
  items[at].focus({ preventScroll: true });
  items[at].scrollIntoView({ block: "nearest" });
};

const send = (act) => {
  const inside = items[at]?.querySelector(`form[data-act="${act}"]`);
  (inside ?? (act === "undo" ? document.querySelector('form[data-act="undo"]') : null))?.requestSubmit();
};

const correct = () => {
  const link = items[at]?.querySelector('a[data-act="correct"]');
  if (link) location.assign(link.href);
  else document.querySelector("[data-correct] select, [data-correct] input:not([type=hidden])")?.focus();
};

const keys = {
  j: () => move(1),
  k: () => move(-1),
  a: () => send("accept"),
  r: () => send("reject"),
  c: correct,
  u: () => send("undo"),
  q: () => location.assign("/judge"),
};

document.addEventListener("keydown", (pressed) => {
  if (pressed.key === "Escape") document.activeElement?.blur();
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.target.closest("input, select, textarea")) return;
  const act = keys[pressed.key];
  if (!act) return;
  pressed.preventDefault();
  act();
});

// A press of a second key, or a second click, does not judge twice.
document.addEventListener("submit", (sent) => {
  if (sent.target.dataset.sent) sent.preventDefault();
  sent.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => delete form.dataset.sent));

// A file of judgements is read into the field that is there without this.
const bringing = document.querySelector("[data-import]");
if (bringing) {
  const file = Object.assign(document.createElement("input"), { type: "file", accept: ".jsonl,.json,.txt" });
  file.setAttribute("aria-label", "Read them from a file");
  file.addEventListener("change", async () => {
    bringing.querySelector("textarea").value = (await file.files[0]?.text()) ?? "";
  });
  bringing.querySelector("label").after(file);
}

if (items.length) items[0].classList.add("current");
