//! Header words and the roles they speak for, in the languages of shops.

use super::header_facets::is_facet;
use super::role_words::WORDS;
use super::role_words_more::MORE_WORDS;
use super::sum_parts::is_part_of_sum;
use super::text::fold;
use super::totals_words::TOTALS_WORDS;
use crate::base::order;
use crate::dataset::Role;

/// How strongly a header speaks for a role: the higher the surer.
pub(super) type Strength = u8;

/// What a header speaks for, the surest first; at most one strength a role. A strength without a
/// role says that the column is known for something else.
pub(super) fn of_header(header: &str) -> Vec<(Option<Role>, Strength)> {
    let whole = fold(header);
    // What stands before a bracket or comma is the name, the rest its unit ("Сума, грн").
    let name = fold(header.split(['(', '[', ',']).next().unwrap_or_default());
    let mut found: Vec<(Option<Role>, Strength)> = Vec::new();
    let is_part = is_part_of_sum(header);
    if is_part {
        found.push((None, PART_OF_SUM));
    }
    for &(role, strength, words) in WORDS.iter().chain(MORE_WORDS).chain(TOTALS_WORDS) {
        let best = words
            .split(' ')
            .filter_map(|word| {
                let likeness = likeness(&whole, word).max(likeness(&name, word))?;
                let is_other = match role {
                    _ if likeness == Penalty(0) => false,
                    Some(Role::Customer) => is_facet(header, word),
                    Some(Role::Amount) => is_part,
                    _ => false,
                };
                (!is_other).then_some(likeness)
            })
            .max();
        let Some(penalty) = best else {
            continue;
        };
        let strength = strength.saturating_sub(penalty.0);
        match found.iter_mut().find(|(known, _)| *known == role) {
            Some((_, known)) => *known = (*known).max(strength),
            None => found.push((role, strength)),
        }
    }
    order::sort_by(&mut found, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    found
}

/// How strongly a header that names a part of a sum speaks for nothing: less than what is known of
/// discounts and carriage.
const PART_OF_SUM: Strength = 50;

/// Whether a header is surely that of something without a role.
pub(super) fn is_something_else(header: &str) -> bool {
    of_header(header)
        .first()
        .is_some_and(|&(role, strength)| role.is_none() && strength >= PART_OF_SUM)
}

/// How much weaker than the word itself a header is that contains it; the order is reversed, so
/// that the likest is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Penalty(u8);

impl Ord for Penalty {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        other.0.cmp(&self.0)
    }
}

impl PartialOrd for Penalty {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

fn likeness(header: &str, word: &str) -> Option<Penalty> {
    const WORD_LETTERS: usize = 5;
    if header == word {
        Some(Penalty(0))
    } else if word.chars().count() < WORD_LETTERS {
        None
    } else if header.starts_with(word) {
        Some(Penalty(30))
    } else if header.ends_with(word) {
        Some(Penalty(35))
    } else {
        None
    }
}

/// Whether a header is a word of this table at all.
pub(super) fn is_known(header: &str) -> bool {
    of_header(header)
        .first()
        .is_some_and(|&(_, strength)| strength >= 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_folded() {
        for (_, _, words) in WORDS.iter().chain(MORE_WORDS).chain(TOTALS_WORDS) {
            for word in words.split(' ') {
                assert_eq!(word, fold(word));
            }
        }
    }

    #[test]
    fn headers_in_five_languages() {
        for (header, role) in [
            ("Customer ID", Role::Customer),
            ("CustomerName", Role::CustomerName),
            ("Kundnr", Role::Customer),
            ("Kundnamn", Role::CustomerName),
            ("Kundennummer", Role::Customer),
            ("Контрагент", Role::Customer),
            ("Код клиента", Role::Customer),
            ("Köpdatum", Role::Date),
            ("Дата", Role::Date),
            ("Belegdat. ", Role::Date),
            ("Order Date", Role::Date),
            ("Order #", Role::Order),
            ("№ накладної", Role::Order),
            ("Сума, грн", Role::Amount),
            ("Betrag (€)", Role::Amount),
            ("Belopp inkl. moms", Role::Amount),
            ("Umsatz (ohne Soll/Haben-Kz)", Role::Amount),
            ("Amount EUR", Role::Amount),
            ("К-сть", Role::Quantity),
            ("Ціна, грн", Role::UnitPrice),
            ("EK-Preis", Role::UnitCost),
            ("Artikelgruppe", Role::Category),
            ("Date de commande", Role::Date),
            ("N° client", Role::Customer),
            ("Montant TTC", Role::Amount),
            ("Prix unitaire HT", Role::UnitPrice),
            ("Kontrahent", Role::Customer),
            ("Wartość brutto", Role::Amount),
            ("Nr faktury", Role::Order),
            ("Fecha de venta", Role::Date),
            ("Importe", Role::Amount),
            ("Precio unitario", Role::UnitPrice),
            ("Nº pedido", Role::Order),
            ("Data fattura", Role::Date),
            ("Ragione sociale", Role::CustomerName),
            ("Quantità", Role::Quantity),
            ("Klantnummer", Role::Customer),
            ("Bedrag excl. btw", Role::Amount),
            ("Factuurdatum", Role::Date),
            ("Сумма документа", Role::Amount),
            ("Reference no.", Role::Order),
        ] {
            assert_eq!(
                of_header(header).first().map(|found| found.0),
                Some(Some(role)),
                "{header}"
            );
        }
        assert_eq!(
            of_header("Ship Date").first().map(|found| found.0),
            Some(None)
        );
        assert_eq!(of_header("Row ID").first().map(|found| found.0), Some(None));
    }
}
