//! Words in cells that say whether a row is a sale or a return.

use super::text::fold;

/// What a column may say it with, by how surely its header speaks of returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// Words that say it plainly: the header only speaks of a type.
    Plain,
    /// Codes, and yes and no, as well: the header asks whether it is a return.
    Any,
}

/// Whether a word marks a return (`true`) or a sale (`false`).
pub(super) fn is_return(cell: &str, vocabulary: Vocabulary) -> Option<bool> {
    let plain = || plain(cell);
    match vocabulary {
        Vocabulary::Plain => plain(),
        Vocabulary::Any => by_code(cell).or_else(plain),
    }
}

/// Whether a cell is nothing but a word that says it plainly, whatever its column is called.
pub(super) fn is_return_by_name(cell: &str) -> Option<bool> {
    by_code(cell).filter(|_| plain(cell).is_some())
}

/// The same by words that a cell may hold beside others ("Возврат от покупателя").
fn plain(cell: &str) -> Option<bool> {
    if cell.len() > LONGEST || !cell.chars().any(char::is_alphabetic) {
        return None;
    }
    let whole = fold(cell);
    let words = || cell.split(|c: char| !c.is_alphanumeric()).map(fold);
    let says = |whole_words: &str, stems: &str| {
        words().any(|word| {
            whole_words.split_whitespace().any(|known| known == word)
                || stems.split_whitespace().any(|stem| word.starts_with(stem))
        })
    };
    if says(RETURN_WORDS, RETURN_STEMS) || CREDIT_NOTES.iter().any(|it| whole.contains(it)) {
        Some(true)
    } else if says(SALE_WORDS, SALE_STEMS) {
        Some(false)
    } else {
        None
    }
}

/// Bytes of the longest cell that is a kind of document and no note.
const LONGEST: usize = 100;

/// Folded words, as they stand alone: what begins with them may be something else ("Returning",
/// "Refundable", "Retourenschutz").
const RETURN_WORDS: &str = "return returns returned refund refunds refunded retour retoure retouren \
    retur returer returnerad returneret returnert void voided cancelled canceled cancellation \
    cancelado cancelada avoir korekta korekty abono rimborso вернули";

/// Folded beginnings of words.
const RETURN_STEMS: &str = "gutschrift storn ruckgab rucknahm rucksend ruckerstatt \
    rechnungskorrektur korrekturrechnung kreditfaktur kreditnot kreditbeleg creditnot \
    creditfactu creditmemo korygujac zwrot zwroc возврат возвращ повернен retourn rembours \
    reembols devoluc devuelt teruggav terugbetal annul anulow makuler анульован аннулир скасован \
    отмен сторно dobropis hyvity";

/// Folded names of credit notes in several words.
const CREDIT_NOTES: [&str; 6] = [
    "creditnote",
    "creditmemo",
    "notadicredito",
    "notadecredito",
    "notedecredit",
    "нотакредит",
];

/// As [`RETURN_WORDS`], of sales.
const SALE_WORDS: &str = "sale sales sold order orders invoice invoices receipt purchase debit \
    payment charge kop bon чек kassenbon vente ventes venta ventas";

/// As [`RETURN_STEMS`], of sales.
const SALE_STEMS: &str = "verkauf rechnung faktur factur fattur vendit verkoop sprzeda продаж \
    продан реализац реалізац приход прихід покуп заказ замовлен накладн kauf bestell auftrag \
    forsaljning kvitto paragon quittung";

fn by_code(cell: &str) -> Option<bool> {
    const RETURNS: &[&str] = &[
        "return",
        "returned",
        "returns",
        "refund",
        "refunded",
        "credit",
        "credit note",
        "r",
        "h",
        "haben",
        "retur",
        "kredit",
        "returnerad",
        "retoure",
        "rückgabe",
        "gutschrift",
        "storno",
        "возврат",
        "повернення",
        "yes",
        "y",
        "true",
        "1",
        "x",
        "ja",
        "да",
        "так",
        "j",
        "s.",
        "annullering",
        "kreditnota",
        "вернули",
        "т",
        "credit memo",
        "creditnote",
        "avoir",
        "remboursement",
        "zwrot",
        "korekta",
        "devolución",
        "devolucion",
        "reembolso",
        "abono",
        "reso",
        "rimborso",
        "nota di credito",
        "creditnota",
        "oui",
        "tak",
        "sí",
        "sì",
        "si",
    ];
    const SALES: &[&str] = &[
        "sale",
        "sales",
        "sold",
        "purchase",
        "order",
        "invoice",
        "debit",
        "s",
        "soll",
        "köp",
        "försäljning",
        "verkauf",
        "rechnung",
        "продажа",
        "продаж",
        "покупка",
        "no",
        "n",
        "false",
        "0",
        "nej",
        "nein",
        "нет",
        "ні",
        "faktura",
        "kauf",
        "реализация",
        "реалізація",
        "sales receipt",
        "payment",
        "charge",
        "vente",
        "facture",
        "sprzedaż",
        "venta",
        "factura",
        "vendita",
        "fattura",
        "verkoop",
        "factuur",
        "non",
        "nie",
        "nee",
    ];
    let word = cell.to_lowercase();
    if RETURNS.contains(&word.as_str()) {
        Some(true)
    } else if SALES.contains(&word.as_str()) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_return_plainly() {
        for cell in [
            "Kreditfaktura",
            "Faktura korygująca",
            "Повернення від покупця",
            "Возврат товаров от покупателя",
            "Rechnungskorrektur",
            "Stornorechnung",
            "Rücknahme",
            "Retour",
            "Void",
            "Чек повернення",
            "Возврат прихода",
            "Sales Credit Memo",
            "Credit Note",
            "Gutschrift",
            "Avoir",
            "Cancelled",
        ] {
            assert_eq!(is_return(cell, Vocabulary::Plain), Some(true), "{cell}");
        }
        for cell in [
            "Rechnung",
            "Faktura VAT",
            "Tax Invoice",
            "Реализация товаров и услуг",
            "Чек продажу",
            "Приход",
        ] {
            assert_eq!(is_return(cell, Vocabulary::Plain), Some(false), "{cell}");
        }
        for cell in [
            "Credit",
            "Creditor",
            "Returning",
            "Retourenschutz",
            "Refundable",
            "R",
            "1",
            "yes",
            "Haben",
            "Visa",
        ] {
            assert_eq!(is_return(cell, Vocabulary::Plain), None, "{cell}");
        }
    }

    #[test]
    fn codes_say_it_below_a_header_that_asks() {
        for (cell, marks) in [("H", true), ("yes", true), ("S", false), ("0", false)] {
            assert_eq!(is_return(cell, Vocabulary::Any), Some(marks), "{cell}");
            assert_eq!(is_return_by_name(cell), None, "{cell}");
        }
        assert_eq!(is_return_by_name("Credit"), None);
        assert_eq!(is_return_by_name("Return ticket"), None);
        assert_eq!(is_return_by_name("Return"), Some(true));
    }

    #[test]
    fn every_word_is_folded() {
        for words in [RETURN_WORDS, RETURN_STEMS, SALE_WORDS, SALE_STEMS] {
            for word in words.split_whitespace() {
                assert_eq!(word, fold(word));
            }
        }
    }
}
