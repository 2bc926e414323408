// The order screen: j and k lead to the next older and the next newer order, as in a mailbox.
const ways = { j: "next", k: "prev" };

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  document.querySelector(`main a[rel="${ways[event.key]}"], .office-bar a[rel="${ways[event.key]}"]`)?.click();
});
