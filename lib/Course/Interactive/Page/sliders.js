// A family of curves or pictures, computed beforehand for a grid of parameter values, and sliders that walk through it.

/** The grid points around a place with their weights, [[index, weight], …]: in each direction the polynomial through the nearest four. */
function neighbours(parameters, values) {
  let found = [[0, 1]];
  parameters.forEach(({ low, high, count }, i) => {
    const place = ((values[i] - low) / (high - low)) * (count - 1);
    const points = Math.min(4, count);
    const first = Math.min(Math.max(0, Math.floor(place) - 1), count - points);
    const weights = Array.from({ length: points }, (_, k) => {
      let weight = 1;
      for (let m = 0; m < points; m++) if (m !== k) weight *= (place - first - m) / (k - m);
      return weight;
    });
    found = found.flatMap(([index, weight]) => weights.map((w, k) => [index * count + first + k, weight * w])).filter(([, weight]) => Math.abs(weight) > 1e-9);
  });
  return found;
}

function sliders(root, piece) {
  const { parameters, readouts } = piece;
  const values = parameters.map(({ start }) => start);
  const show = piece.frames ? frames(root, piece) : curves(root, piece);
  const numbers = readouts ? floats(readouts.values) : null;
  const cells = (readouts?.names ?? []).map((name) => ({ term: element("dt", {}, name), value: element("dd") }));
  const draw = () => {
    const at = neighbours(parameters, values);
    show(at);
    cells.forEach(({ value }, i) => {
      value.textContent = shown(at.reduce((sum, [index, weight]) => sum + weight * numbers[index * cells.length + i], 0), 3);
    });
  };
  const rows = parameters.map(({ name, low, high, count, start }, i) =>
    // Pictures cannot be mixed, so these sliders stop at the values that there are.
    slider({ label: [name], name, low, high, step: (high - low) / ((count - 1) * (piece.frames ? 1 : 4)), value: start, digits: 2 }, (value) => {
      values[i] = value;
      later();
    }).row);
  const later = onceAFrame(draw);
  root.append(element("div", { className: "controls" }, element("div", { className: "sliders" }, ...rows),
    ...(cells.length ? [element("dl", {}, ...cells.flatMap(({ term, value }) => [term, value]))] : [])));
  draw();
  // For whoever wants to look closer, tests among them.
  root.piece = { values, draw, readouts: () => cells.map(({ value }) => value.textContent) };
}

/** Whole pictures: the nearest one is shown. */
function frames(root, { frames: pictures }) {
  const holder = root.querySelector(".picture");
  return (at) => {
    const [nearest] = at.reduce((best, next) => (next[1] > best[1] ? next : best));
    holder.innerHTML = pictures[nearest];
  };
}

/** Curves over one axis, mixed from those of the neighbours. */
function curves(root, { x, y, xTitle, yTitle, xRange, yRange, series, width, height, points }) {
  const [xs, ys] = [floats(x), floats(y)];
  const box = { left: 52, right: 12, top: 10, bottom: 42 };
  const px = (value) => box.left + ((value - xRange[0]) / (xRange[1] - xRange[0])) * (width - box.left - box.right);
  const py = (value) => height - box.bottom - ((value - yRange[0]) / (yRange[1] - yRange[0])) * (height - box.top - box.bottom);
  const svgElement = (name, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const still = root.querySelector(".picture svg");
  const svg = svgElement("svg", {
    width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": still?.getAttribute("aria-label") ?? root.getAttribute("aria-label"),
    fill: "currentColor", "font-size": 12,
  });
  const ticks = ([low, high], most) => {
    const rough = (high - low) / most;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
    const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return Array.from({ length: Math.floor(high / step + 1e-9) - Math.ceil(low / step - 1e-9) + 1 }, (_, i) => (Math.ceil(low / step - 1e-9) + i) * step)
      .map((value) => [value, shown(Math.abs(value) < step / 2 ? 0 : value, places)]);
  };
  const line = (x1, y1, x2, y2, opacity) => svgElement("line", { x1, y1, x2, y2, stroke: "currentColor", "stroke-opacity": opacity });
  for (const [value, text] of ticks(xRange, 8))
    svg.append(line(px(value), box.top, px(value), height - box.bottom, 0.12),
      svgElement("text", { x: px(value), y: height - box.bottom + 16, "text-anchor": "middle" }, text));
  for (const [value, text] of ticks(yRange, 6))
    svg.append(line(box.left, py(value), width - box.right, py(value), 0.12),
      svgElement("text", { x: box.left - 6, y: py(value) + 4, "text-anchor": "end" }, text));
  svg.append(
    line(box.left, height - box.bottom, width - box.right, height - box.bottom, 0.7), line(box.left, box.top, box.left, height - box.bottom, 0.7),
    svgElement("text", { x: (box.left + width - box.right) / 2, y: height - 8, "text-anchor": "middle", "font-size": 13 }, xTitle),
    svgElement("text", { transform: `translate(13 ${(box.top + height - box.bottom) / 2}) rotate(-90)`, "text-anchor": "middle", "font-size": 13 }, yTitle));
  const clip = svgElement("svg", { x: box.left, y: box.top, width: width - box.left - box.right, height: height - box.top - box.bottom, overflow: "hidden",
    viewBox: `${box.left} ${box.top} ${width - box.left - box.right} ${height - box.top - box.bottom}` });
  const paths = series.map(({ color }) => svgElement("path", { fill: "none", stroke: color, "stroke-width": 2.5, "stroke-linejoin": "round" }));
  clip.append(...(points ?? []).map(([a, b]) => svgElement("circle", { cx: px(a), cy: py(b), r: 4, "fill-opacity": 0.65 })), ...paths);
  svg.append(clip);
  const legend = element("ul", { className: "legend" }, ...series.map(({ name, color }) => {
    const key = element("i");
    key.style.borderColor = color;
    return element("li", {}, key, name);
  }));
  root.querySelector(".picture").replaceChildren(svg, ...(series.length > 1 ? [legend] : []));

  const n = xs.length;
  return (at) => {
    paths.forEach((path, s) => {
      let d = "";
      let pen = "M";
      for (let i = 0; i < n; i++) {
        let value = 0;
        for (const [index, weight] of at) value += weight * ys[(index * series.length + s) * n + i];
        // Far beyond the frame no pixel changes, but numbers grow long.
        const place = py(Math.min(yRange[1] + 9 * (yRange[1] - yRange[0]), Math.max(yRange[0] - 9 * (yRange[1] - yRange[0]), value)));
        if (Number.isNaN(place)) {
          pen = "M";
          continue;
        }
        d += `${pen}${px(xs[i]).toFixed(1)} ${place.toFixed(1)}`;
        pen = "L";
      }
      path.setAttribute("d", d);
    });
  };
}
