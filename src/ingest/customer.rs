//! Who bought: ids to codes, and the words that are nobody's id.

use super::encoding::Decoder;
use super::identity::fold_id;
use super::{OnOddRow, Rules};
use crate::dataset::{Dictionary, Interner, Ruling};

/// The customer all rows without one are counted as, when the person wants them counted.
const GUESTS: &[u8] = b"guests";

/// Why a cell names no customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CustomerFault {
    /// Nothing in it.
    Missing,
    /// A word for somebody unknown.
    Placeholder,
    /// A word for a sum.
    Total,
}

/// A customer of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Customer {
    pub(super) code: u32,
    /// Blanks around the id were removed.
    pub(super) trimmed: bool,
}

/// The customers of a file, in order of first appearance.
#[derive(Debug)]
pub(super) struct Customers {
    ids: Interner,
    /// By code, when the file has names: the first that is not empty.
    names: Option<Vec<String>>,
    /// When ids that look alike are one customer's.
    merge: Option<Box<Merge>>,
    words: Words,
}

/// Which words name no customer: rules may say that they do.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    placeholders_used: bool,
    totals_used: bool,
}

impl Words {
    /// As the rules have them.
    pub(super) fn of(rules: &Rules) -> Self {
        Self {
            placeholders_used: rules.placeholder_customers == OnOddRow::Use,
            totals_used: rules.total_words == OnOddRow::Use,
        }
    }

    fn fault_of(self, id: &str) -> Option<CustomerFault> {
        fault_of(id).filter(|fault| match fault {
            CustomerFault::Missing => true,
            CustomerFault::Placeholder => !self.placeholders_used,
            CustomerFault::Total => !self.totals_used,
        })
    }

    /// The rule by which an id is a customer's.
    pub(super) fn ruling(self, id: &str) -> Option<Ruling> {
        if !self.placeholders_used && !self.totals_used {
            return None;
        }
        match fault_of(id)? {
            CustomerFault::Placeholder => {
                self.placeholders_used.then_some(Ruling::PlaceholdersUsed)
            }
            CustomerFault::Total => self.totals_used.then_some(Ruling::TotalsUsed),
            CustomerFault::Missing => None,
        }
    }
}

/// Spellings of ids, and whose they are.
#[derive(Debug, Default)]
struct Merge {
    /// Every spelling.
    spellings: Interner,
    /// By the spelling's code: the customer's, and whether the spelling is not the customer's id.
    customers: Vec<(u32, bool)>,
    /// Folded ids; their codes are the customers'.
    keys: Interner,
    rows: u64,
}

impl Customers {
    pub(super) fn new(has_names: bool, merges: bool, words: Words) -> Self {
        Self {
            ids: Interner::default(),
            names: has_names.then(Vec::new),
            merge: merges.then(Box::default),
            words,
        }
    }

    /// The customer of a cell.
    #[inline]
    pub(super) fn read(
        &mut self,
        cell: &[u8],
        decoder: &Decoder,
    ) -> Result<Customer, CustomerFault> {
        let id = decoder.trim(cell);
        if self.merge.is_some() {
            let code = self.merged(id, decoder)?;
            return Ok(Customer {
                code,
                trimmed: id.len() < cell.len(),
            });
        }
        let code = match self.ids.find(id) {
            Ok(code) => code,
            Err(new) => {
                if let Some(fault) = self.words.fault_of(&decoder.decode(id)) {
                    return Err(fault);
                }
                self.ids.add(new)
            }
        };
        Ok(Customer {
            code,
            trimmed: id.len() < cell.len(),
        })
    }

    /// The customer of an id, whatever its spelling.
    fn merged(&mut self, id: &[u8], decoder: &Decoder) -> Result<u32, CustomerFault> {
        let Some(merge) = &mut self.merge else {
            return Err(CustomerFault::Missing);
        };
        match merge.spellings.find(id) {
            Ok(spelling) => {
                let (code, is_other) = merge.customers[spelling as usize];
                merge.rows += u64::from(is_other);
                Ok(code)
            }
            Err(new) => {
                let text = decoder.decode(id);
                if let Some(fault) = self.words.fault_of(&text) {
                    return Err(fault);
                }
                merge.spellings.add(new);
                let code = merge.keys.intern(&fold_id(&text));
                let is_other = (code as usize) < self.ids.dictionary().len();
                if !is_other {
                    self.ids.intern_bytes(id);
                }
                merge.customers.push((code, is_other));
                merge.rows += u64::from(is_other);
                Ok(code)
            }
        }
    }

