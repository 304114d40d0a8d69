//! The online shop: a United States export with everything that goes wrong in such files. Guests,
//! blanks, duplicates, a second header, impossible dates, amounts that are none, a row of totals.

use super::draw::{Calendar, chance, pick, skewed, waiting, weighted};
use super::sheet::{Sheet, cents};
use crate::base::{Civil, Day, order};
use crate::numerics::rng::Pcg32;

const SEED: u64 = 404;
const CUSTOMERS: u32 = 3_250;
const FIRST_YEAR: i16 = 2024;
const LAST_YEAR: i16 = 2025;

const HEADER: [&str; 10] = [
    "Customer ID",
    "Customer name",
    "Order date",
    "Order ID",
    "Item",
    "Category",
    "Qty",
    "Total",
    "Channel",
    "Coupon",
];

const MONTHS: [u64; 12] = [92, 84, 90, 92, 96, 88, 82, 90, 92, 98, 150, 146];
const WEEKDAYS: [u64; 7] = [118, 108, 100, 96, 90, 82, 106];

/// Articles: name, category, price in cents, weight.
const ITEMS: [(&str, &str, i64, u32); 14] = [
    ("Linen apron", "Kitchen", 3_400, 60),
    ("Cast iron pan 10\"", "Kitchen", 5_900, 46),
    ("Chef's knife", "Kitchen", 8_900, 30),
    ("Tea towel, set of 3", "Kitchen", 1_900, 84),
    ("Enamel mug", "Table", 1_400, 110),
    ("Serving board", "Table", 4_600, 52),
    ("Stoneware bowl", "Table", 2_200, 76),
    ("Beeswax candle", "Home", 1_250, 96),
    ("Wool throw", "Home", 11_800, 22),
    ("Cedar hanger, 5 pieces", "Home", 2_700, 40),
    ("Seed box", "Garden", 2_450, 44),
    ("Hand trowel", "Garden", 1_950, 50),
    ("Gift card", "Gift", 5_000, 34),
    ("Standing desk, oak", "Office", 64_900, 5),
];
const CHANNELS: [&str; 3] = ["Web", "Mobile app", "Phone"];
const FIRST_NAMES: [&str; 24] = [
    "Ada", "Blake", "Casey", "Dana", "Ellis", "Faye", "Gale", "Harper", "Imani", "Jules", "Kit",
    "Lane", "Marlo", "Noor", "Oakley", "Perry", "Quinn", "Reese", "Sage", "Tatum", "Uma", "Vale",
    "Wren", "Zuri",
];
const NAME_HEADS: [&str; 18] = [
    "Ash", "Birch", "Clover", "Dale", "Elder", "Fern", "Glen", "Hazel", "Ivy", "Juniper", "Maple",
    "Oak", "Pine", "Reed", "Rowan", "Sorrel", "Thistle", "Willow",
];
const NAME_TAILS: [&str; 8] = ["by", "croft", "field", "ford", "land", "ley", "ton", "wick"];

/// What stands in the customer cell when nobody signed in.
const GUESTS: [&str; 4] = ["", "", "guest", "N/A"];

/// One line of an order, before it is spoilt.
#[derive(Clone, Copy)]
struct Line {
    day: Day,
    customer: Option<u32>,
    order: u32,
    item: usize,
    quantity: i64,
    cents: i64,
    channel: usize,
    coupon: bool,
}

/// The file of the shop.
pub(super) fn file() -> Vec<u8> {
    let mut rng = Pcg32::new(SEED);
    let calendar = Calendar::of_years(FIRST_YEAR, LAST_YEAR, weight);
    let mut lines = Vec::new();
    let mut order = 0;
    for number in 0..CUSTOMERS {
        customer(&mut rng, &calendar, number, &mut order, &mut lines);
    }
    order::sort_by(&mut lines, |a, b| (a.day, a.order).cmp(&(b.day, b.order)));
    write(&mut rng, &lines)
}

/// The week of Thanksgiving is the season's peak.
fn weight(day: Day, civil: Civil) -> u64 {
    let peak = if civil.month == 11 && civil.day > 23 {
        260
    } else {
        100
    };
    MONTHS[civil.month as usize - 1] * WEEKDAYS[day.weekday()] * peak / 100
}

