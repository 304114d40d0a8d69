//! Orders that did not come about: cancelled, failed, paid back as a whole.

use super::tally::Tally;
use super::text::fold;
use crate::base::Money;
use crate::dataset::{Dataset, NO_CODE, Role};

/// Folded words for an order that brought no money, or whose money went back.
const VOID: &str = "cancelled canceled cancelado cancelada failed void voided declined refunded \
    refundedorder rejected abandoned expired chargeback uncaptured paymentfailed error \
    storniert storno abgebrochen fehlgeschlagen abgelehnt erstattet ruckerstattet \
    avbruten avbokad makulerad annullerad krediterad misslyckad aterbetald \
    отменен отменено отменён отмена скасовано скасований скасована відмінено відмовлено \
    возвращен возврат возвращено повернено повернення отказ відмова \
    annule annulee rembourse remboursee echoue refuse anulowane anulowano anulowany anulowana \
    zwrocone zwrocono anulado anulada reembolsado reembolsada devuelto fallido annullato \
    rimborsato fallito geannuleerd terugbetaald mislukt annulleret annullert kansellert peruttu \
    zruseno stornovano tuhistatud atsaukta atcelts iptal iptaledildi";

/// Whether a status says that the order did not come about.
pub(super) fn is_void(status: &str) -> bool {
    let word = fold(status.trim().trim_start_matches("wc-"));
    !word.is_empty() && VOID.split_whitespace().any(|known| fold(known) == word)
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
    let words: Vec<bool> = column.dictionary.iter().map(is_void).collect();
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
        ] {
            assert!(is_void(void), "{void}");
        }
        for sale in [
            "",
            "Paid",
            "completed",
            "partially_refunded",
            "pending",
            "Виконано",
        ] {
            assert!(!is_void(sale), "{sale}");
        }
    }
}
