// Shows figures in headless Chromium: Plotly's own check of their JSON, Plotly's drawing, and the text of their SVGs as the browser sets it.
// usage: node figures.mjs FOLDER CHROMIUM [SCREENSHOTS]; FOLDER holds NAME.json and NAME.svg for each figure. Prints one line for each
// fault.
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

// Resolved from where they were installed, not from where this file lies.
const require = createRequire(process.env.COURSE_FRONT_ENDS + "/");
const { chromium } = require("playwright-core");
const [folder, executablePath, screenshots] = process.argv.slice(2);
if (screenshots) mkdirSync(screenshots, { recursive: true });

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--use-gl=swiftshader", "--enable-unsafe-swiftshader"] });
const faults = [];
try {
  const page = await browser.newPage({ viewport: { width: 1300, height: 1000 } });
  let figure = "";
  page.on("pageerror", (error) => faults.push(`${figure}: ${error.message}`));
  await page.setContent("<!DOCTYPE html><body style='margin:0'><div id='figure' style='display:inline-block'></div></body>");
  await page.addScriptTag({ path: require.resolve("plotly.js-dist-min") });

  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
    figure = file.slice(0, -5);
    const json = JSON.parse(readFileSync(join(folder, file)));
    faults.push(...(await page.evaluate(async (json) => {
      const found = [];
      const check = (what, data, layout) => {
        for (const { code, msg } of Plotly.validate(data, layout) ?? []) {
          // Arguments of buttons and steps may be anything; Plotly copies them and then takes the copy for a change.
          if (!/\.args\[\d\]/.test(msg)) found.push(`${what} ${code}: ${msg}`);
        }
      };
      check("figure", json.data, json.layout);
      for (const frame of json.frames ?? []) check(`frame ${frame.name}`, frame.data, { ...json.layout, ...frame.layout });
      const place = document.getElementById("figure");
      await Plotly.newPlot(place, json);
      if (json.frames) await Plotly.animate(place, [json.frames.at(-1).name], { mode: "immediate", frame: { duration: 0, redraw: true } });
      return found;
    }, json)).map((fault) => `${figure}: ${fault}`));
    if (screenshots) await page.locator("#figure").screenshot({ path: join(screenshots, `${figure}.plotly.png`) });
    await page.evaluate(() => Plotly.purge("figure"));

    // Text of the drawing: inside the page, and no two pieces over each other, in the browser's own font.
    await page.evaluate((svg) => (document.getElementById("figure").innerHTML = svg), readFileSync(join(folder, `${figure}.svg`), "utf8"));
    faults.push(...(await page.evaluate(() => {
      const svg = document.querySelector("#figure svg");
      const frame = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll("text")].map((text) => ({
        text: text.textContent,
        turned: /rotate\((?!-90)/.test(text.getAttribute("transform")),
        box: text.getBoundingClientRect(),
      }));
      const found = [];
      for (const { text, box } of boxes)
        if (box.left < frame.left - 0.5 || box.right > frame.right + 0.5 || box.top < frame.top - 0.5 || box.bottom > frame.bottom + 0.5)
          found.push(`"${text}" leaves the drawing`);
      const shrink = 2;   // a box is higher than its letters
      for (let i = 0; i < boxes.length; i++)
        for (let j = i + 1; j < boxes.length; j++) {
          const [a, b] = [boxes[i], boxes[j]];
          // Boxes of slanting text overlap where the letters do not.
          if (a.turned || b.turned) continue;
          const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
          const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
          if (wide > shrink && high > 2 * shrink) found.push(`"${a.text}" and "${b.text}" lie over each other`);
        }
      return found;
    })).map((fault) => `${figure}, drawing: ${fault}`));
    if (screenshots) await page.locator("#figure").screenshot({ path: join(screenshots, `${figure}.svg.png`) });
    await page.evaluate(() => document.getElementById("figure").replaceChildren());
  }
} finally {
  await browser.close();
}
console.log(faults.length ? faults.join("\n") : "passed");
process.exitCode = faults.length ? 1 : 0;
