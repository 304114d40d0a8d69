//! The furniture wholesaler: 34 dealers who order in spring and autumn, send some of it back, and
//! of whom some fall silent.

use super::draw::{Calendar, chance, pick, skewed, waiting, weighted};
use super::sheet::{Sheet, cents};
use crate::base::{Civil, Day, order};
use crate::numerics::rng::Pcg32;

const SEED: u64 = 34;
const FIRST_YEAR: i16 = 2023;
const LAST_YEAR: i16 = 2025;

const HEADER: [&str; 13] = [
    "Dealer no",
    "Dealer",
    "Date",
    "Order no",
    "Product",
    "Category",
    "Quantity",
    "Amount",
    "Unit cost",
    "Delivery cost",
    "Staff bonus",
    "Region",
    "Manager",
];

/// Weight of a working day by month, in hundredths: spring and autumn, a dead July.
const MONTHS: [u64; 12] = [74, 96, 148, 160, 126, 78, 18, 92, 150, 136, 108, 44];

/// How a dealer goes on after the first orders.
#[derive(Clone, Copy)]
enum Story {
    /// Orders all the years.
    Steady,
    /// Orders ever more often.
    Grows,
    /// Orders ever less often.
    Fades,
    /// Comes new in this year and month.
    New(i16, i8),
    /// Places no order after this year and month.
    Silent(i16, i8),
}

struct Dealer {
    name: &'static str,
    region: usize,
    /// Usual days between two orders.
    gap_days: u64,
    /// Usual lines of an order.
    lines: u64,
    story: Story,
}

const fn dealer(
    name: &'static str,
    region: usize,
    gap_days: u64,
    lines: u64,
    story: Story,
) -> Dealer {
    Dealer {
        name,
        region,
        gap_days,
        lines,
        story,
    }
}

const DEALERS: [Dealer; 34] = [
    dealer("Norrljus Interiör", 0, 7, 6, Story::Steady),
    dealer("Havsvik Hem", 2, 8, 7, Story::Grows),
    dealer("Klockarens Möbler", 3, 9, 6, Story::Silent(2025, 8)),
    dealer("Björkdala Bo", 1, 10, 6, Story::Steady),
    dealer("Stenbrons Möbelhus", 1, 10, 5, Story::Fades),
    dealer("Västkaj Design", 2, 11, 5, Story::Steady),
    dealer("Lingonskog Hem", 0, 12, 5, Story::Steady),
    dealer("Rådhusgatans Möbler", 1, 13, 5, Story::Silent(2024, 11)),
    dealer("Ekholma Interiör", 3, 14, 4, Story::Grows),
    dealer("Skärgårdens Hem", 4, 14, 5, Story::Steady),
    dealer("Fyrtorget Möbler", 2, 15, 4, Story::Steady),
    dealer("Ängsholm Bo", 3, 16, 4, Story::Fades),
    dealer("Tallmo Trä", 0, 17, 4, Story::Steady),
    dealer("Kvarnbackens Hem", 1, 18, 4, Story::Steady),
    dealer("Sjöstrand Inredning", 4, 19, 4, Story::New(2024, 2)),
    dealer("Granliden Möbler", 0, 20, 3, Story::Silent(2025, 5)),
    dealer("Vinterhamn Hem", 2, 21, 4, Story::Steady),
    dealer("Almgården Interiör", 3, 22, 3, Story::Steady),
    dealer("Solviken Bo", 4, 23, 3, Story::New(2024, 9)),
    dealer("Högklint Möbler", 4, 24, 4, Story::Steady),
    dealer("Bruksgatan 12", 1, 26, 3, Story::Steady),
    dealer("Lövhagen Hem", 3, 28, 3, Story::Steady),
    dealer("Strömkarlens Trä", 1, 28, 3, Story::Silent(2024, 3)),
    dealer("Malmkulla Interiör", 3, 30, 3, Story::Steady),
    dealer("Fjällbodens Hem", 0, 32, 3, Story::Grows),
    dealer("Öster om bron", 4, 34, 2, Story::Steady),
    dealer("Hamnmagasinet", 2, 36, 3, Story::Steady),
    dealer("Åkerby Möbler", 1, 38, 2, Story::New(2025, 3)),
    dealer("Lilla Snickeriet", 3, 40, 2, Story::Silent(2025, 9)),
    dealer("Gullvivans Hem", 4, 44, 2, Story::Steady),
    dealer("Torpets Inredning", 0, 48, 2, Story::Steady),
    dealer("Kajplats Nio", 2, 52, 2, Story::Fades),
    dealer("Linneahuset", 3, 56, 2, Story::Steady),
    dealer("Sista Villan", 1, 64, 1, Story::New(2025, 1)),
];

const REGIONS: [&str; 5] = ["North", "Middle", "West", "South", "East"];
const MANAGERS: [&str; 5] = [
    "M. Sandhult",
    "O. Fjellmar",
    "K. Brovik",
    "L. Askdal",
    "L. Askdal",
];

/// Articles: name, category, list price in whole units, purchase cost in hundredths of it, weight.
const PRODUCTS: [(&str, &str, i64, i64, u32); 18] = [
    ("Sofa Holm 3", "Sofas", 1_140, 68, 50),
    ("Sofa Holm 2", "Sofas", 890, 68, 45),
    ("Corner sofa Vik", "Sofas", 1_780, 66, 22),
    ("Armchair Ask", "Armchairs", 420, 61, 60),
    ("Armchair Rönn", "Armchairs", 560, 60, 35),
    ("Footstool Ask", "Armchairs", 140, 58, 40),
    ("Dining table Lund 180", "Tables", 640, 64, 48),
    ("Dining table Lund 240", "Tables", 820, 65, 26),
    ("Coffee table Ö", "Tables", 210, 57, 70),
    ("Side table Ö", "Tables", 95, 55, 64),
    ("Chair Lund", "Chairs", 118, 62, 120),
    ("Chair Lund, leather", "Chairs", 164, 63, 60),
    ("Bench Hall", "Chairs", 230, 60, 30),
    ("Bookcase Syll", "Storage", 380, 66, 44),
    ("Sideboard Syll", "Storage", 720, 66, 30),
    ("Bed Moln 160", "Bedroom", 940, 69, 24),
    ("Bedside table Moln", "Bedroom", 126, 58, 34),
    ("Lamp Tuva", "Lighting", 78, 52, 80),
];

