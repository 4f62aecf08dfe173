// Still figures become interactive when the reader comes near them: Plotly.js is large, and nobody waits for it before reading.
(() => {
  "use strict";
  const { script, scriptIntegrity } = document.currentScript.dataset;
  const plots = new Map();
  let library = null;

  const colours = () => {
    const colour = (name) => {
      // Resolved by the browser: the value itself is light-dark(…).
      const probe = window.book.element("i");
      probe.style.color = `var(${name})`;
      document.body.append(probe);
      const value = getComputedStyle(probe).color;
      probe.remove();
      return value;
    };
    return { ink: colour("--ink"), line: colour("--line"), paper: colour("--paper") };
  };

  /** The figure as it was made, narrower where the page is, and on a dark page with light ink: only what the figure leaves to its template. */
  function fitted(figure, width) {
    const layout = structuredClone(figure.layout ?? {});
    const asked = layout.width ?? 640;
    layout.width = Math.min(asked, width);
    if (layout.height && layout.width < asked) layout.height = Math.round(layout.height * Math.max(0.75, layout.width / asked));
    if (window.book.isDark()) {
      const { ink, line, paper } = colours();
      const template = (layout.template ??= {});
      const base = (template.layout ??= {});
      Object.assign(base, { paper_bgcolor: paper, plot_bgcolor: paper, font: { ...base.font, color: ink } });
      const axis = { gridcolor: line, zerolinecolor: line, linecolor: ink, tickcolor: ink, color: ink };
      for (const name of ["xaxis", "yaxis"]) base[name] = { ...base[name], ...axis };
      base.scene = { ...base.scene };
      for (const name of ["xaxis", "yaxis", "zaxis"]) base.scene[name] = { ...base.scene[name], gridcolor: line, zerolinecolor: line, color: ink };
      // Buttons and sliders are no part of the template.
      for (const menu of layout.updatemenus ?? []) Object.assign(menu, { bgcolor: paper, bordercolor: line });
      for (const slider of layout.sliders ?? []) Object.assign(slider, { bgcolor: line, bordercolor: line, activebgcolor: ink });
    }
    return { data: figure.data, layout, frames: figure.frames, config: { responsive: false, displaylogo: false, displayModeBar: "hover", ...figure.config } };
  }

  async function draw(holder) {
    const plot = plots.get(holder);
    try {
      library ??= window.book.load(script, scriptIntegrity);
      await library;
    } catch {
      return;
    }
    if (!plot.live) {
      plot.live = window.book.element("div", { className: "live" });
      holder.append(plot.live);
    }
    // Measured while the still figure stands there, which is as wide as the page allows.
    const width = holder.clientWidth;
    try {
      await window.Plotly.react(plot.live, fitted(plot.figure, width));
      holder.classList.add("drawn");
    } catch (error) {
      plot.live.remove();
      plot.live = null;
      console.warn(`A figure stays still: ${error.message}`);
    }
  }

  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        draw(target);
      }
    },
    { rootMargin: "600px 0px" },
  );
  for (const holder of document.querySelectorAll("figure.plot")) {
    plots.set(holder, { figure: JSON.parse(holder.querySelector("script").textContent), live: null });
    near.observe(holder);
  }

  const redraw = () => {
    for (const [holder, { live }] of plots) if (live) draw(holder);
  };
  document.addEventListener("book-theme", redraw);
  let width = innerWidth;
  addEventListener("resize", () => {
    // Phones change the height while scrolling.
    if (innerWidth === width) return;
    width = innerWidth;
    redraw();
  });
})();
