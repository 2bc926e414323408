// A choice in a list takes effect at once where it otherwise needs a button; thumbnails slide the gallery.
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-sends]")) target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  const thumb = event.target.closest(".gallery-thumbs a");
  if (!thumb) return;
  event.preventDefault();
  const view = document.querySelector(thumb.hash);
  view.parentElement.scrollTo({ left: view.offsetLeft - view.parentElement.offsetLeft, behavior: "smooth" });
});
