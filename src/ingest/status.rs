//! Orders that did not come about: cancelled, failed, paid back as a whole.

use super::header_facets::{is_one_of, words_of};
use super::tally::Tally;
use super::text::fold;
use crate::base::Money;
use crate::dataset::{Dataset, NO_CODE, Role};

/// Folded words for an order that brought no money, or whose money went back.
const VOID: &str = "cancelled canceled cancelado cancelada failed void voided declined refunded \
    refundedorder rejected abandoned expired chargeback uncaptured paymentfailed error \
    storniert storno abgebrochen fehlgeschlagen abgelehnt erstattet ruckerstattet \
    avbruten avbokad makulerad annullerad krediterad misslyckad aterbetald \
    отменен отменено отмена скасовано скасований скасована відмінено відмовлено \
    возвращен возврат возвращено повернено повернення отказ відмова \
    annule annulee rembourse remboursee echoue refuse anulowane anulowano anulowany anulowana \
    zwrocone zwrocono anulado anulada reembolsado reembolsada devuelto fallido annullato \
    rimborsato fallito geannuleerd terugbetaald mislukt annulleret annullert kansellert peruttu \
    zruseno stornovano tuhistatud atsaukta atcelts iptal iptaledildi rto";

/// Folded beginnings of the first word of longer ones ("Cancelled by customer"). The first word
/// only: what is "partly refunded" or "not returned" was sold.
const VOID_STEMS: &str = "cancelled canceled cancelad voided refunded returned returner retourn storn \
    annul anulow anulad makuler отменен скасован анульован аннулирован возвращен повернен rto";

/// Folded headers of columns that say by yes or no whether an order was cancelled.
pub(super) const VOID_FLAGS: &str = "cancelled canceled iscancelled iscanceled cancelledflag voided isvoid \
    isvoided void deleted isdeleted storniert iststorniert annuliert makulerad avbruten annule \
    annulee anulado anulada anulowano anulowana annullato geannuleerd отменен отменено \
    аннулировано пометкаудаления анульовано скасовано";

/// Folded words for yes.
const YES: &str = "yes y true 1 x ja j да так oui o tak t si vero wahr истина";

/// Whether a status, or a yes below a header that asks, says that the order did not come about.
pub(super) fn is_void(header: &str, status: &str) -> bool {
    let status = status.trim().trim_start_matches("wc-");
    let word = fold(status);
    if word.is_empty() {
        return false;
    }
    let words = words_of(status);
    let first = words.first().map_or("", String::as_str);
    let mut stems = VOID_STEMS.split_whitespace();
    is_one_of(VOID, &word)
        || stems.any(|stem| first.starts_with(stem))
        || is_one_of(YES, &word) && is_one_of(VOID_FLAGS, &fold(header))
}

/// What a file says of orders that did not come about.
pub(super) struct VoidRows {
    /// Their words, in the order of the file.
    pub(super) words: Vec<String>,
    /// Rows and money.
    pub(super) tally: Tally,
}

/// The rows with money whose status says so; none when there is no such row. A row of money going
/// back is what it says.
pub(super) fn void_rows(dataset: &Dataset) -> Option<VoidRows> {
    let column = dataset.coded_by_role(Role::Status)?;
    let words = column.dictionary.iter();
    let words: Vec<bool> = words.map(|word| is_void(&column.name, word)).collect();
    let mut tally = Tally::default();
    let mut is_seen = vec![false; words.len()];
    for (row, &code) in column.codes.iter().enumerate() {
        let amount = dataset.amounts()[row];
        if code != NO_CODE && words[code as usize] && amount > Money::ZERO {
            tally.add(Some(amount.0), Some(dataset.days()[row]));
            is_seen[code as usize] = true;
        }
    }
    let words = column.dictionary.iter().zip(is_seen);
    let words = words.filter(|(_, seen)| *seen);
    (tally.rows() > 0).then(|| VoidRows {
        words: words.map(|(word, _)| word.to_owned()).collect(),
        tally,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_in_many_words() {
        for void in [
            "Cancelled",
            "wc-refunded",
            "Failed",
            "Скасовано",
            "Отменён",
            "Storniert",
            "Annulé",
            "Makulerad",
            "Returned",
            "RTO",
            "Анульовано",
            "Cancelled by customer",
            "Retourniert",
            "Returnerad",
        ] {
            assert!(is_void("Status", void), "{void}");
        }
        for sale in [
            "",
            "Paid",
            "completed",
            "partially_refunded",
            "Not returned",
            "Returning customer",
            "yes",
            "pending",
            "Виконано",
        ] {
            assert!(!is_void("Status", sale), "{sale}");
        }
    }

    #[test]
    fn yes_below_a_header_that_asks() {
        for (header, yes) in [
            ("Storniert", "ja"),
            ("Cancelled", "TRUE"),
            ("is_void", "1"),
            ("Анульовано", "Так"),
            ("Makulerad", "Ja"),
            ("Annulé", "oui"),
            ("Voided", "Yes"),
        ] {
            assert!(is_void(header, yes), "{header}");
            assert!(!is_void(header, "0") && !is_void(header, ""), "{header}");
        }
        for word in [VOID, VOID_STEMS, VOID_FLAGS, YES]
            .iter()
            .flat_map(|it| it.split_whitespace())
        {
            assert_eq!(word, fold(word));
        }
    }
}
