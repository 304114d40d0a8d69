//! The delicatessen: a German till with 6,000 customers who buy by habit, by chance or for
//! Christmas, come new and stop coming.

use super::draw::{Calendar, chance, pick, skewed, waiting, weighted};
use super::sheet::{Sheet, cents};
use crate::base::{Civil, Day, order};
use crate::numerics::rng::Pcg32;

const SEED: u64 = 1_847;
const CUSTOMERS: u32 = 6_000;
const FIRST_YEAR: i16 = 2023;
const LAST_YEAR: i16 = 2025;

const HEADER: [&str; 9] = [
    "Kundennr",
    "Name",
    "Datum",
    "Bon-Nr",
    "Artikelgruppe",
    "Menge",
    "Betrag EUR",
    "EK-Preis",
    "Filiale",
];

/// Weight of an open day by month and by weekday, in hundredths of an average one.
const MONTHS: [u64; 12] = [78, 84, 94, 106, 96, 90, 84, 80, 96, 102, 112, 142];
const WEEKDAYS: [u64; 7] = [70, 76, 84, 96, 142, 178, 0];
const ADVENT_SUNDAY: u64 = 90;

/// Groups of articles: name, weight among purchases, purchase cost in hundredths of the price.
const GROUPS: [(&str, u32, i64); 11] = [
    ("Käse", 210, 64),
    ("Wein", 170, 58),
    ("Feinkost", 140, 61),
    ("Wurst & Schinken", 120, 66),
    ("Backwaren", 90, 52),
    ("Öl & Essig", 70, 57),
    ("Fisch", 60, 72),
    ("Kaffee & Tee", 55, 60),
    ("Schokolade", 50, 62),
    ("Antipasti", 35, 63),
    ("Präsentkorb", 12, 68),
];
const HAMPER: usize = 10;
const STORES: [&str; 2] = ["Altstadt", "Hafen"];

const FIRST_NAMES: [&str; 32] = [
    "Anna", "Bernd", "Carla", "Detlef", "Edda", "Frieda", "Georg", "Hanne", "Ilse", "Jonas",
    "Karin", "Lorenz", "Mara", "Nils", "Olga", "Paul", "Petra", "Ralf", "Silke", "Tom", "Uta",
    "Volker", "Wiebke", "Yara", "Arne", "Birgit", "Clemens", "Doris", "Emil", "Greta", "Heiner",
    "Inga",
];
const NAME_HEADS: [&str; 24] = [
    "Nord", "Lind", "Berg", "Stein", "Wald", "Feld", "Rosen", "Silber", "Hoch", "Kalt", "Grün",
    "Stern", "Kirch", "Eich", "Ahorn", "Moor", "See", "Sand", "Fried", "Gold", "Winter", "Sommer",
    "Brück", "Mühl",
];
const NAME_TAILS: [&str; 12] = [
    "holm", "wieser", "horst", "kamp", "brink", "rath", "hof", "thal", "inger", "au", "ling",
    "moser",
];

/// One line of the till.
struct Receipt {
    day: Day,
    /// Customer number, `None` for a walk-in sale.
    customer: Option<u32>,
    group: usize,
    quantity: i64,
    cents: i64,
    store: usize,
}

/// What a customer is like.
struct Habit {
    number: u32,
    /// Usual weight between two visits.
    gap: u64,
    /// Chance to stop coming after a visit, in thousandths.
    stops: u32,
    basket: u64,
    favourite: usize,
    store: usize,
}

/// The file of the till.
pub(super) fn file() -> Vec<u8> {
    let mut rng = Pcg32::new(SEED);
    let calendar = Calendar::of_years(FIRST_YEAR, LAST_YEAR, weight);
    let mut receipts = Vec::new();
    let mut customers = 0;
    while customers < CUSTOMERS {
        let begun = receipts.len();
        let arrival = arrival(&calendar, customers);
        if chance(&mut rng, 45) {
            christmas_customer(&mut rng, &calendar, customers, arrival, &mut receipts);
        } else {
            regular(&mut rng, &calendar, customers, arrival, &mut receipts);
        }
        customers += u32::from(receipts.len() > begun);
    }
    for _ in 0..171 {
        receipts.extend(walk_in(&mut rng, &calendar));
    }
    order::sort_by_key(&mut receipts, |receipt| {
        order::upwards(receipt.day.0.into())
    });
    write(&mut rng, &receipts)
}

/// The shop is closed on Sundays but in Advent, and on the holidays around the turn of the year.
fn weight(day: Day, civil: Civil) -> u64 {
    let Civil {
        month,
        day: of_month,
        ..
    } = civil;
    let advent = month == 12 && of_month < 24;
    if matches!((month, of_month), (12, 25 | 26) | (1 | 5, 1) | (10, 3)) {
        return 0;
    }
    let of_week = match WEEKDAYS[day.weekday()] {
        0 if advent => ADVENT_SUNDAY,
        of_week => of_week,
    };
    let rush = if advent && of_month > 13 { 120 } else { 100 };
    MONTHS[month as usize - 1] * of_week * rush / 100
}

/// When a customer comes first: a fifth are there from the start, the others come at an even pace.
fn arrival(calendar: &Calendar, number: u32) -> u64 {
    let resident = u64::from(CUSTOMERS) / 5;
    match u64::from(number).checked_sub(resident) {
        None => 0,
        Some(newcomer) => {
            let among = u64::from(CUSTOMERS) - resident;
            calendar.weight() * newcomer / among
        }
    }
}

