// What every page gets when scripts run: the switch between light and dark, the place in the table of contents, links on headings,
// a button that copies code, and scrolling by keyboard for whatever is wider than the page.
(() => {
  "use strict";
  const root = document.documentElement;
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (systemIsDark.matches ? "dark" : "light")) === "dark";

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  function addThemeSwitch(tools) {
    const button = element("button", { type: "button", className: "tool theme" });
    const describe = () => {
      button.textContent = isDark() ? "☀" : "☾";
      button.title = button.ariaLabel = isDark() ? "Light page" : "Dark page";
      // Figures draw themselves again in the other colours.
      document.dispatchEvent(new CustomEvent("book-theme", { detail: { dark: isDark() } }));
    };
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("book-theme", root.dataset.theme);
      } catch {
        // Not remembered, but switched.
      }
      describe();
    });
    systemIsDark.addEventListener("change", describe);
    tools.append(button);
    describe();
  }

  function followReader() {
    const links = new Map([...document.querySelectorAll("aside a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
    const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
    if (headings.length === 0) return;
    let current = null;
    const update = () => {
      const above = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.3);
      const link = links.get((above.at(-1) ?? headings[0]).id);
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link.setAttribute("aria-current", "location");
      // Not scrollIntoView, which might move the page under the reader.
      const list = link.closest("details");
      list.scrollTop = link.offsetTop - list.clientHeight / 2;
      current = link;
    };
    let waiting = false;
    const later = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        update();
      });
    };
    addEventListener("scroll", later, { passive: true });
    later();
  }

  function linkHeadings() {
    for (const heading of document.querySelectorAll("main :is(h2, h3)[id]"))
      heading.append(element("a", { className: "anchor", href: `#${heading.id}`, ariaLabel: `Link to ${heading.textContent}` }, "#"));
  }

  function addCopyButtons() {
    if (!navigator.clipboard) return;
    for (const source of document.querySelectorAll("pre.source")) {
      const button = element("button", { type: "button", className: "copy" }, "Copy");
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 1500);
      });
      source.before(button);
    }
  }

  // Who has no mouse scrolls with arrow keys, which go to what has the focus.
  function makeWideThingsReachable() {
    for (const wide of document.querySelectorAll("pre, .html, figure, .math.display, .text table")) {
      if (wide.scrollWidth <= wide.clientWidth) {
        if (wide.dataset.wide) wide.removeAttribute("tabindex");
        continue;
      }
      wide.tabIndex = 0;
      wide.dataset.wide = "yes";
    }
  }

  // On a phone the table of contents is a line that opens.
  const contents = document.querySelector("aside details");
  if (contents && matchMedia("(max-width: 56rem)").matches) contents.open = false;

  for (const tools of document.querySelectorAll(".tools")) addThemeSwitch(tools);
  linkHeadings();
  addCopyButtons();
  followReader();
  makeWideThingsReachable();
  addEventListener("resize", makeWideThingsReachable);
  addEventListener("load", makeWideThingsReachable);
  window.book = { element, isDark, makeWideThingsReachable, load };

  /** Loads a script or a style sheet; what comes from a server far away must be what it claims to be. */
  function load(address, integrity) {
    return new Promise((resolve, reject) => {
      const isStyle = address.endsWith(".css");
      const made = isStyle ? element("link", { rel: "stylesheet", href: address }) : element("script", { src: address });
      if (integrity) Object.assign(made, { integrity, crossOrigin: "anonymous" });
      made.addEventListener("load", resolve);
      made.addEventListener("error", () => reject(new Error(`${address} could not be loaded`)));
      document.head.append(made);
    });
  }
})();
