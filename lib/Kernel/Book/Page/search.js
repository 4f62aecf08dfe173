// Search over the headings and the text of all lectures, without a server: the index is a script, loaded when somebody searches.
(() => {
  "use strict";
  const { index } = document.currentScript.dataset;
  const { element, load } = window.book;
  const most = 30;
  let sections = null;
  let loading = null;

  // "Schrödinger" is found by "schrodinger", "log-variance" by "log variance".
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  window.bookSearch = (lectures) => {
    sections = lectures.flatMap(({ title, page, sections: parts }) =>
      parts.map(([id, heading, text]) => ({
        title, heading: heading || title, text, address: id ? `${page}#${encodeURIComponent(id)}` : page,
        plainTitle: plain(title), plainHeading: plain(heading), plainText: plain(text),
      })));
  };

  function find(query) {
    const words = plain(query).split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
    if (words.length === 0) return { words, hits: [] };
    const hits = [];
    for (const section of sections) {
      let score = 0;
      const all = words.every((word) => {
        const weight = 10 * section.plainHeading.includes(word) + 4 * section.plainTitle.includes(word) + section.plainText.includes(word);
        score += weight;
        return weight > 0;
      });
      if (all) hits.push({ section, score });
    }
    // Sorting is stable: of equals the earlier lecture comes first.
    return { words, hits: hits.sort((a, b) => b.score - a.score).slice(0, most).map((hit) => hit.section) };
  }

  function marked(text, words) {
    const parts = [];
    // Letter by letter, because taking accents away changes lengths.
    const letters = [...text];
    const folded = letters.map(plain);
    const starts = [];
    let length = 0;
    for (const letter of folded) {
      starts.push(length);
      length += letter.length;
    }
    const line = folded.join("");
    const isMarked = new Array(letters.length).fill(false);
    for (const word of words)
      for (let at = line.indexOf(word); at >= 0; at = line.indexOf(word, at + word.length))
        for (let i = 0; i < letters.length; i++) if (starts[i] >= at && starts[i] < at + word.length) isMarked[i] = true;
    for (let i = 0; i < letters.length; ) {
      let end = i;
      while (end < letters.length && isMarked[end] === isMarked[i]) end++;
      const piece = letters.slice(i, end).join("");
      parts.push(isMarked[i] ? element("mark", {}, piece) : piece);
      i = end;
    }
    return parts;
  }

  function excerpt({ text, plainText }, words) {
    const at = Math.max(0, Math.min(...words.map((word) => plainText.indexOf(word)).filter((place) => place >= 0), Infinity));
    const start = Number.isFinite(at) && at > 60 ? text.indexOf(" ", at - 50) + 1 : 0;
    return (start > 0 ? "… " : "") + text.slice(start, start + 170) + (start + 170 < text.length ? " …" : "");
  }

  const input = element("input", {
    type: "search", placeholder: "Search the book", ariaLabel: "Search the book", autocomplete: "off", spellcheck: false,
  });
  const list = element("ul", { id: "search-results", role: "listbox", ariaLabel: "Results" });
  const status = element("p", { className: "status", role: "status" });
  const dialog = element("dialog", { className: "search", ariaLabel: "Search" }, input, status, list);
  for (const [name, value] of [["role", "combobox"], ["aria-controls", list.id], ["aria-expanded", "false"], ["aria-autocomplete", "list"]])
    input.setAttribute(name, value);
  document.body.append(dialog);
  let chosen = -1;

  function choose(place) {
    const options = [...list.children];
    if (options.length === 0) return;
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = (place + options.length) % options.length;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  }

  function go(address) {
    dialog.close();
    location.href = address;
  }

  async function search() {
    if (!sections) {
      loading ??= load(index);
      try {
        await loading;
      } catch {
        status.textContent = `${index} is missing; run the lectures again.`;
        return;
      }
    }
    const { words, hits } = find(input.value);
    status.textContent = words.length === 0 ? "" : hits.length === 0 ? "Nothing found." : hits.length === 1 ? "1 place" : `${hits.length} places`;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    input.removeAttribute("aria-activedescendant");
    chosen = -1;
    list.hidden = hits.length === 0;
    list.replaceChildren(...hits.map((section, i) => {
      const option = element("li", { id: `search-result-${i}` },
        element("strong", {}, ...marked(section.heading, words)),
        element("span", { className: "where" }, section.heading === section.title ? "" : section.title),
        element("span", { className: "excerpt" }, ...marked(excerpt(section, words), words)));
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.addEventListener("click", () => go(section.address));
      return option;
    }));
    choose(0);
  }

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    search();
  }

  list.hidden = true;
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter") list.children[chosen]?.click();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if ((event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
      event.preventDefault();
      open();
    }
  });
  for (const tools of document.querySelectorAll(".tools")) {
    const button = element("button", { type: "button", className: "tool", title: "Search (press /)" }, "Search");
    button.append(element("kbd", { ariaHidden: "true" }, "/"));
    button.addEventListener("click", open);
    tools.prepend(button);
  }
})();