    /// Rows whose id was joined with another spelling.
    pub(super) fn merged_rows(&self) -> u64 {
        self.merge.as_ref().map_or(0, |merge| merge.rows)
    }

    /// The one customer of all rows without one.
    pub(super) fn guests(&mut self) -> Customer {
        if let Some(merge) = &mut self.merge {
            merge.keys.intern_bytes(GUESTS);
        }
        Customer {
            code: self.ids.intern_bytes(GUESTS),
            trimmed: false,
        }
    }

    /// Remembers the first name a customer has.
    #[inline]
    pub(super) fn name(&mut self, customer: Customer, cell: &[u8], decoder: &Decoder) {
        let Some(names) = &mut self.names else {
            return;
        };
        let at = customer.code as usize;
        if names.len() <= at {
            names.resize(at + 1, String::new());
        }
        if names[at].is_empty() {
            let name = decoder.trim(cell);
            names[at] = decoder.decode(name).into_owned();
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.ids.is_full()
    }

    /// Ids and names by code.
    pub(super) fn finish(self) -> (Dictionary, Option<Vec<String>>) {
        let ids = self.ids.finish();
        let names = self.names.map(|mut names| {
            names.resize(ids.len(), String::new());
            names
        });
        (ids, names)
    }
}

fn fault_of(id: &str) -> Option<CustomerFault> {
    const PLACEHOLDERS: &[&str] = &[
        "0",
        "-",
        "–",
        "n/a",
        "na",
        "null",
        "none",
        "nan",
        "?",
        "guest",
        "guests",
        "guest checkout",
        "anonymous",
        "anonym",
        "unknown",
        "walk-in",
        "walkin",
        "walk in",
        "walk-in customer",
        "cash customer",
        "cash",
        "no customer",
        "not set",
        "gäst",
        "okänd",
        "kontantkund",
        "kontant",
        "gast",
        "unbekannt",
        "laufkunde",
        "laufkundschaft",
        "barverkauf",
        "barkunde",
        "гость",
        "аноним",
        "анонимный",
        "неизвестно",
        "неизвестный",
        "розничный покупатель",
        "гість",
        "анонім",
        "невідомо",
        "невідомий",
        "роздрібний покупець",
        "кінцевий споживач",
        "физическое лицо",
        "частное лицо",
        "фізична особа",
        "приватна особа",
        "invité",
        "invite",
        "client de passage",
        "client comptoir",
        "client divers",
        "clients divers",
        "anonyme",
        "inconnu",
        "gość",
        "gosc",
        "klient detaliczny",
        "klient anonimowy",
        "klient indywidualny",
        "anonimowy",
        "nieznany",
        "invitado",
        "cliente anónimo",
        "cliente anonimo",
        "anónimo",
        "anonimo",
        "desconocido",
        "cliente contado",
        "clientes varios",
        "cliente varios",
        "público en general",
        "consumidor final",
        "ospite",
        "cliente occasionale",
        "cliente generico",
        "sconosciuto",
        "consumatore finale",
        "gast klant",
        "anoniem",
        "onbekend",
        "contante klant",
        "passant",
        "losse verkoop",
    ];
    if id.is_empty() {
        return Some(CustomerFault::Missing);
    }
    // The longest word has 40 bytes, and only "0" has a digit.
    if id.len() > 40 || id.len() > 1 && id.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let lower = id.to_lowercase();
    if PLACEHOLDERS.contains(&lower.as_str()) {
        Some(CustomerFault::Placeholder)
    } else if TOTALS.contains(&lower.as_str()) {
        Some(CustomerFault::Total)
    } else {
        None
    }
}

const TOTALS: &[&str] = &[
    "total",
    "totals",
    "subtotal",
    "sub-total",
    "sub total",
    "grand total",
    "sum",
    "total general",
    "total général",
    "summe",
    "zwischensumme",
    "gesamt",
    "gesamtsumme",
    "endsumme",
    "summa",
    "delsumma",
    "totalt",
    "totalsumma",
    "slutsumma",
    "итого",
    "всего",
    "итог",
    "общий итог",
    "промежуточный итог",
    "всього",
    "разом",
    "усього",
    "підсумок",
    "загалом",
    "suma",
    "razem",
    "totale",
    "общая сумма",
    "sous-total",
    "sous total",
    "somme",
    "ogółem",
    "łącznie",
    "suma końcowa",
    "suma częściowa",
    "suma całkowita",
    "suma parcial",
    "gran total",
    "totales",
    "totali",
    "subtotale",
    "totale generale",
    "totale complessivo",
    "somma",
    "totaal",
    "subtotaal",
    "eindtotaal",
    "totaal generaal",
    "daily total",
    "day total",
    "total for the day",
    "tagessumme",
    "dagssumma",
    "dagstotal",
    "итого за день",
    "разом за день",
    "всього за день",
    "total du jour",
    "total del día",
    "suma dnia",
    "insgesamt",
    "ergebnis",
    "gesamtergebnis",
    "загальний підсумок",
    "yhteensä",
    "i alt",
    "celkem",
    "spolu",
    "összesen",
    "mindösszesen",
    "iš viso",
    "kopā",
    "kokku",
    "total geral",
    "ukupno",
    "skupaj",
    "укупно",
    "общо",
    "всичко",
    "toplam",
    "genel toplam",
    "σύνολο",
    "suma y sigue",
];

/// Whether a cell says that its row is a sum of others: one of the words above, alone or with
/// something that is no word after it ("Subtotal 2023-01", "Итого:").
pub(super) fn is_total(cell: &str) -> bool {
    let lower = cell
        .trim_start_matches(['*', ' '])
        .trim_end()
        .to_lowercase();
    TOTALS.iter().any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(|c: char| !c.is_alphanumeric())
                    && (rest.len() < 24 || rest.starts_with(':'))
        })
    })
}

