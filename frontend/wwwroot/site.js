// Pages work without this. With it, what changes elsewhere is seen here without reloading: parts of a page that are
// marked data-live are replaced by what the server renders now, unless someone is filling in a form in them.
(() => {
  const parts = document.querySelectorAll("[data-live]");
  if (parts.length === 0 || !("EventSource" in window)) return;

  // Whoever has typed into a form, or opened one to read what it does, keeps it.
  document.addEventListener("input", touch);
  document.addEventListener("click", event => {
    if (event.target.closest("summary")) touch(event);
  });

  function touch(event) {
    event.target.closest("[data-live]")?.setAttribute("data-touched", "");
  }

  let isRunning = false;
  let isWanted = false;

  async function refresh() {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    try {
      while (isWanted) {
        isWanted = false;
        const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
        if (answer.redirected || !answer.ok) {
          if (answer.headers.has("Retry-After")) later();
          break;
        }
        replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch {
      later();
    } finally {
      isRunning = false;
    }
  }

  // The connection is away, or too much is asked of the other end.
  function later() {
    setTimeout(refresh, 5000);
  }

  function replace(page) {
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!fresh || fresh.textContent === part.textContent) continue;
      if (part.hasAttribute("data-touched")) document.querySelector("[data-changed]")?.removeAttribute("hidden");
      else exchange(part, document.importNode(fresh, true));
    }
  }

  // Whoever goes through the page by keyboard stays where they were.
  function exchange(part, fresh) {
    const places = "a, button, summary, [tabindex]";
    const at = [...part.querySelectorAll(places)].indexOf(document.activeElement);
    part.replaceWith(fresh);
    if (at >= 0) [...fresh.querySelectorAll(places)].at(at)?.focus();
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
