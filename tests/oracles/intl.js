// Writes intl.json: what Intl says of numbers, money, days and months. Run: node intl.js
const fs = require("fs");
const path = require("path");

const tags = { en: "en-GB", sv: "sv-SE", uk: "uk-UA", ru: "ru-RU", de: "de-DE" };
const numbers = [0, 1, -1, 0.5, 1.005, -2.5, 9.995, 12.345, 999.5, 1000, -1234.567, 12345.6, 999999.995, 1234567.891];
const shorts = [0, 0.25, -2.5, 950, 1000, -1250, 12500, 99999, 100000, 999940, 999960, 1200000, 3.4e9, -7.25e12];
const shares = [0, 0.005, 0.078, -0.022, 0.285, 0.9995, 1, 12.345];
const currencies = ["EUR", "USD", "GBP", "SEK", "UAH", "RUB", "PLN", "CHF"];

const cases = [];
const add = (locale, kind, input, said, more = {}) => cases.push({ locale, kind, ...more, input, said });

for (const [locale, tag] of Object.entries(tags)) {
  const number = (options) => new Intl.NumberFormat(tag, { signDisplay: "negative", ...options });
  for (const value of numbers)
    for (const decimals of [0, 2])
      add(locale, "number", value, number({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value), { decimals });
  for (const value of shares)
    for (const decimals of [0, 1]) {
      const digits = { style: "percent", minimumFractionDigits: decimals, maximumFractionDigits: decimals };
      add(locale, "percent", value, number(digits).format(value), { decimals });
      add(locale, "signed_percent", value, number({ ...digits, signDisplay: "exceptZero" }).format(value), { decimals });
    }
  for (const currency of currencies)
    for (const value of [0, 12.5, -12.5, 1234567.89])
      add(locale, "money", value, number({ style: "currency", currency, currencyDisplay: "narrowSymbol", minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value), { currency, decimals: 2 });
  for (const value of shorts)
    add(locale, "money_short", value, number({ style: "currency", currency: "EUR", currencyDisplay: "narrowSymbol", notation: "compact", useGrouping: "always", minimumFractionDigits: 0, maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 }).format(value), { currency: "EUR" });
  for (let month = 0; month < 12; month++) {
    const date = new Date(Date.UTC(2025, month, 3 + 2 * month));
    const day = date.toISOString().slice(0, 10);
    const said = (options) => new Intl.DateTimeFormat(tag, { year: "numeric", timeZone: "UTC", ...options }).format(date);
    add(locale, "day", day, said({ day: "numeric", month: "short" }));
    add(locale, "day_long", day, said({ day: "numeric", month: "long" }));
    add(locale, "month", day, said({ month: "long" }));
    add(locale, "month_short", day, said({ month: "short" }));
  }
}

const head = {
  source: "Intl of Node, full ICU",
  version: `node ${process.version}, ICU ${process.versions.icu}, CLDR ${process.versions.cldr}`,
  command: "node tests/oracles/intl.js",
  tolerance: "none; a minus is compared as U+2212, and in days and months a no-break space as a space",
  because: "Intl writes U+002D in most locales where this program writes U+2212; before the letter of a year this program forbids a line break",
};
const lines = cases.map((entry) => "    " + JSON.stringify(entry)).join(",\n");
const text = JSON.stringify({ ...head, cases: [] }, null, 2).replace('"cases": []', `"cases": [\n${lines}\n  ]`);
fs.writeFileSync(path.join(__dirname, "intl.json"), text + "\n");
