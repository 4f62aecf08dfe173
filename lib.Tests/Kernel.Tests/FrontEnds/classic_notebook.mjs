// The classic Notebook in headless Chromium, driven through Playwright (npm's playwright-core).
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";

// Resolved from where it was installed, not from where this file lies.
const { chromium } = createRequire(process.env.COURSE_FRONT_ENDS + "/")("playwright-core");
const patience = 90_000;

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** What a person does with a notebook that is open in a page. */
export class NotebookPage {
  constructor(page, screenshots) {
    this.page = page;
    this.screenshots = screenshots;
  }

  cell = (index) => this.page.locator(".code_cell").nth(index);

  begin = async (index) => {
    await this.cell(index).locator(".CodeMirror-scroll").click();
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("Control+Enter");
  };

  shows = (index, selector, text) => this.cell(index).locator(`.output ${selector}`).filter({ hasText: text }).first().waitFor();

  picture = (name) => this.page.screenshot({ path: join(this.screenshots, `${name}.png`) });

  press = (action) => this.page.locator(`button[data-jupyter-action="jupyter-notebook:${action}"]`).click();
}

/**
 * Starts the Notebook server, opens a notebook, waits for its kernel and hands the page over. Prints "passed" and exits with 0, or says what
 * went wrong, leaves a picture of it and exits with 1.
 */
export async function withNotebook(notebook, executablePath, screenshots, use) {
  mkdirSync(screenshots, { recursive: true });
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
    await use(new NotebookPage(page, screenshots));
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
}
