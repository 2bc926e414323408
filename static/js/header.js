// The header: it follows upward scrolling, its menus close when one looks elsewhere, and the theme can be switched.
const header = document.querySelector(".header");
const menus = [...header.querySelectorAll("details")];
const theme = document.getElementById("theme");
const wide = matchMedia("(width >= 64rem)");

let last = scrollY;
addEventListener(
  "scroll",
  () => {
    if (Math.abs(scrollY - last) < 6) return;
    header.toggleAttribute("data-follows", scrollY > 160);
    header.toggleAttribute("data-away", scrollY > last && scrollY > 160);
    last = scrollY;
  },
  { passive: true },
);

const close = (except) => menus.forEach((menu) => menu === except || (menu.open = false));
addEventListener("click", (event) => wide.matches && close(event.target.closest(".menu details")));
addEventListener("keydown", (event) => {
  const open = menus.find((menu) => menu.open);
  if (event.key === "Escape" && open) {
    close();
    open.firstElementChild.focus();
  }
});

if (theme) theme.hidden = false;
theme?.addEventListener("click", () => {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = localStorage.theme = dark ? "light" : "dark";
});
