// Pages work without this: a browser that loses its connection shows a page of its own, and reloading that sends the
// form once more with the same key. With it, a form is not let go while nobody would receive it: what was typed stays
// on the page, and pressing again is all there is to do.
(() => {
  const PATIENCE = 10_000;
  const asking = new WeakSet();

  document.addEventListener("submit", async event => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.hasAttribute("data-reached")) {
      form.removeAttribute("data-reached");
      return;
    }
    event.preventDefault();
    if (asking.has(form)) return;
    asking.add(form);
    form.querySelector(".away")?.remove();
    const isReached = await reaches();
    asking.delete(form);
    if (isReached) {
      form.setAttribute("data-reached", "");
      form.requestSubmit(event.submitter);
    } else say(form, event.submitter);
  });

  async function reaches() {
    try {
      await fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
      return true;
    } catch {
      return false;
    }
  }

  function say(form, button) {
    const said = document.createElement("p");
    said.className = "away govuk-error-message";
    said.setAttribute("role", "alert");
    said.textContent = document.body.dataset.away;
    if (button) button.before(said);
    else form.append(said);
  }
})();
