// A small decoder, forward only, one input at a time: the layers that ExportedNetwork writes.

const erf = (x) => {
  // Abramowitz and Stegun 7.1.26: |error| < 1.5e-7.
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x);
  return x < 0 ? tail - 1 : 1 - tail;
};

const activations = {
  relu: () => (x) => (x > 0 ? x : 0),
  leaky_relu: ({ slope }) => (x) => (x > 0 ? x : slope * x),
  tanh: () => Math.tanh,
  sigmoid: () => (x) => 1 / (1 + Math.exp(-x)),
  silu: () => (x) => x / (1 + Math.exp(-x)),
  gelu: () => (x) => 0.5 * x * (1 + erf(x * Math.SQRT1_2)),
  gelu_tanh: () => (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
};

/** y = W x + b with W [outputs, inputs]. */
function linear({ inputs, outputs, weight, bias }) {
  const [w, b, y] = [floats(weight), floats(bias), new Float32Array(outputs)];
  return (x) => {
    for (let o = 0, at = 0; o < outputs; o++) {
      let sum = b[o];
      for (let i = 0; i < inputs; i++) sum += w[at++] * x[i];
      y[o] = sum;
    }
    return y;
  };
}

/** Each input pixel paints its kernel, weight [in, out, kernel, kernel], at stride times its place. */
function convTranspose({ input: [inputs, h, w], output: [outputs, height, width], kernel: [kh, kw], stride: [sh, sw], padding: [ph, pw], weight, bias }) {
  const [k, b, y] = [floats(weight), floats(bias), new Float32Array(outputs * height * width)];
  return (x) => {
    for (let o = 0; o < outputs; o++) y.fill(b[o], o * height * width, (o + 1) * height * width);
    for (let c = 0; c < inputs; c++) {
      for (let o = 0; o < outputs; o++) {
        const [from, to] = [(c * outputs + o) * kh * kw, o * height * width];
        for (let i = 0; i < h; i++) {
          for (let j = 0; j < w; j++) {
            const value = x[(c * h + i) * w + j];
            if (value === 0) continue;
            const [top, left] = [i * sh - ph, j * sw - pw];
            const [firstRow, lastRow] = [Math.max(0, -top), Math.min(kh, height - top)];
            const [first, last] = [Math.max(0, -left), Math.min(kw, width - left)];
            for (let r = firstRow; r < lastRow; r++) {
              const [source, target] = [from + r * kw, to + (top + r) * width + left];
              for (let s = first; s < last; s++) y[target + s] += value * k[source + s];
            }
          }
        }
      }
    }
    return y;
  };
}

/** A function from the latent numbers to the output; the array that it returns is its own and changes with the next call. */
function network({ layers }) {
  const steps = layers.map((layer) => {
    if (layer.kind === "linear") return linear(layer);
    if (layer.kind === "conv_transpose") return convTranspose(layer);
    const f = activations[layer.kind](layer);
    return (x) => {
      for (let i = 0; i < x.length; i++) x[i] = f(x[i]);
      return x;
    };
  });
  return (z) => steps.reduce((x, step) => step(x), Float32Array.from(z));
}
