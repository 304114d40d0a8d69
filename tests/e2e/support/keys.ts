// A page without a mouse.

import { type App } from "./app.ts";

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
export async function openByKeys(app: App, name: string, content: string | Buffer): Promise<void> {
  const chooser = app.page.waitForEvent("filechooser");
  await press(app, ".drop button");
  await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}
