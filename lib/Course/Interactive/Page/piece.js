// What all pieces have in common.

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** One container for one script: the same piece may stand on a page twice, and a notebook may run the script before its output is there. */
function claim(key, begin, patience = 100) {
  const root = document.querySelector(`.course-piece[data-piece="${key}"]:not([data-live])`);
  if (root) {
    root.dataset.live = "yes";
    begin(root);
  } else if (patience > 0) setTimeout(() => claim(key, begin, patience - 1), 50);
}

const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Numbers of 32 or 16 bits, little-endian, or of 8 with a scale for each row, as 32-bit floats. */
function floats({ bits, data, scales }) {
  const raw = bytes(data);
  if (bits === 32) return new Float32Array(raw.buffer);
  if (bits === 8) {
    const rows = new Float32Array(bytes(scales).buffer);
    const length = raw.length / rows.length;
    return Float32Array.from(new Int8Array(raw.buffer), (value, i) => value * rows[Math.floor(i / length)]);
  }
  const halves = new Uint16Array(raw.buffer);
  const result = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i];
    const exponent = (half >> 10) & 31;
    const fraction = half & 1023;
    // What is not finite was not a number: nothing else is written as halves that a half cannot hold.
    const size = exponent === 31 ? NaN : exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
    result[i] = half & 0x8000 ? -size : size;
  }
  return result;
}

const shown = (value, digits = 2) => value.toFixed(digits).replace("-", "−");

/** A labelled slider; onInput gets the number. */
function slider({ label, name, low, high, step, value, digits }, onInput) {
  const input = element("input", { type: "range", min: low, max: high, step, ariaLabel: name });
  const output = element("output");
  const set = (number) => {
    input.value = number;
    output.textContent = shown(number, digits);
    input.setAttribute("aria-valuetext", shown(number, digits));
  };
  set(value);
  input.addEventListener("input", () => {
    output.textContent = shown(input.valueAsNumber, digits);
    input.setAttribute("aria-valuetext", output.textContent);
    onInput(input.valueAsNumber);
  });
  return { row: element("label", {}, element("span", {}, ...label), input, output), set };
}

/** Calls draw once before the next frame, however often it is asked to. */
function onceAFrame(draw) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };
}
