// A real browser against the built `dist`, served by the tests' own server. The browser is the
// machine's (REGULARS_CHROMIUM); nothing is downloaded. `cargo xtask e2e` sets both up.

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  fullyParallel: true,
  // Two at a time: each page runs an engine of its own.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: { executablePath: process.env.REGULARS_CHROMIUM ?? "/usr/bin/chromium" },
    viewport: { width: 1440, height: 900 },
    locale: process.env.REGULARS_LOCALE ?? "en-GB",
    timezoneId: process.env.TZ || "Europe/Stockholm",
    acceptDownloads: true,
    screenshot: "only-on-failure",
    trace: "off",
  },
});
