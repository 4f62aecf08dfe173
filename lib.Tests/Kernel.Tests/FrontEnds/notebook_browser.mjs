// A session in the classic Notebook, as a person would have it: mouse and keyboard.
// usage: node notebook_browser.mjs NOTEBOOK CHROMIUM SCREENSHOTS; the kernel is named by $KERNEL_NAME. The notebook's cells are those of
// NotebookPageTests, in that order.
import { withNotebook } from "./classic_notebook.mjs";

const [notebook, chromium, screenshots] = process.argv.slice(2);
await withNotebook(notebook, chromium, screenshots, async ({ page, cell, begin, shows, picture, press }) => {
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
});
