// Pages work without this. With it, what changes elsewhere is seen here without reloading: parts of a page that are
// marked data-live are replaced by what the server renders now, unless someone is filling in a form in them.
(() => {
  const parts = document.querySelectorAll("[data-live]");
  if (parts.length === 0 || !("EventSource" in window)) return;

  document.addEventListener("input", event => {
    event.target.closest("[data-live]")?.setAttribute("data-touched", "");
  });

  let isRunning = false;
  let isWanted = false;

  async function refresh() {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) break;
      replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
    isRunning = false;
  }

  function replace(page) {
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!fresh || fresh.textContent === part.textContent) continue;
      if (part.hasAttribute("data-touched")) document.querySelector("[data-changed]")?.removeAttribute("hidden");
      else part.replaceWith(document.importNode(fresh, true));
    }
  }

  // What is under way and tells nobody is asked for until it has ended.
  const asking = setInterval(() => {
    if (document.querySelector("[data-poll]")) refresh();
    else clearInterval(asking);
  }, 2000);

  const feed = new EventSource("/peristiwa");
  feed.addEventListener("order-changed", event => {
    const order = document.querySelector("[data-order]")?.dataset.order;
    if (!order || JSON.parse(event.data).id === order) refresh();
  });
  feed.addEventListener("task-changed", () => {
    if (!document.querySelector("[data-order]")) refresh();
  });
  addEventListener("pagehide", () => feed.close());
})();
