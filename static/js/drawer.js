// The cart's drawer opens when htmx has filled it. Toasts leave by themselves.
const drawer = document.getElementById("drawer");
const toasts = document.getElementById("toasts");

// A button that waits for its answer is disabled and loses the focus, so it is remembered before.
let opener;
document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.target === drawer && !drawer.open) opener = document.activeElement;
});
drawer.addEventListener("close", () => opener?.focus());

document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target === drawer && drawer.innerHTML.trim() && !drawer.open) drawer.showModal();
});
drawer.addEventListener("click", (event) => {
  if (event.target === drawer || event.target.closest("[data-closes]")) drawer.close();
});

const fade = (toast) => setTimeout(() => toast.remove(), 7000);
[...toasts.children].forEach(fade);
new MutationObserver((changes) => changes.forEach(({ addedNodes }) => addedNodes.forEach(fade))).observe(toasts, { childList: true });
