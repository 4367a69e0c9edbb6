// Pages work without this. With it, the search box offers how what is being written may go on.
(() => {
  const pause = 120;

  for (const box of document.querySelectorAll("input[data-suggestions]")) {
    let timer, asked;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      asked?.abort();
      timer = setTimeout(() => offer(box, asked = new AbortController()), pause);
    });
  }

  async function offer(box, { signal }) {
    const text = box.value.trimStart();
    if (text.length < 2) return;
    try {
      const answer = await fetch(`${box.dataset.suggestions}?text=${encodeURIComponent(text)}`, { signal });
      if (!answer.ok) return;
      const { texts } = await answer.json();
      box.list.replaceChildren(...texts.map(one => new Option("", one)));
    } catch {
      // Without a connection one writes on.
    }
  }
})();