fn customer(
    rng: &mut Pcg32,
    calendar: &Calendar,
    number: u32,
    order: &mut u32,
    lines: &mut Vec<Line>,
) {
    // More than half buy once; the rest by a habit of their own.
    let once = chance(rng, 560);
    let gap = calendar.weight_of_days(skewed(rng, 62, 2));
    let stops = 40 + rng.below(240);
    let guest = once && chance(rng, 180);
    let channel = weighted(rng, &[58, 36, 6]);
    let mut at = calendar.weight() * u64::from(number) / u64::from(CUSTOMERS);
    while let Some(day) = calendar.day_at(at) {
        *order += 1;
        for _ in 0..=weighted(rng, &[62, 26, 9, 3]) {
            let item = weighted(rng, &ITEMS.map(|(_, _, _, weight)| weight));
            let quantity = 1 + weighted(rng, &[74, 18, 6, 2]) as i64;
            let coupon = chance(rng, 90);
            let share = if coupon { 85 } else { 100 };
            let line = Line {
                day,
                customer: (!guest).then_some(number),
                order: *order,
                item,
                quantity,
                cents: ITEMS[item].2 * quantity * share / 100,
                channel,
                coupon,
            };
            lines.push(line);
            if chance(rng, 52) {
                let back = day.plus(4 + rng.below(24) as i32);
                if back.civil().year <= LAST_YEAR {
                    lines.push(Line {
                        day: back,
                        quantity: -quantity,
                        cents: -line.cents,
                        ..line
                    });
                }
            }
        }
        if once || chance(rng, stops) {
            break;
        }
        at += waiting(rng, gap).max(1);
    }
}

fn write(rng: &mut Pcg32, lines: &[Line]) -> Vec<u8> {
    let mut sheet = Sheet::new(',', "\r\n", &HEADER);
    let names: Vec<String> = (0..CUSTOMERS)
        .map(|_| {
            let (first, head) = (pick(rng, &FIRST_NAMES), pick(rng, &NAME_HEADS));
            format!("{first} {head}{}", pick(rng, &NAME_TAILS))
        })
        .collect();
    let mut total = 0;
    for (number, line) in lines.iter().enumerate() {
        let name = line
            .customer
            .and_then(|customer| names.get(customer as usize))
            .map_or("", String::as_str);
        let (cells, counted) = cells(rng, line, name);
        total += counted;
        let cells = cells.each_ref().map(String::as_str);
        sheet.row(&cells);
        if chance(rng, 7) {
            // Somebody pressed the button twice.
            sheet.row(&cells);
            total += counted;
        }
        if chance(rng, 1) {
            sheet.row(&[""]);
        }
        if number == lines.len() / 2 {
            sheet.row(&HEADER);
        }
    }
    sheet.row(&["TOTAL", "", "", "", "", "", "", &dollars(total), "", ""]);
    sheet.into_bytes()
}

/// The cells of a line, some of them spoilt, and what the shop's own sum counts.
fn cells(rng: &mut Pcg32, line: &Line, name: &str) -> ([String; 10], i64) {
    let (item, category, _, _) = ITEMS[line.item];
    let id = match line.customer {
        // Typed by hand on the telephone, with blanks around.
        Some(customer) if line.channel == 2 && chance(rng, 300) => {
            format!(" C{:05} ", customer + 1)
        }
        Some(customer) => format!("C{:05}", customer + 1),
        None => pick(rng, &GUESTS).to_owned(),
    };
    let Civil { year, month, day } = line.day.civil();
    let date = match rng.below(1_500) {
        0 => "02/30/2025".to_owned(),
        1 => "13/41/2024".to_owned(),
        2 => "01/01/1900".to_owned(),
        3 => format!("{month:02}/{day:02}/{}", year + 27),
        4 | 5 => String::new(),
        _ => format!("{month:02}/{day:02}/{year}"),
    };
    let (amount, counted) = match rng.below(1_000) {
        0 => (String::new(), 0),
        1 => ("pending".to_owned(), 0),
        2..=4 => (dollars(0), 0),
        _ => (dollars(line.cents), line.cents),
    };
    let coupon = if line.coupon { "HELLO15" } else { "" };
    let cells = [
        id,
        name.to_owned(),
        date,
        format!("W-{:06}", 100_000 + line.order),
        item.to_owned(),
        category.to_owned(),
        line.quantity.to_string(),
        amount,
        CHANNELS[line.channel].to_owned(),
        coupon.to_owned(),
    ];
    (cells, counted)
}

fn dollars(amount: i64) -> String {
    let sign = if amount < 0 { "-" } else { "" };
    format!("{sign}${}", cents(amount.abs(), Some(','), '.'))
}