/// Whether a cell ends in such a word, as subtotals of spreadsheets do ("Anna Total", "А Итог").
pub(super) fn ends_in_total(cell: &str) -> bool {
    let lower = cell.trim().trim_end_matches(':').to_lowercase();
    TOTALS.iter().any(|&word| {
        let rest = lower.strip_suffix(word);
        rest.is_some_and(|rest| rest.ends_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Encoding;

    #[test]
    fn ids_are_text_and_blanks_around_them_are_not() {
        let decoder = Decoder::new(Encoding::Utf8);
        let mut customers = Customers::new(false, false, Words::of(&Rules::default()));
        let mut read = |id: &str| customers.read(id.as_bytes(), &decoder);
        let first = read("007").unwrap();
        assert_ne!(read("7").unwrap().code, first.code);
        let trimmed = read("007\u{a0}").unwrap();
        assert_eq!((trimmed.code, trimmed.trimmed), (first.code, true));
        assert_eq!(read(" "), Err(CustomerFault::Missing));
        assert_eq!(read("Guest"), Err(CustomerFault::Placeholder));
        assert_eq!(read("0"), Err(CustomerFault::Placeholder));
        assert_eq!(read("TOTAL"), Err(CustomerFault::Total));
        for nobody in ["Client de passage", "Gość", "Consumidor final", "Anoniem"] {
            assert_eq!(read(nobody), Err(CustomerFault::Placeholder), "{nobody}");
        }
        assert!(read("Guest House Ltd").is_ok());
        assert!(read("00").is_ok());
    }

    #[test]
    fn spellings_of_an_id_are_one_customer_with_consent() {
        let decoder = Decoder::new(Encoding::Utf8);
        let mut customers = Customers::new(false, true, Words::of(&Rules::default()));
        let mut read = |id: &str| customers.read(id.as_bytes(), &decoder).map(|it| it.code);
        assert_eq!(read("Bo@x.se"), Ok(0));
        assert_eq!(read("007"), Ok(1));
        assert_eq!(read(" bo@X.se "), Ok(0));
        assert_eq!(read("BO@X.SE"), Ok(0));
        assert_eq!(read("7"), Ok(2));
        assert_eq!(read(""), Err(CustomerFault::Missing));
        assert_eq!(customers.merged_rows(), 2);
        let (ids, _) = customers.finish();
        assert_eq!(ids.iter().collect::<Vec<_>>(), ["Bo@x.se", "007", "7"]);
    }

    #[test]
    fn sums_are_told_from_names() {
        for cell in [
            "Subtotal 2023-01",
            "TOTAL",
            "Итого:",
            "* Summe",
            "Разом",
            "Sous-total",
            "Razem:",
            "Suma parcial",
            "Totale",
            "Eindtotaal 2024",
        ] {
            assert!(is_total(cell), "{cell}");
        }
        for cell in ["Anna Total", "А Итог", "B Ergebnis", "Bo Summa:"] {
            assert!(ends_in_total(cell), "{cell}");
        }
        assert!(!ends_in_total("Subtotal") && !ends_in_total("Anna Totally"));
        for cell in [
            "Totally Tea",
            "Summers Ltd",
            "Total Energies Nederland Verkoop BV",
        ] {
            assert!(!is_total(cell), "{cell}");
        }
    }
}
