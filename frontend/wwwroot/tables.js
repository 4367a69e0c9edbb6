// Pages work without this. With it, a table that is shown whole is sorted by any of its columns without asking again;
// lists that go on on another page are sorted by the server.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table.tBodies[0], head));
    }
  }

  function sort(body, head) {
    const isAscending = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isAscending ? "ascending" : "descending");
    const rows = [...body.rows].map(row => [keyOf(row.cells[head.cellIndex]), row]);
    rows.sort(([one], [other]) => (isAscending ? 1 : -1) * collator.compare(one, other));
    body.append(...rows.map(([, row]) => row));
  }

  // Amounts and dates are written for people; data-key holds them as digits.
  function keyOf(cell) {
    return cell.dataset.key ?? cell.textContent.trim();
  }
})();
