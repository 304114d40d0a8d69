//! Headers that name a part of a sum and not the sum ("MwSt-Betrag", "Discount Amount").

use super::header_facets::{is_one_of, words_of};

/// Folded words for taxes, discounts, carriage and tips.
const PARTS: &str = "vat tva iva mwst ust moms btw пдв ндс gst cgst sgst igst tax taxes steuer \
    podatek impuesto imposta remise rabais rabatt rabat skonto discount discounts znizka sconto \
    descuento korting скидка скидки знижка знижки shipping freight frakt fracht versand \
    versandkosten versandbetrag postage tip tips";

/// Of these, words that begin or end others written together ("Momsbelopp").
const JOINED: &str = "mwst moms steuer rabatt skonto discount";

/// What stands behind such a word where it is taken off, or is none ("rabatterad",
/// "steuerpflichtig").
const TAKEN_OFF: [&str; 6] = ["ed", "er", "iert", "pflicht", "frei", "bar"];

/// Folded words that make the sum beside them the whole one, with the part or without.
const WHOLES: &str = "incl inkl including inclusive inclus incluse included inkludert ttc gross \
    brutto bruto brut lordo lorda excl exkl excluding exclusive excluded ex ht hors net netto neto \
    nett nette netta ohne without utan sans senza sin zonder bez без mit with med avec con z со с \
    із з w after before less minus plus nach vor abzgl abzuglich zzgl zuzuglich efter fore apres \
    avant po przed после до після free frei exempt";

/// Whether a header names a part of a sum, and no sum with or without it.
pub(super) fn is_part_of_sum(header: &str) -> bool {
    let words = words_of(header);
    let is_part = |at: usize| {
        let word = words[at].as_str();
        // A tax invoice is an invoice.
        let is_invoice = words.get(at + 1).is_some_and(|next| next == "invoice");
        is_one_of(PARTS, word) && !is_invoice || is_joined(word)
    };
    (0..words.len()).any(is_part) && !words.iter().any(|word| is_one_of(WHOLES, word))
}

fn is_joined(word: &str) -> bool {
    let says_whole = ["inkl", "incl", "exkl", "excl"]
        .iter()
        .any(|whole| word.contains(whole));
    !says_whole
        && JOINED.split_whitespace().any(|part| {
            let rest = word.strip_prefix(part);
            let begins = rest.is_some_and(|rest| !TAKEN_OFF.iter().any(|it| rest.starts_with(it)));
            begins || word.ends_with(part)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::text::fold;

    #[test]
    fn taxes_and_discounts_are_no_sums() {
        for header in [
            "MwSt-Betrag",
            "Momsbelopp",
            "Сумма НДС",
            "Importo IVA",
            "CGST Amount",
            "Total VAT",
            "SalesTax",
            "Kwota VAT",
            "Gesamt MwSt",
            "Rabattbetrag",
            "Montant remise",
            "Skontobetrag",
            "Shipping Amount",
            "Umsatzsteuer",
        ] {
            assert!(is_part_of_sum(header), "{header}");
        }
    }

    #[test]
    fn sums_with_or_without_them_are_sums() {
        for header in [
            "Total incl VAT",
            "Netto ohne MwSt",
            "Сума з ПДВ",
            "Сумма без НДС",
            "Belopp inkl. moms",
            "beloppexklmoms",
            "Tax Invoice Amount",
            "Taxable Value",
            "Steuerpflichtiger Umsatz",
            "Discounted amount",
            "Total before tax",
            "Betrag nach Rabatt",
            "Gross sales",
            "Taxi fares",
            "Umsatz Versandhandel",
        ] {
            assert!(!is_part_of_sum(header), "{header}");
        }
    }

    #[test]
    fn every_word_is_folded() {
        for word in [PARTS, JOINED, WHOLES]
            .iter()
            .flat_map(|it| it.split_whitespace())
        {
            assert_eq!(word, fold(word));
        }
    }
}
