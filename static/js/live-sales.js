// Keeps today's figures on the dashboard current while the live process answers; silent when it does not.
const REFUSED = new Set([4400, 4401, 4403, 4429]);
const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 60000;

function watch(sign) {
  const base = sign.dataset.liveUrl || `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}`;
  const figures = {
    orders: document.querySelector('[data-live="orders"]'),
    revenue: document.querySelector('[data-live="revenue"]'),
  };
  let pause = FIRST_PAUSE;

  function show(today) {
    if (figures.orders) figures.orders.textContent = today.orders;
    if (figures.revenue) figures.revenue.textContent = today.revenue;
  }

  function connect() {
    const socket = new WebSocket(`${base}/live/sales`);
    socket.addEventListener("message", (message) => {
      const said = JSON.parse(message.data);
      pause = FIRST_PAUSE;
      show(said.today);
      sign.textContent = said.sale ? `${said.sale.number} · ${said.sale.total}` : sign.dataset.liveWords;
      sign.hidden = false;
    });
    socket.addEventListener("close", (closed) => {
      sign.hidden = true;
      if (REFUSED.has(closed.code)) return;
      setTimeout(connect, pause * (0.5 + Math.random()));
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  }

  for (const figure of Object.values(figures)) figure?.setAttribute("aria-live", "polite");
  connect();
}

const sign = document.querySelector("[data-live-url]");
if (sign) watch(sign);
