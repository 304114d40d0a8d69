//! Numbers that a table of customers says as text.

use crate::dataset::{CodedColumn, CustomerIx};

/// The number a cell says, with either mark of decimals: a mark before three last digits groups
/// thousands.
pub fn number(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
        .collect();
    let marks = || plain.char_indices().filter(|(_, c)| matches!(c, '.' | ','));
    let decimal = marks().next_back().filter(|&(at, mark)| {
        let behind = plain.len() - at - 1;
        behind != 3 && marks().filter(|&(_, other)| other == mark).count() == 1
    });
    let decimal = decimal.map(|(at, _)| at);
    let digits: String = plain
        .char_indices()
        .filter_map(|(at, c)| match c {
            '.' | ',' => (Some(at) == decimal).then_some('.'),
            c => Some(c),
        })
        .collect();
    digits
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
}

/// What a column of numbers says of a customer.
pub fn number_of(column: &CodedColumn, customer: CustomerIx) -> Option<f64> {
    number(column.text(customer.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_either_mark() {
        for (text, wanted) in [
            ("12", Some(12.0)),
            ("12.5", Some(12.5)),
            ("12,5", Some(12.5)),
            ("12.500", Some(12_500.0)),
            ("1 234,50 kr", Some(1_234.5)),
            ("€1,234.50", Some(1_234.5)),
            ("1.234.567", Some(1_234_567.0)),
            ("-3", Some(-3.0)),
            ("", None),
            ("n/a", None),
        ] {
            assert_eq!(number(text), wanted, "{text}");
        }
    }
}
