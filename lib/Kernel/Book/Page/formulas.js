// TeX to formulas by KaTeX. Until it is there, and where it cannot be had, the TeX itself stands in the text.
(async () => {
  "use strict";
  const { script, scriptIntegrity, style, styleIntegrity } = document.currentScript.dataset;
  try {
    await Promise.all([window.book.load(script, scriptIntegrity), window.book.load(style, styleIntegrity)]);
  } catch {
    return;
  }

  // What Jupyter takes for a formula in an output: $$…$$, \[…\], \(…\) and $…$, outside of code.
  const delimited = /\$\$([^$]+)\$\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)|\$([^$\n]+)\$/g;
  for (const output of document.querySelectorAll(".html.tex")) {
    const texts = document.createTreeWalker(output, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode())
      if (!texts.currentNode.parentElement.closest("script, style, pre, code, textarea")) found.push(texts.currentNode);
    for (const text of found) {
      const parts = [];
      let end = 0;
      for (const match of text.data.matchAll(delimited)) {
        const [whole, display, bracketed, inline, dollar] = match;
        const formula = window.book.element("span", { className: display ?? bracketed ? "math display" : "math" }, display ?? bracketed ?? inline ?? dollar);
        parts.push(text.data.slice(end, match.index), formula);
        end = match.index + whole.length;
      }
      if (parts.length > 0) text.replaceWith(...parts, text.data.slice(end));
    }
  }

  for (const formula of document.querySelectorAll(".math")) {
    const tex = formula.textContent;
    formula.classList.add("set");
    window.katex.render(tex, formula, { displayMode: formula.classList.contains("display"), throwOnError: false });
  }
  window.book.makeWideThingsReachable();
})();
