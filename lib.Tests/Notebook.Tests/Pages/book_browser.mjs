// Checks of a book's pages in headless Chromium, driven through Playwright (npm's playwright-core) from file://.
// usage: node book_browser.mjs CHECK BOOK CHROMIUM; the pages are those of BookFixture. Prints "passed", or what is wrong and exits with 1.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = createRequire(process.env.COURSE_FRONT_ENDS + "/");
const { chromium } = modules("playwright-core");
const [check, book, executablePath] = process.argv.slice(2);
const tour = "00-tour.html";
const pages = ["index.html", tour, "01-everything.html", "02-failing.html", "03-last.html"];
const everything = pages[2];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const complaints = [];

function expect(condition, complaint) {
  if (!condition) throw new Error(complaint);
}

async function open(name, { route, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("console", (message) => {
    // Looking at pixels again and again is what tests do, not pages; so is drawing surfaces without a graphics card.
    const ofTests = /willReadFrequently|GL Driver Message/;
    if (["error", "warning"].includes(message.type()) && !ofTests.test(message.text())) complaints.push(`${name}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${name}: ${error.message}`));
  if (route) await route(page);
  await page.goto(pathToFileURL(join(book, name)).href);
  return page;
}

/** Scrolls through the page, so that everything that waits for its reader has seen one. */
async function readThrough(page) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < height; y += 600) {
    await page.evaluate((top) => scrollTo(0, top), y);
    await page.waitForTimeout(30);
  }
}

/** Left where COURSE_SCREENSHOTS says, for whoever wants to look. */
async function picture(page, name) {
  const image = await page.screenshot({ fullPage: true });
  if (process.env.COURSE_SCREENSHOTS) writeFileSync(join(process.env.COURSE_SCREENSHOTS, `${name}.png`), image);
}

const withoutLibraries = (page) => page.route(/plotly|katex/, (route) => route.abort());
const pixels = (page, selector) => page.locator(selector).first()
  .evaluate((canvas) => [...canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data].join());