/// One line of an order.
struct Line {
    day: Day,
    dealer: usize,
    order: u32,
    product: usize,
    quantity: i64,
    cents: i64,
    /// In hundredths, on the first line of an order.
    delivery: Option<i64>,
}

/// The file of the order system.
pub(super) fn file() -> Vec<u8> {
    let mut rng = Pcg32::new(SEED);
    let calendar = Calendar::of_years(FIRST_YEAR, LAST_YEAR, weight);
    let mut lines = Vec::new();
    for (number, dealer) in DEALERS.iter().enumerate() {
        orders(&mut rng, &calendar, number, dealer, &mut lines);
    }
    order::sort_by(&mut lines, |a, b| (a.day, a.dealer).cmp(&(b.day, b.dealer)));
    write(&mut rng, &lines)
}

fn weight(day: Day, civil: Civil) -> u64 {
    let Civil {
        month,
        day: of_month,
        ..
    } = civil;
    let closed = day.weekday() > 4 || matches!((month, of_month), (12, 22..) | (1, 1..=6) | (6, 6));
    if closed {
        0
    } else {
        MONTHS[month as usize - 1]
    }
}

fn first_of(year: i16, month: i8) -> Day {
    Day::from_civil(year, month, 1).unwrap_or_default()
}

fn orders(
    rng: &mut Pcg32,
    calendar: &Calendar,
    number: usize,
    dealer: &Dealer,
    lines: &mut Vec<Line>,
) {
    let mut gap = calendar.weight_of_days(dealer.gap_days);
    let (begin, end) = match dealer.story {
        Story::New(year, month) => (
            calendar.weight_before(first_of(year, month)),
            calendar.weight(),
        ),
        Story::Silent(year, month) => (0, calendar.weight_before(first_of(year, month))),
        Story::Steady | Story::Grows | Story::Fades => (0, calendar.weight()),
    };
    // Agreed once: what a dealer pays of the list price.
    let price_share = 78 + i64::from(rng.below(16));
    let mut at = begin + waiting(rng, gap) / 2;
    let mut order = 0;
    while at < end
        && let Some(day) = calendar.day_at(at)
    {
        order += 1;
        one_order(rng, number, dealer, order, day, price_share, lines);
        match dealer.story {
            Story::Grows => gap -= gap / 250,
            Story::Fades => gap += gap / 60,
            Story::New(..) | Story::Silent(..) | Story::Steady => {}
        }
        at += waiting(rng, gap).max(calendar.weight_of_days(1));
    }
}

fn one_order(
    rng: &mut Pcg32,
    number: usize,
    dealer: &Dealer,
    order: u32,
    day: Day,
    price_share: i64,
    lines: &mut Vec<Line>,
) {
    let count = skewed(rng, dealer.lines, 1).max(1);
    for place in 0..count {
        let product = weighted(rng, &PRODUCTS.map(|(_, _, _, _, weight)| weight));
        let (_, _, price, _, _) = PRODUCTS[product];
        // Small things are ordered by the dozen.
        let quantity = skewed(rng, (1_400 / price as u64).clamp(1, 8), 1).max(1) as i64;
        let rise = 100 + 4 * i64::from(day.civil().year - FIRST_YEAR);
        let cents = price * quantity * price_share * rise / 100;
        lines.push(Line {
            day,
            dealer: number,
            order,
            product,
            quantity,
            cents,
            delivery: (place == 0).then(|| 4_500 + i64::from(rng.below(9_000))),
        });
        if chance(rng, 26) {
            let back = day.plus(9 + rng.below(32) as i32);
            let pieces = if quantity > 2 {
                pick(rng, &[1, 2, quantity])
            } else {
                quantity
            };
            if back.civil().year <= LAST_YEAR {
                lines.push(Line {
                    day: back.plus(-(back.weekday().saturating_sub(4) as i32)),
                    dealer: number,
                    order,
                    product,
                    quantity: -pieces,
                    cents: -(cents / quantity * pieces),
                    delivery: Some(3_900),
                });
            }
        }
    }
}

fn write(rng: &mut Pcg32, lines: &[Line]) -> Vec<u8> {
    let mut sheet = Sheet::new(',', "\n", &HEADER);
    for line in lines {
        let dealer = &DEALERS[line.dealer];
        let (product, category, price, cost, _) = PRODUCTS[line.product];
        let money = |amount: i64| cents(amount, None, '.');
        let bonus = chance(rng, 120) && line.cents > 0;
        sheet
            .cell(&format!("{:04}", 101 + line.dealer))
            .cell(dealer.name)
            .cell(&line.day.to_string())
            .cell(&format!("{:02}-{:04}", 1 + line.dealer, line.order))
            .cell(product)
            .cell(category)
            .cell(&line.quantity.to_string())
            .cell(&money(line.cents))
            .cell(&money(price * cost * 84 / 100))
            .cell(&line.delivery.map_or_else(String::new, money))
            .cell(&if bonus {
                money(line.cents / 50)
            } else {
                String::new()
            })
            .cell(REGIONS[dealer.region])
            .cell(MANAGERS[dealer.region])
            .end();
    }
    sheet.into_bytes()
}
