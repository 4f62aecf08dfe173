// The tour in the classic Notebook: all cells are run, and what they show is looked at.
// usage: node tour_browser.mjs NOTEBOOK CHROMIUM SCREENSHOTS; the kernel is named by $KERNEL_NAME.
import { withNotebook } from "./classic_notebook.mjs";

const [notebook, chromium, screenshots] = process.argv.slice(2);
await withNotebook(notebook, chromium, screenshots, async ({ page, cell, picture }) => {
  // As Cell > Run All does it.
  await page.evaluate(() => window.Jupyter.notebook.execute_all_cells());
  const last = (await page.locator(".code_cell").count()) - 1;
  await cell(last).locator(".input_prompt").filter({ hasText: /\[\d+\]/ }).waitFor();

  const errors = await page.locator(".output_error").allTextContents();
  if (errors.length > 0) throw new Error(`cells failed: ${errors.join("\n")}`);
  const faults = await page.evaluate(async () => {
    const faults = [];
    for (const image of document.querySelectorAll(".output img")) {
      await image.decode();
      if (image.naturalWidth < 16) faults.push(`${image.alt}: ${image.naturalWidth} pixels wide`);
    }
    const drawings = [...document.querySelectorAll(".output_svg svg")].filter((svg) => !svg.parentElement.closest("svg"));
    for (const svg of drawings) {
      const { width, height } = svg.getBoundingClientRect();
      if (width < 200 || height < 100) faults.push(`${svg.getAttribute("aria-label")}: ${width} × ${height} pixels`);
    }
    if (drawings.length < 10) faults.push(`only ${drawings.length} drawings`);
    // The decoder in the page answers as soon as the output is there.
    const explorer = document.querySelector(".output canvas");
    const data = explorer?.getContext("2d").getImageData(0, 0, explorer.width, explorer.height).data;
    if (!data || data.every((value, i) => value === data[i % 4])) faults.push("the latent explorer draws nothing");
    return faults;
  });
  await picture("tour");
  if (faults.length > 0) throw new Error(faults.join("\n"));
});