fn regular(
    rng: &mut Pcg32,
    calendar: &Calendar,
    number: u32,
    arrival: u64,
    receipts: &mut Vec<Receipt>,
) {
    let habit = Habit {
        number,
        gap: calendar.weight_of_days(skewed(rng, 52, 4)),
        // Who is still there after years stays longer.
        stops: (16 + rng.below(460) * rng.below(460) / 460) / if arrival == 0 { 2 } else { 1 },
        basket: skewed(rng, 2_350, 2),
        favourite: weighted(rng, &GROUPS.map(|(_, weight, _)| weight)),
        store: usize::from(chance(rng, 380)),
    };
    // Whoever was a customer before is met somewhere within a usual gap.
    let mut at = arrival;
    if arrival == 0 {
        at += waiting(rng, habit.gap) * u64::from(rng.below(1_000)) / 1_000;
    }
    while let Some(day) = calendar.day_at(at) {
        let receipt = purchase(rng, &habit, day);
        let sent_back = chance(rng, 11).then(|| refund(rng, &receipt));
        receipts.push(receipt);
        receipts.extend(sent_back.flatten());
        if chance(rng, habit.stops) {
            break;
        }
        at += waiting(rng, habit.gap).max(calendar.weight_of_days(1));
    }
}

/// Somebody who comes in December only, for presents.
fn christmas_customer(
    rng: &mut Pcg32,
    calendar: &Calendar,
    number: u32,
    arrival: u64,
    receipts: &mut Vec<Receipt>,
) {
    let habit = Habit {
        number,
        gap: 0,
        stops: 0,
        basket: skewed(rng, 6_200, 2),
        favourite: HAMPER,
        store: usize::from(chance(rng, 380)),
    };
    for year in FIRST_YEAR..=LAST_YEAR {
        let day = Day::from_civil(year, 12, 4 + rng.below(20) as i8).unwrap_or_default();
        let at = calendar.weight_before(day);
        if at >= arrival
            && chance(rng, 720)
            && let Some(open) = calendar.day_at(at)
        {
            receipts.push(purchase(rng, &habit, open));
        }
    }
}

fn purchase(rng: &mut Pcg32, habit: &Habit, day: Day) -> Receipt {
    let Civil { year, month, .. } = day.civil();
    let group = if chance(rng, 450) {
        habit.favourite
    } else {
        weighted(rng, &GROUPS.map(|(_, weight, _)| weight))
    };
    // Prices rise by three in a hundred a year; December baskets are larger by a third.
    let years = (year - FIRST_YEAR) as u64;
    let mut basket = skewed(rng, habit.basket, 1) * (100 + 3 * years) / 100;
    if month == 12 {
        basket = basket * 4 / 3;
    }
    if group == HAMPER {
        basket = basket.max(2_900) * 5 / 4;
    }
    let voucher = chance(rng, 1);
    Receipt {
        day,
        customer: Some(habit.number),
        group,
        quantity: 1 + weighted(rng, &[52, 24, 12, 7, 3, 2]) as i64,
        // A receipt paid with a voucher says 0.
        cents: if voucher { 0 } else { basket.max(180) as i64 },
        store: if chance(rng, 930) {
            habit.store
        } else {
            1 - habit.store
        },
    }
}

/// Part of a purchase brought back some days later.
fn refund(rng: &mut Pcg32, bought: &Receipt) -> Option<Receipt> {
    let day = bought.day.plus(2 + rng.below(9) as i32);
    let part = pick(rng, &[30, 50, 100, 100]);
    (day.civil().year <= LAST_YEAR && day.weekday() < 6).then(|| Receipt {
        day,
        quantity: -1,
        cents: -(bought.cents * part / 100),
        ..*bought
    })
}

fn walk_in(rng: &mut Pcg32, calendar: &Calendar) -> Option<Receipt> {
    let tenths = u64::from(rng.below(1 << 20));
    let day = calendar.day_at((calendar.weight() * tenths) >> 20)?;
    Some(Receipt {
        day,
        customer: None,
        group: weighted(rng, &GROUPS.map(|(_, weight, _)| weight)),
        quantity: 1,
        cents: skewed(rng, 1_400, 1) as i64,
        store: usize::from(chance(rng, 500)),
    })
}

fn write(rng: &mut Pcg32, receipts: &[Receipt]) -> Vec<u8> {
    let mut sheet = Sheet::new(';', "\r\n", &HEADER);
    let mut names: Vec<String> = Vec::with_capacity(CUSTOMERS as usize);
    for _ in 0..CUSTOMERS {
        let first = pick(rng, &FIRST_NAMES);
        let (head, tail) = (pick(rng, &NAME_HEADS), pick(rng, &NAME_TAILS));
        names.push(format!("{first} {head}{tail}"));
    }
    let (mut till_day, mut slip) = (0, 0);
    let mut before = None;
    for receipt in receipts {
        if before != Some(receipt.day) {
            before = Some(receipt.day);
            till_day += 1;
            slip = 0;
        }
        slip += 1 + rng.below(7);
        let (number, name) = match receipt.customer {
            Some(customer) => (
                (10_001 + customer).to_string(),
                names.get(customer as usize).map_or("", String::as_str),
            ),
            None => (String::new(), ""),
        };
        let Civil { year, month, day } = receipt.day.civil();
        let (group, _, cost) = GROUPS[receipt.group];
        let unit_cost = receipt.cents * cost / (100 * receipt.quantity);
        sheet
            .cell(&number)
            .cell(name)
            .cell(&format!("{day:02}.{month:02}.{year}"))
            .cell(&format!("{}-{slip:04}", 2_000 + till_day))
            .cell(group)
            .cell(&receipt.quantity.to_string())
            .cell(&cents(receipt.cents, Some('.'), ','));
        // The till does not know the cost of everything.
        if chance(rng, 36) {
            sheet.cell("");
        } else {
            sheet.cell(&cents(unit_cost, Some('.'), ','));
        }
        sheet.cell(STORES[receipt.store]).end();
    }
    sheet.into_bytes()
}