const checks = {
  async pages() {
    for (const name of pages) {
      const page = await open(name);
      await readThrough(page);
      const bare = await page.evaluate(() => [...document.querySelectorAll("img, canvas, figure svg, .picture svg")]
        .filter((picture) => !picture.closest(".live") && !picture.parentElement.closest("svg"))
        .filter((picture) => !(picture.alt || picture.getAttribute("aria-label") || picture.querySelector?.("title")?.textContent))
        .map((picture) => picture.outerHTML.slice(0, 100)));
      expect(bare.length === 0, `${name}: pictures without a description: ${bare.join("\n")}`);
      const broken = await page.evaluate(() => [...document.images].filter((image) => image.complete && image.naturalWidth === 0).length);
      expect(broken === 0, `${name}: ${broken} pictures do not show`);
    }
    expect(complaints.length === 0, complaints.join("\n"));
  },

  async tour() {
    const still = await open(tour, { route: withoutLibraries });
    await readThrough(still);
    const faults = await still.evaluate(() => [...document.querySelectorAll("figure svg")].filter((svg) => !svg.parentElement.closest("svg")).flatMap((svg) => {
      const name = svg.getAttribute("aria-label") ?? svg.outerHTML.slice(0, 100);
      const frame = svg.getBoundingClientRect();
      const small = frame.width < 200 || frame.height < 100 ? [`${name}: ${frame.width} × ${frame.height} pixels`] : [];
      const empty = svg.querySelectorAll("path, rect, circle, image, line, polyline").length < 5 ? [`${name}: nothing is drawn`] : [];
      const texts = [...svg.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
      const outside = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        .map(({ words }) => `${name}: "${words}" reaches out of the frame`);
      // The boxes of neighbouring lines touch; words on each other share more than that.
      const shared = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
      const overlapping = texts.flatMap((a, i) => texts.slice(i + 1).filter((b) => shared(a.box, b.box)).map((b) => `${name}: "${a.words}" lies on "${b.words}"`));
      return [...small, ...empty, ...outside, ...overlapping];
    }));
    expect(faults.length === 0, faults.join("\n"));
    await picture(still, "tour-still");

    const alive = await open(tour);
    await readThrough(alive);
    await alive.waitForTimeout(500);
    const blank = await alive.evaluate(() => [...document.querySelectorAll("canvas, img")].filter((picture) => !picture.closest(".live")).filter((picture) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 32 });
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(picture, 0, 0, 32, 32);
      const data = context.getImageData(0, 0, 32, 32).data;
      return data.every((value, i) => value === data[i % 4]);
    }).map((picture) => picture.outerHTML.slice(0, 120)));
    expect(blank.length === 0, `blank pictures: ${blank.join("\n")}`);
    await picture(alive, "tour-alive");
    expect(complaints.filter((complaint) => !complaint.includes("ERR_FAILED")).length === 0, complaints.join("\n"));
  },

  async phone() {
    for (const name of pages) {
      const page = await open(name, { viewport: { width: 360, height: 740 }, isMobile: true });
      await readThrough(page);
      const wide = await page.evaluate(() => [...document.querySelectorAll("body *")]
        // What scrolls by itself may hold wider things.
        .filter((element) => element.getBoundingClientRect().right > 361 && !element.parentElement.closest("pre, .html, figure, .math, .skip, svg"))
        .filter((element) => !element.matches(".skip"))
        .map((element) => element.outerHTML.slice(0, 100)));
      expect(wide.length === 0, `${name}: wider than the page: ${wide.join("\n")}`);
      expect((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360, `${name}: the page scrolls sideways`);
    }
  },

  async accessible() {
    const axe = readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8");
    for (const colorScheme of ["light", "dark"]) {
      // The tour is long; its kinds of things are on the next page, too, but for some that are hard to read in the dark.
      for (const name of pages.filter((name) => name !== tour || colorScheme === "dark")) {
        const page = await open(name, { colorScheme });
        await readThrough(page);
        await page.evaluate(axe);
        // Plotly draws its inside; the figure around it has a name.
        const { violations } = await page.evaluate(() => window.axe.run({ exclude: [".live"] }));
        const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
          .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 150)}\n  ${failureSummary}`).join("\n")}`);
        expect(serious.length === 0, `${name}, ${colorScheme}:\n${serious.join("\n")}`);
      }
    }
  },

  async dark() {
    const luminance = (page) => page.evaluate(() => {
      const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
      return (r + g + b) / 3;
    });
    const bright = await open(everything);
    expect((await luminance(bright)) > 200, "the page is not light");
    await bright.getByRole("button", { name: "Dark page" }).click();
    expect((await luminance(bright)) < 60, "the switch does not make the page dark");
    await bright.reload();
    expect((await luminance(bright)) < 60, "the choice is not remembered");
    await bright.getByRole("button", { name: "Light page" }).click();
    expect((await luminance(bright)) > 200, "the switch does not make the page light again");
    const dark = await open(everything, { colorScheme: "dark" });
    expect((await luminance(dark)) < 60, "the page does not follow the system");
  },

  async search() {
    const page = await open(pages[3]);
    await page.keyboard.press("/");
    const input = page.getByRole("combobox", { name: "Search the book" });
    await input.fill("schrodinger bri");
    await page.locator("#search-results li mark").first().waitFor();
    expect((await page.locator("#search-results li").count()) === 1, "a heading with an accent is not found once");
    await page.keyboard.press("Enter");
    await page.waitForURL(/01-everything\.html#the-schr%C3%B6dinger-bridge$/);
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("combobox", { name: "Search the book" }).fill("whitening");
    expect((await page.locator("#search-results strong").first().textContent()) === "Only text", "a word of the text is not found under its heading");
    await page.getByRole("combobox", { name: "Search the book" }).fill("nowhere to be found");
    await page.getByText("Nothing found.").waitFor();
    expect(complaints.length === 0, complaints.join("\n"));
  },

  async libraries() {
    const page = await open(everything);
    await readThrough(page);
    await page.locator("figure.drawn .main-svg").first().waitFor();
    expect(await page.locator("figure.plot .still").first().isHidden(), "still and interactive figure stand there together");
    expect((await page.locator(".katex").count()) >= 2, "formulas are not set");
    expect((await page.locator(".katex-error").count()) === 0, "a formula has an error");
    await page.getByRole("button", { name: "Dark page" }).click();
    await page.waitForFunction(() => {
      const ground = document.querySelector("figure.drawn .main-svg").style.background.match(/\d+/g).map(Number);
      return ground[0] + ground[1] + ground[2] < 200;
    });
    expect(complaints.length === 0, complaints.join("\n"));
  },

  async without_libraries() {
    const page = await open(everything, { route: withoutLibraries });
    await readThrough(page);
    await page.waitForTimeout(300);
    expect(await page.locator("figure.plot .still svg").first().isVisible(), "the still figure is gone");
    expect((await page.locator("div.math, .math.display").first().textContent()).includes("\\frac{q}{p}"), "the TeX cannot be read");
  },

  async print() {
    const page = await open(everything);
    await readThrough(page);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    for (const selector of [".bar", "aside", ".tool"])
      expect(!(await page.locator(selector).first().isVisible()), `${selector} is printed`);
    expect(await page.locator("figure.plot .still svg").first().isVisible(), "the figure is not printed");
    expect((await page.evaluate(() => getComputedStyle(document.body).color.match(/\d+/g).map(Number)[0])) < 80, "the print is not dark on light");
  },

  async decoders() {
    const page = await open(everything);
    const explorers = page.locator(".latent-explorer[data-live]");
    const result = await explorers.evaluateAll((roots) => {
      const expected = JSON.parse(document.getElementById("expected").textContent);
      return ["dense", "convolutional"].map((name, i) => {
        const { z, decode } = roots[i].piece;
        const values = decode(z);
        const error = Math.max(...expected[name].map((value, k) => Math.abs(value - values[k])));
        const spread = Math.max(...expected[name]) - Math.min(...expected[name]);
        return { name, error, spread, count: values.length, wanted: expected[name].length };
      });
    });
    for (const { name, error, spread, count, wanted } of result) {
      expect(count === wanted, `${name}: ${count} numbers instead of ${wanted}`);
      expect(spread > 0.3, `${name}: the decoder says nothing (spread ${spread})`);
      expect(error < 1e-3, `${name}: the page differs from C# by ${error}`);
    }
    const crisp = await page.locator(".latent-explorer canvas").first()
      .evaluate((canvas) => [getComputedStyle(canvas).imageRendering, canvas.clientWidth % canvas.width]);
    expect(crisp[0] === "pixelated" && crisp[1] === 0, `pixels are not crisp: ${crisp}`);
  },

  async explorer() {
    const page = await open(everything);
    const [first, second] = [".latent-explorer >> nth=0", ".latent-explorer >> nth=1"];
    await page.locator(`${second} >> canvas`).waitFor();
    const before = [await pixels(page, `${first} >> canvas`), await pixels(page, `${second} >> canvas`)];

    await page.locator(`${second} >> input`).nth(0).focus();
    for (let i = 0; i < 20; i++) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => Math.abs(document.querySelectorAll(".latent-explorer")[1].piece.z[0] + 1.3) < 1e-6);
    await page.waitForTimeout(60);
    expect((await pixels(page, `${second} >> canvas`)) !== before[1], "the arrow keys on a slider change nothing");
    expect((await pixels(page, `${first} >> canvas`)) === before[0], "one piece moves another");

    const plane = page.locator(`${second} >> .plane`);
    await plane.click({ position: { x: 129, y: 64 } });
    const clicked = await page.locator(second).evaluate((root) => [root.piece.z[2], root.piece.z[5]]);
    expect(Math.abs(clicked[0]) < 0.1 && Math.abs(clicked[1] - 1.5) < 0.1, `a click in the plane goes to ${clicked}`);
    await plane.press("ArrowUp");
    expect((await page.locator(second).evaluate((root) => root.piece.z[5])) > clicked[1], "the arrow keys in the plane change nothing");

    const dreaming = page.locator(first).getByRole("button", { name: "Dream" });
    await dreaming.click();
    const place = await page.locator(first).evaluate((root) => root.piece.z.join());
    await page.waitForFunction((z) => document.querySelector(".latent-explorer").piece.z.join() !== z, place);
    expect((await dreaming.getAttribute("aria-pressed")) === "true", "the switch does not say that it is on");
    await dreaming.click();
    const still = await page.locator(first).evaluate((root) => root.piece.z.join());
    await page.waitForTimeout(100);
    expect((await page.locator(first).evaluate((root) => root.piece.z.join())) === still, "it dreams on");
    await page.locator(first).getByRole("button", { name: "Back" }).click();
    await page.waitForTimeout(60);
    expect((await pixels(page, `${first} >> canvas`)) === before[0], "the way back leads elsewhere");
    expect(complaints.length === 0, complaints.join("\n"));
  },

  async sliders() {
    const page = await open(everything);
    const curves = page.locator(".slider-curves");
    const path = curves.locator("path").first();
    const before = await path.getAttribute("d");
    // Between two values of the grid.
    await curves.locator("input").nth(1).fill("1.125");
    await page.waitForFunction((d) => document.querySelector(".slider-curves path").getAttribute("d") !== d, before);
    const shown = Number(await curves.locator("dd").textContent());
    const exact = 0.5 * (1.125 ** 2 - 1) - Math.log(1.125);
    expect(Math.abs(shown - exact) < 1e-3, `the page shows ${shown}, and the formula gives ${exact}`);
    const figures = page.locator(".slider-figure[data-live]");
    expect((await figures.count()) === 2, "of two equal pieces one does not live");
    await figures.nth(1).locator("input").press("ArrowRight");
    await figures.nth(1).locator("svg", { hasText: "k = 3" }).first().waitFor();
    await figures.nth(0).locator("svg", { hasText: "k = 2" }).first().waitFor();
    expect(complaints.length === 0, complaints.join("\n"));
  },
};

let code = 0;
try {
  await checks[check]();
  console.log("passed");
} catch (error) {
  console.error(error.message);
  code = 1;
} finally {
  await browser.close();
}
process.exit(code);
