// Files as tills write them, with their truth: seeded, so that a failure can be seen again.

/** A file and what must be found in it. */
export interface Shop {
  name: string;
  content: Buffer;
  /** Data records, blank lines included. */
  rows: number;
  customers: number;
  /** Sum of the used rows, in currency units with two decimals. */
  total: string;
  firstDay: string;
  lastDay: string;
}

export interface Spelling {
  delimiter: "," | ";" | "\t";
  decimal: "." | ",";
  /** Mark between thousands, where the amount has them. */
  group: "" | " " | "." | "'";
  date: (year: number, month: number, day: number) => string;
  /** Headings of customer, name, date, amount, product. */
  headings: [string, string, string, string, string];
  names: string[];
  encoding: "utf-8" | "utf-8-bom" | "windows-1251" | "windows-1252";
  lineEnd: "\n" | "\r\n";
}

const two = (value: number): string => String(value).padStart(2, "0");
export const iso = (year: number, month: number, day: number): string => `${year}-${two(month)}-${two(day)}`;
export const dotted = (year: number, month: number, day: number): string => `${two(day)}.${two(month)}.${year}`;
export const slashed = (year: number, month: number, day: number): string => `${two(day)}/${two(month)}/${year}`;
export const american = (year: number, month: number, day: number): string => `${month}/${day}/${year}`;

export const PLAIN: Spelling = {
  delimiter: ",",
  decimal: ".",
  group: "",
  date: iso,
  headings: ["customer_id", "customer_name", "date", "amount", "product"],
  names: ["Ada Berg", "Bo Lind", "Cecilia Ek"],
  encoding: "utf-8",
  lineEnd: "\n",
};

export const UKRAINIAN: Spelling = {
  delimiter: ";",
  decimal: ",",
  group: " ",
  date: dotted,
  headings: ["Код клієнта", "Назва клієнта", "Дата", "Сума", "Товар"],
  names: ["Іваненко Олена", "Єфремов Юрій", "Щербак Їжакевич"],
  encoding: "windows-1251",
  lineEnd: "\r\n",
};

export const GERMAN: Spelling = {
  delimiter: ";",
  decimal: ",",
  group: ".",
  date: dotted,
  headings: ["Kundennummer", "Kunde", "Datum", "Betrag", "Artikel"],
  names: ["Jürgen Größe", "Änne Müller", "Café Zoë"],
  encoding: "windows-1252",
  lineEnd: "\r\n",
};

export const SWEDISH: Spelling = {
  delimiter: "\t",
  decimal: ",",
  group: "",
  date: iso,
  headings: ["Kundnr", "Kundnamn", "Datum", "Belopp", "Artikel"],
  names: ["Åsa Öberg", "Märta Sjö", "Göran Ängh"],
  encoding: "utf-8-bom",
  lineEnd: "\n",
};

/** A shop of `customers` over two years, refunds now and then, ids with leading zeros. */
export function shop(name: string, spelling: Spelling, customers = 120): Shop {
  const next = random(7);
  const lines = [spelling.headings.join(spelling.delimiter)];
  const seen = new Set<number>();
  let cents = 0;
  let first = "9999";
  let last = "0000";
  for (let customer = 1; customer <= customers; customer += 1) {
    const visits = 1 + next(customer % 10 === 0 ? 30 : 9);
    for (let visit = 0; visit < visits; visit += 1) {
      const year = 2024 + next(2);
      const month = 1 + next(12);
      const day = 1 + next(28);
      const refund = visit > 0 && next(25) === 0;
      const amount = (refund ? -1 : 1) * (199 + next(250_000));
      cents += amount;
      seen.add(customer);
      const when = iso(year, month, day);
      if (when < first) first = when;
      if (when > last) last = when;
      const cells = [
        String(customer).padStart(5, "0"),
        `${spelling.names[customer % spelling.names.length]} ${customer}`,
        spelling.date(year, month, day),
        money(amount, spelling),
        `P${next(20)}`,
      ];
      lines.push(cells.map((cell) => quoted(cell, spelling.delimiter)).join(spelling.delimiter));
    }
  }
  return {
    name,
    content: encoded(lines.join(spelling.lineEnd) + spelling.lineEnd, spelling.encoding),
    rows: lines.length - 1,
    customers: seen.size,
    total: money(cents, { ...spelling, decimal: ".", group: "" }),
    firstDay: first,
    lastDay: last,
  };
}

function money(cents: number, { decimal, group }: Spelling): string {
  const whole = String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  return `${cents < 0 ? "-" : ""}${whole}${decimal}${two(Math.abs(cents) % 100)}`;
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** xorshift32: small, seeded, enough. */
export function random(seed: number): (below: number) => number {
  let state = seed || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const CYRILLIC: Record<string, number> = {
  Ё: 0xa8, Є: 0xaa, Ї: 0xaf, І: 0xb2, і: 0xb3, ґ: 0xb4, ё: 0xb8, є: 0xba, ї: 0xbf, Ґ: 0xa5,
};

function encoded(text: string, encoding: Spelling["encoding"]): Buffer {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-8-bom":
      return Buffer.from(`\uFEFF${text}`, "utf8");
    case "windows-1252":
      // The letters used here stand at the same place in both.
      return Buffer.from(text, "latin1");
    case "windows-1251":
      return Buffer.from(
        [...text].map((letter) => {
          const code = letter.codePointAt(0) ?? 0;
          if (code < 0x80) return code;
          if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
          return CYRILLIC[letter] ?? 0x3f;
        }),
      );
  }
}
