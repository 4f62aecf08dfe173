// The classic Notebook in headless Chromium, driven through Playwright (npm's playwright-core) as a person would: mouse and keyboard.
// usage: node notebook_browser.mjs NOTEBOOK CHROMIUM SCREENSHOTS; the kernel is named by $KERNEL_NAME. The notebook's cells are those of
// NotebookPageTests, in that order.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";

// Resolved from where it was installed, not from where this file lies.
const { chromium } = createRequire(process.env.COURSE_FRONT_ENDS + "/")("playwright-core");
const [notebook, executablePath, screenshots] = process.argv.slice(2);
const patience = 90_000;
mkdirSync(screenshots, { recursive: true });

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const port = await freePort();
const server = spawn(
  "jupyter-notebook",
  [
    "--no-browser", "--allow-root", "--ip=127.0.0.1", `--port=${port}`, "--port-retries=0", "--NotebookApp.token=", "--NotebookApp.password=",
    `--notebook-dir=${dirname(notebook)}`,
  ],
  { stdio: ["ignore", "pipe", "pipe"] },
);
let log = "";
for (const stream of [server.stdout, server.stderr]) stream.on("data", (text) => (log += text));

let browser;
let failure = null;
try {
  const address = `http://127.0.0.1:${port}`;
  for (let waited = 0; !(await fetch(`${address}/api`).then((r) => r.ok, () => false)); waited += 100) {
    if (waited > patience || server.exitCode !== null) throw new Error("the Notebook server did not start");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const page = await browser.newPage({ viewport: { width: 1100, height: 1500 } });
  page.setDefaultTimeout(patience);
  await page.goto(`${address}/notebooks/${basename(notebook)}`);
  await page.locator("#kernel_indicator_icon.kernel_idle_icon").waitFor();

  const cell = (index) => page.locator(".code_cell").nth(index);
  const select = async (index) => {
    await cell(index).locator(".CodeMirror-scroll").click();
    await page.keyboard.press("Escape");
  };
  const begin = async (index) => {
    await select(index);
    await page.keyboard.press("Control+Enter");
  };
  const shows = (index, selector, text) => cell(index).locator(`.output ${selector}`).filter({ hasText: text }).first().waitFor();
  const picture = (name) => page.screenshot({ path: join(screenshots, `${name}.png`) });
  const press = (action) => page.locator(`button[data-jupyter-action="jupyter-notebook:${action}"]`).click();

  await begin(0);
  await shows(0, ".output_stream", "héllo 😀");
  await shows(0, ".output_result", "42");

  await begin(1);
  const drawn = await cell(1).locator(".output_svg svg").first().boundingBox();
  if (!(drawn.width > 200 && drawn.height > 100)) throw new Error(`the figure is ${drawn.width} × ${drawn.height} pixels large`);

  await begin(2);
  await cell(2).locator(".output_png img").waitFor();
  const image = await cell(2).locator(".output_png img").evaluate(async (img) => (await img.decode(), img.naturalWidth));
  if (image < 28) throw new Error(`the image is ${image} pixels wide`);

  await begin(3);
  const question = cell(3).locator("input.raw_input");
  await question.waitFor();
  await picture("asked");
  await question.fill("Ada");
  await question.press("Enter");
  await shows(3, ".output_result", "hello Ada");

  await begin(4);
  await shows(4, ".output_stream", "running");
  await press("interrupt-kernel");
  await shows(4, ".output_error", "Interrupted");
  await begin(5);
  await shows(5, ".output_result", "still Ada");
  await picture("interrupted");

  await press("confirm-restart-kernel");
  await page.locator(".modal-footer .btn-danger").click();
  await page.locator(".modal").waitFor({ state: "hidden" });
  await begin(5);
  await shows(5, ".output_error", "CS0103");
  await begin(0);
  await cell(0).locator(".input_prompt").filter({ hasText: "[2]" }).waitFor();
  await shows(0, ".output_result", "42");
  await picture("restarted");

  const saved = page.waitForResponse((response) => response.request().method() === "PUT" && response.url().includes("/api/contents/"));
  await page.keyboard.press("Control+s");
  if (!(await saved).ok()) throw new Error("the notebook could not be saved");
} catch (error) {
  failure = error;
  await browser?.contexts()[0]?.pages()[0]?.screenshot({ path: join(screenshots, "failed.png") }).catch(() => {});
} finally {
  await browser?.close();
  // The server ends its kernels before it goes.
  const gone = new Promise((resolve) => server.once("exit", resolve));
  if (server.exitCode === null) {
    server.kill("SIGTERM");
    await gone;
  }
}
if (failure) {
  console.error(`${failure.message}\n${log}`);
  process.exit(1);
}
console.log("passed");
