// Keeps the panel "At the door now" current. Rests while nobody looks, and when somebody says so.
const EVERY = 3000;
const LONGEST_PAUSE = 60000;

function watchDoor(panel, button) {
  let pause = EVERY;
  let held = false;

  function label() {
    button.textContent = held ? button.dataset.doorGo : button.dataset.doorPause;
  }

  async function refresh() {
    if (!held && !document.hidden && !panel.contains(document.activeElement)) {
      try {
        const answer = await fetch(panel.dataset.door, { headers: { "X-Requested-With": "fetch" } });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        panel.innerHTML = await answer.text();
        pause = EVERY;
      } catch {
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
    setTimeout(refresh, pause);
  }

  button.addEventListener("click", () => {
    held = !held;
    label();
  });
  label();
  button.hidden = false;
  setTimeout(refresh, EVERY);
}

const panel = document.querySelector("[data-door]");
if (panel) watchDoor(panel, document.querySelector("[data-door-pause]"));
