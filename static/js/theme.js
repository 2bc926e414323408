// Runs before the first paint, so that a chosen theme never flashes.
const root = document.documentElement;
root.dataset.scripted = "";
if (localStorage.theme) root.dataset.theme = localStorage.theme;
