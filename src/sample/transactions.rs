use std::io::{self, Write};

use crate::base::Day;
use crate::numerics::rng::Pcg32;

/// The header of [`transactions`].
pub const TRANSACTION_HEADER: &str = "customer,date,amount,order,product,store";

const FIRST_DAY: (i16, i8, i8) = (2023, 1, 1);
const SPAN_DAYS: u64 = 1_096;
const PRODUCTS: u32 = 2_000;
const STORES: u32 = 24;
const FLUSH_BYTES: usize = 1 << 16;

/// Writes so many rows of about 44 bytes, in the order of days over three years, with a tenth as
/// many customers. Needs no memory but one buffer, so any number of rows can be had.
///
/// Seven rows of ten come from residents, the most loyal a hundred times as often as the average;
/// the others from passers-by who are there for a few weeks.
pub fn transactions(rows: u64, seed: u64, out: &mut dyn Write) -> io::Result<()> {
    let mut rng = Pcg32::new(seed);
    let customers = u32::try_from((rows / 10).max(1)).unwrap_or(u32::MAX);
    let residents = customers - customers / 5 * 2;
    let passers_by = customers - residents;
    let (year, month, day) = FIRST_DAY;
    let first = Day::from_civil(year, month, day).unwrap_or_default();
    let mut text = Vec::with_capacity(FLUSH_BYTES + 128);
    text.extend_from_slice(TRANSACTION_HEADER.as_bytes());
    text.push(b'\n');
    let mut today = (u64::MAX, String::new());
    for row in 0..rows {
        let number = row * SPAN_DAYS / rows;
        if today.0 != number {
            today = (number, first.plus(number as i32).to_string());
        }
        let customer = if rng.below(10) < 7 || passers_by == 0 {
            let once = rng.below(residents);
            rng.below(once + 1)
        } else {
            let there = (passers_by / 20).max(1);
            let since = u64::from(passers_by - there) * row / rows;
            residents + since as u32 + rng.below(there)
        };
        // The mean of three draws: most baskets are small, none is without end.
        let basket = rng.below(6_000) * (rng.below(100) + 1) / 100 + rng.below(2_500);
        let refund = rng.below(100) == 0;
        text.push(b'C');
        digits(&mut text, u64::from(customer), 6);
        text.push(b',');
        text.extend_from_slice(today.1.as_bytes());
        text.push(b',');
        if refund {
            text.push(b'-');
        }
        digits(&mut text, u64::from(basket / 100 + 1), 1);
        text.push(b'.');
        digits(&mut text, u64::from(basket % 100), 2);
        text.extend_from_slice(b",R");
        digits(&mut text, row / 2 + 1, 7);
        text.extend_from_slice(b",P");
        digits(&mut text, u64::from(rng.below(PRODUCTS)), 4);
        text.extend_from_slice(b",S");
        digits(&mut text, u64::from(rng.below(STORES)), 2);
        text.push(b'\n');
        if text.len() >= FLUSH_BYTES {
            out.write_all(&text)?;
            text.clear();
        }
    }
    out.write_all(&text)
}

/// The decimal digits of a number, with zeros before it up to `width`.
fn digits(text: &mut Vec<u8>, mut number: u64, width: usize) {
    let start = text.len();
    while number > 0 || text.len() - start < width {
        text.push(b'0' + (number % 10) as u8);
        number /= 10;
    }
    text[start..].reverse();
}
