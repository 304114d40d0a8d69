// A page without a mouse.

import { type App, expect } from "./app.ts";

/** Presses Tab until the focus stands on what matches, and at most as often as a person would. */
export async function tabTo(app: App, selector: string, most = 80): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    if (await app.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await app.page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${selector}`);
}

/** Moves the focus to what matches and presses Enter on it. */
export async function press(app: App, selector: string, most = 200): Promise<void> {
  await tabTo(app, selector, most);
  await app.page.keyboard.press("Enter");
}

/** Opens files by keys alone. The button opens the browser's own dialog; what is chosen there is the browser's matter. */
export async function openAllByKeys(app: App, files: Record<string, string | Buffer>): Promise<void> {
  const chooser = app.page.waitForEvent("filechooser");
  await press(app, ".drop button");
  const chosen = Object.entries(files).map(([name, content]) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) }));
  await (await chooser).setFiles(chosen);
}

export async function openByKeys(app: App, name: string, content: string | Buffer): Promise<void> {
  await openAllByKeys(app, { [name]: content });
}

/** Goes to a list of choices and down to one of them. */
export async function chosen(app: App, selector: string, value: string): Promise<void> {
  await tabTo(app, selector, 200);
  const list = app.page.locator(selector);
  const values = await list.locator("option").evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  await app.page.keyboard.press("Home");
  for (let step = 0; step < values.indexOf(value); step += 1) await app.page.keyboard.press("ArrowDown");
  await expect(list).toHaveValue(value);
}

/**
 * Goes to a list of choices and types the words of one of them: arrows would choose each on the way,
 * and a choice that the file cannot be read by is taken back at once.
 */
export async function typed(app: App, selector: string, value: string): Promise<void> {
  await tabTo(app, selector, 200);
  const list = app.page.locator(selector);
  const words = await list.locator(`option[value="${value}"]`).innerText();
  await app.page.keyboard.type(words);
  await expect(list).toHaveValue(value);
}
