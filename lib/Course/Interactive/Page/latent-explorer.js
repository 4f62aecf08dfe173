// Sliders for the latent numbers, a plane of two of them, a switch that lets them wander; the decoder runs here, in the page.

function latentExplorer(root, piece) {
  const { height, width, channels, low, high, range, start, names, plane } = piece;
  const decode = network(piece.network);
  const z = Float32Array.from(start);

  const canvas = element("canvas", { width, height });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `The picture decoded from ${z.length} latent numbers, ${width} by ${height} pixels`);
  // Whole multiples, or the pixels of one picture would differ in size.
  canvas.style.width = `${width * Math.max(1, Math.round(256 / Math.max(width, height)))}px`;
  const context = canvas.getContext("2d");
  const pixels = context.createImageData(width, height);
  pixels.data.fill(255);

  function paint() {
    const y = decode(z);
    const size = width * height;
    for (let i = 0; i < size; i++)
      for (let c = 0; c < 3; c++) pixels.data[4 * i + c] = ((y[channels === 3 ? c * size + i : i] - low) / (high - low)) * 255;
    context.putImageData(pixels, 0, 0);
  }

  const rows = names.map((name, i) =>
    slider({ label: [name], name: `latent number ${name}`, low: -range, high: range, step: 0.01, value: z[i], digits: 2 }, (value) => {
      dream(false);
      z[i] = value;
      update();
    }));
  const update = onceAFrame(() => {
    rows.forEach(({ set }, i) => set(z[i]));
    movePoint();
    paint();
  });

  const field = plane ? makePlane() : null;
  function makePlane() {
    const point = element("div", { className: "point" });
    const made = element("div", { className: plane.background ? "plane mapped" : "plane", tabIndex: 0 }, point);
    made.setAttribute("role", "application");
    made.setAttribute("aria-label", `Plane of ${names[plane.horizontal]} and ${names[plane.vertical]}: click or drag, or move with the arrow keys`);
    if (plane.background) made.style.backgroundImage = `url(data:image/png;base64,${plane.background})`;
    const go = (event) => {
      const box = made.getBoundingClientRect();
      const place = (share) => Math.min(1, Math.max(0, share)) * 2 * range - range;
      dream(false);
      z[plane.horizontal] = place((event.clientX - box.left) / box.width);
      z[plane.vertical] = -place((event.clientY - box.top) / box.height);
      update();
    };
    made.addEventListener("pointerdown", (event) => {
      made.setPointerCapture(event.pointerId);
      go(event);
    });
    made.addEventListener("pointermove", (event) => {
      if (made.hasPointerCapture(event.pointerId)) go(event);
    });
    const arrows = { ArrowLeft: [plane.horizontal, -1], ArrowRight: [plane.horizontal, 1], ArrowDown: [plane.vertical, -1], ArrowUp: [plane.vertical, 1] };
    made.addEventListener("keydown", (event) => {
      const arrow = arrows[event.key];
      if (!arrow) return;
      // Notebooks have their own plans for arrow keys.
      event.preventDefault();
      event.stopPropagation();
      dream(false);
      const [i, sign] = arrow;
      z[i] = Math.min(range, Math.max(-range, z[i] + sign * range * (event.shiftKey ? 0.1 : 0.02)));
      update();
    });
    return { made, point };
  }
  function movePoint() {
    if (!field) return;
    const share = (value) => `${(50 * (Math.min(range, Math.max(-range, value)) + range)) / range}%`;
    field.point.style.left = share(z[plane.horizontal]);
    field.point.style.top = share(-z[plane.vertical]);
  }

  // Two slow waves per number, of unequal lengths: it never repeats, has the variance 1 of the prior, and moves smoothly.
  const waves = Array.from(z, () => [0, 1].map(() => ({ speed: 0.25 + 0.45 * Math.random(), phase: 2 * Math.PI * Math.random() })));
  const dreaming = element("button", { type: "button", ariaPressed: "false" }, "Dream");
  let frame = 0;
  function dream(on) {
    if (on === (frame !== 0)) return;
    dreaming.setAttribute("aria-pressed", String(on));
    cancelAnimationFrame(frame);
    frame = 0;
    if (!on) return;
    const from = z.slice();
    let begun = null;
    const wander = (now) => {
      // Its output has been replaced by another.
      if (!root.isConnected) return;
      begun ??= now;
      const t = (now - begun) / 1000;
      const leave = Math.exp(-t);
      for (let i = 0; i < z.length; i++) {
        const there = waves[i].reduce((sum, { speed, phase }) => sum + Math.sin(speed * t * 2 + phase), 0);
        z[i] = Math.min(range, Math.max(-range, leave * from[i] + (1 - leave) * there));
      }
      rows.forEach(({ set }, i) => set(z[i]));
      movePoint();
      paint();
      frame = requestAnimationFrame(wander);
    };
    frame = requestAnimationFrame(wander);
  }
  dreaming.addEventListener("click", () => dream(frame === 0));

  const normal = () => Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
  const button = (text, next) => {
    const made = element("button", { type: "button" }, text);
    made.addEventListener("click", () => {
      dream(false);
      z.forEach((_, i) => (z[i] = next(i)));
      update();
    });
    return made;
  };
  const buttons = element("div", { className: "buttons" }, dreaming,
    button("Draw from the prior", () => Math.max(-range, Math.min(range, normal()))), button("Back", (i) => start[i]));

  root.querySelector(".picture").replaceChildren(canvas);
  const sliders = element("div", { className: "sliders" }, ...rows.map(({ row }) => row));
  root.append(...(field ? [field.made] : []), element("div", { className: "controls" }, buttons, sliders));
  movePoint();
  paint();
  // For whoever wants to look closer, tests among them.
  root.piece = { z, decode, paint };
}
