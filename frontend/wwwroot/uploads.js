// Pages work without this: files then travel with their form. With it, each travels while the rest of the form is
// filled in, with a small picture of it and how far it is; the form waits for the last one.
(() => {
  document.addEventListener("change", event => {
    const input = event.target.closest("input[type=file][data-upload]");
    if (!input) return;
    const list = listOf(input);
    if (!input.multiple) list.replaceChildren();
    for (const file of input.files) send(input, addRow(input, list, file), file);
    input.value = "";
  });

  document.addEventListener("submit", event => {
    if (!event.target.querySelector(".upload[aria-busy]")) return;
    event.preventDefault();
    event.target.setAttribute("data-pressed", "");
  });

  function listOf(input) {
    const list = input.nextElementSibling;
    if (list?.matches(".uploads")) return list;
    input.insertAdjacentElement("afterend", make("ul", "uploads"));
    return input.nextElementSibling;
  }

  function make(name, classes, text = "") {
    const element = document.createElement(name);
    element.className = classes;
    element.textContent = text;
    return element;
  }

  function addRow(input, list, file) {
    const row = make("li", "upload");
    const remove = make("button", "govuk-button govuk-button--secondary", input.dataset.remove);
    remove.type = "button";
    remove.append(make("span", "govuk-visually-hidden", ` ${file.name}`));
    remove.addEventListener("click", () => {
      row.remove();
      input.focus();
      goOn(input.form);
    });
    row.append(make("span", "", file.name), remove);
    list.append(row);
    draw(row, file);
    return row;
  }

  async function draw(row, file) {
    try {
      const picture = await createImageBitmap(file, { resizeHeight: 96 });
      const canvas = make("canvas", "");
      [canvas.width, canvas.height] = [picture.width, picture.height];
      canvas.getContext("2d").drawImage(picture, 0, 0);
      row.prepend(canvas);
    } catch {
      // No picture, such as a PDF.
    }
  }

  function send(input, row, file) {
    const progress = make("progress", "");
    progress.setAttribute("aria-label", `${input.dataset.sending} ${file.name}`);
    row.querySelector("button").before(progress);
    row.setAttribute("aria-busy", "true");
    const form = input.form;
    const body = new FormData();
    body.append("__RequestVerificationToken", form.elements.namedItem("__RequestVerificationToken").value);
    body.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", input.dataset.upload);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", event => {
      if (event.lengthComputable) progress.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      if (!row.isConnected) return;
      progress.remove();
      row.removeAttribute("aria-busy");
      if (request.status === 200) keep(input, row, request.response.id);
      else refuse(input, row, file, request);
      goOn(form);
    });
    request.send(body);
  }

  function keep(input, row, id) {
    const kept = make("input", "");
    [kept.type, kept.name, kept.value] = ["hidden", input.name, id];
    const said = make("span", "quiet", input.dataset.sent);
    said.setAttribute("role", "status");
    row.querySelector("button").before(said, kept);
  }

  function refuse(input, row, file, request) {
    // A form that lacks one of its photos is not sent: whoever presses again has seen why.
    input.form.removeAttribute("data-pressed");
    const said = make("span", "govuk-error-message", request.response?.detail ?? input.dataset.failed);
    said.setAttribute("role", "alert");
    const again = make("button", "govuk-button govuk-button--secondary", input.dataset.again);
    again.type = "button";
    again.addEventListener("click", () => {
      said.remove();
      again.remove();
      send(input, row, file);
    });
    row.querySelector("button").before(said, again);
  }

  function goOn(form) {
    if (form.hasAttribute("data-pressed") && !form.querySelector(".upload[aria-busy]")) form.requestSubmit();
  }
})();
