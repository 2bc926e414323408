// Suggestions under the search box: asked for while one types, walked through with the arrows, closed with Escape.
const box = document.getElementById("q");
const list = document.getElementById("suggested");
const RECENT = "searches";
const PAUSE = 120;
let asked;
let waiting;

const recent = () => JSON.parse(localStorage.getItem(RECENT) || "[]");

function show(html) {
  list.innerHTML = html;
  list.hidden = !list.firstElementChild;
  box.setAttribute("aria-expanded", String(!list.hidden));
  box.removeAttribute("aria-activedescendant");
}

function showRecent() {
  const options = recent().map((words, number) => {
    const link = Object.assign(document.createElement("a"), { className: "suggestion", tabIndex: -1, textContent: words });
    link.href = `${box.form.action}?${new URLSearchParams({ q: words })}`;
    const option = Object.assign(document.createElement("li"), { id: `suggestion-r${number}`, role: "option" });
    option.append(link);
    return option;
  });
  show("");
  if (!options.length) return;
  const lines = Object.assign(document.createElement("ul"), { className: "suggestions", role: "listbox" });
  lines.append(...options);
  list.append(lines);
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
}

async function ask() {
  const words = box.value.trim();
  if (words.length < 2) return showRecent();
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`${list.dataset.from}?${new URLSearchParams({ q: words })}`, { signal: asked.signal });
    if (answer.ok) show(await answer.text());
  } catch (error) {
    if (error.name !== "AbortError") show("");
  }
}

function choose(step) {
  const options = [...list.querySelectorAll("[role=option]")];
  if (!options.length) return;
  const chosen = options.findIndex((option) => option.id === box.getAttribute("aria-activedescendant"));
  const next = options[(chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length];
  options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
  box.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

box?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, PAUSE);
});
box?.addEventListener("focus", () => box.value.trim() || showRecent());
box?.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    choose(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    show("");
  } else if (event.key === "Enter") {
    const chosen = document.getElementById(box.getAttribute("aria-activedescendant") || "none");
    if (!chosen) return;
    event.preventDefault();
    location.assign(chosen.querySelector("a").href);
  }
});
box?.form.addEventListener("submit", () => {
  const words = box.value.trim();
  if (words) localStorage.setItem(RECENT, JSON.stringify([words, ...recent().filter((other) => other !== words)].slice(0, 6)));
});
box?.form.addEventListener("focusout", ({ relatedTarget }) => box.form.contains(relatedTarget) || show(""));
