//! What was seen, in words: evidence and columns.

use super::carry::Change;
use super::date::{DateEvidence, OrderVerdict};
use super::encoding::Utf8Check;
use super::number::NumberEvidence;
use super::plan::{ColumnPlan, Settled, Verdict};
use super::profile::Profile;
use super::questions::unit_seen;
use super::report::{ColumnEvidence, Evidence, EvidenceAbout};
use super::split::Faults;
use super::totals::TotalsLayout;
use super::workbook::SheetFaults;
use super::{CountedFrom, DateOrder, Encoding, MeanOf, Recipe, SourceRecipe};
use super::{mapping, roles};
use crate::dataset::Role;
use crate::i18n::import::{ColumnSeen, Import as Say, ImportEvidence as Why, OrderSeen};

pub(super) fn because(about: EvidenceAbout, why: Why) -> Evidence {
    Evidence {
        about,
        because: Say::Evidence(Box::new(why)).into(),
    }
}

/// Why the text is read in its encoding.
pub(super) fn encoding(encoding: Encoding, text: &Utf8Check) -> Evidence {
    let (wide_characters, invalid_bytes) = (text.wide_characters(), text.invalid_bytes());
    let why = if let Some(bytes) = encoding.unit_bytes()
        && invalid_bytes == 0
    {
        Why::WideCharacters { bytes }
    } else if encoding.is_single_byte() {
        if text.refuted() {
            let letters = text.letters(encoding);
            Why::Letters { letters }
        } else {
            Why::Chosen
        }
    } else if invalid_bytes > 0 {
        Why::Utf8Damaged { invalid_bytes }
    } else if text.twice_converted() > 0 {
        Why::TwiceConverted {
            places: text.twice_converted(),
        }
    } else if wide_characters == 0 {
        Why::Ascii
    } else {
        Why::Utf8 { wide_characters }
    };
    because(EvidenceAbout::Encoding, why)
}

/// Which sheets are read, and which are not.
pub(super) fn sheets(source: &SourceRecipe, all: &[(String, bool)]) -> Evidence {
    let read = source.sheets().count();
    let is_read = |name: &String| source.sheets().any(|sheet| sheet == name);
    let left = all.iter().filter(|(name, _)| !is_read(name));
    let left: Vec<String> = left.map(|(name, _)| name.clone()).collect();
    let hidden = all.iter().filter(|(_, is_visible)| !is_visible).count();
    let why = Why::Sheets {
        read: read as u32,
        left,
        hidden: hidden as u32,
    };
    because(EvidenceAbout::Sheet, why)
}

/// What was odd in the sheets, when anything was.
pub(super) fn sheet_faults(faults: SheetFaults) -> Option<Evidence> {
    let cells = faults.repeated_cells + faults.missing_texts + faults.merged_cells;
    (cells > 0 || faults.rows_out_of_order > 0).then(|| {
        let why = Why::SheetFaults {
            repeated_cells: faults.repeated_cells,
            missing_texts: faults.missing_texts,
            merged_cells: faults.merged_cells,
            rows_out_of_order: faults.rows_out_of_order,
            first_row: faults.first_repeated_row,
        };
        because(EvidenceAbout::Cells, why)
    })
}

/// How a list of customers is read.
pub(super) fn totals(layout: &TotalsLayout, recipe: &Recipe, repeated_rows: u64) -> Vec<Evidence> {
    let rules = &recipe.rules.totals;
    let [count, first, last, mean] = layout.names(recipe).map(str::to_owned);
    let mut whys = vec![Why::CustomerTotals {
        count,
        first,
        last,
        repeats: layout.counts_repeats(),
        repeated_rows,
    }];
    if layout.are_ages
        && let Some((unit, to)) = rules.age_unit.zip(rules.counted_to)
    {
        whys.push(Why::TotalsCounted {
            unit: unit_seen(unit),
            to,
            backwards: rules.last_purchase_from == Some(CountedFrom::CountedTo),
        });
    }
    if layout.money_is_product()
        && let Some(mean_of) = rules.mean_of
    {
        whys.push(Why::TotalsMean {
            column: mean,
            repeats: mean_of == MeanOf::RepeatPurchases,
        });
    }
    let whys = whys.into_iter();
    whys.map(|why| because(EvidenceAbout::Layout, why))
        .collect()
}

/// On how many lines of orders a day due or paid was taken from their first one.
pub(super) fn days_of_orders(rows: u64) -> Option<Evidence> {
    (rows > 0).then(|| because(EvidenceAbout::Layout, Why::DaysOfOrders(rows)))
}

/// Columns that could be the money as well: with tax beside without, before a discount beside after.
pub(super) fn other_amounts(recipe: &Recipe, profiles: &[Profile]) -> Option<Evidence> {
    const LIKELY: roles::Strength = 50;
    let mut columns = recipe.columns.iter();
    let used = columns.find(|column| column.role == Role::Amount)?;
    let is_money = |name: &str| {
        let found = roles::of_header(name);
        let first = found.first();
        first.is_some_and(|&(role, strength)| role == Some(Role::Amount) && strength >= LIKELY)
    };
    let others = recipe.columns.iter().filter(|column| {
        column.role == Role::Ignore
            && is_money(&column.name)
            && profiles
                .get(column.index)
                .is_some_and(|profile| profile.fits(Role::Amount))
    });
    let others: Vec<String> = others.map(|column| column.name.clone()).collect();
    (!others.is_empty()).then(|| {
        let why = Why::OtherAmounts {
            used: used.name.clone(),
            others,
        };
        because(EvidenceAbout::Amount, why)
    })
}

/// The remembered recipe joins a table that is not there.
pub(super) fn not_opened(name: String) -> Evidence {
    because(EvidenceAbout::Recipe, Why::TableNotOpened { name })
}

/// How the columns differ from those the remembered recipe was made for.
pub(super) fn carried(change: &Change) -> Evidence {
    let why = Why::ColumnsChanged {
        missing: change.missing.clone(),
        added: change.added.clone(),
    };
    because(EvidenceAbout::Recipe, why)
}

/// Why records are cut as they are.
pub(super) fn cuts(
    recipe: &Recipe,
    columns: usize,
    full_rows: u64,
    rows: u64,
    faults: Faults,
) -> [Evidence; 2] {
    let per_row = columns.saturating_sub(1) as u32;
    let delimiter = if columns < 2 {
        Why::OneColumn
    } else if full_rows == rows {
        Why::DelimiterInAll { per_row, rows }
    } else {
        Why::DelimiterInMost {
            per_row,
            rows: full_rows,
            of: rows,
        }
    };
    let quote = if recipe.source.quote.is_none() {
        Why::QuotesAreText
    } else if faults.unclosed_quotes > 0 {
        Why::UnclosedQuotes {
            cells: faults.unclosed_quotes,
            first_line: faults.first_unclosed_line,
        }
    } else if faults.quoted_records > 0 {
        Why::Quoted {
            rows: faults.quoted_records,
        }
    } else {
        Why::NotQuoted
    };
    [
        because(EvidenceAbout::Delimiter, delimiter),
        because(EvidenceAbout::Quote, quote),
    ]
}

/// Why the header stands where it does.
pub(super) fn header(line: Option<u64>, records: u32, chosen: bool) -> Evidence {
    let why = match line {
        _ if chosen => Why::Chosen,
        Some(_) if records > 1 => Why::HeaderRows { rows: records },
        Some(line) => Why::HeaderRow { line },
        None => Why::NoHeader,
    };
    because(EvidenceAbout::Header, why)
}

/// Why amounts are read with their decimal mark.
pub(super) fn decimal(
    evidence: &NumberEvidence,
    verdict: Verdict<char>,
    plan: &ColumnPlan,
) -> Evidence {
    let decimal = match verdict {
        Verdict::Holds(decimal) | Verdict::Refuted(decimal) => decimal,
        Verdict::Ask => plan.decimal,
    };
    let (_, this) = evidence.only(decimal);
    let (against, other) = evidence.only(if decimal == ',' { '.' } else { ',' });
    let mut whys = Vec::new();
    whys.push(match (this, evidence.either_example.clone()) {
        (_, Some(example)) if verdict == Verdict::Ask && against > 0 => Why::DecimalMixed {
            point: evidence.point_only,
            comma: evidence.comma_only,
            example,
        },
        (Some(example), _) => Why::ReadsOneWay {
            example: example.to_owned(),
        },
        (None, None) => Why::NoDecimals,
        (None, Some(example)) => match (verdict, plan.decimal_settled) {
            (Verdict::Ask, _) => Why::DecimalOpen { example },
            (_, Settled::Open) => Why::DecimalOfOtherColumns,
            _ => Why::Chosen,
        },
    });
    if let Some(example) = other.filter(|_| verdict != Verdict::Ask) {
        whys.push(Why::AgainstMark {
            cells: against,
            example: example.to_owned(),
        });
    }
    if evidence.credits > 0 {
        whys.push(Why::Credits {
            cells: evidence.credits,
        });
    }
    if evidence.exponents > 0 {
        whys.push(Why::Exponents {
            cells: evidence.exponents,
        });
    }
    because(EvidenceAbout::Decimal, together(whys))
}

/// Why dates are read in their order, and what else is to know about them.
pub(super) fn order(
    evidence: &DateEvidence,
    plan: &ColumnPlan,
    verdict: Verdict<DateOrder>,
) -> Option<Evidence> {
    let mut whys = Vec::new();
    let decided = evidence.decide();
    let months = match decided {
        OrderVerdict::Unseen => return None,
        OrderVerdict::Decided(DateOrder::Ym | DateOrder::My) => evidence.read_as_days(),
        _ => evidence.months_only,
    };
    // Months alone have no order to speak of.
    if months == 0 || months < evidence.read_as_days() {
        whys.push(order_alone(evidence, decided, plan, verdict));
    }
    if months > 0 {
        whys.push(Why::MonthsOnly { dates: months });
    }
    if evidence.short_years > 0 {
        whys.push(Why::ShortYears {
            pivot: plan.date.pivot_year,
        });
    }
    Some(because(EvidenceAbout::DateOrder, together(whys)))
}

fn together(mut whys: Vec<Why>) -> Why {
    match (whys.len(), whys.pop()) {
        (1, Some(why)) => why,
        (_, last) => {
            whys.extend(last);
            Why::Together(whys)
        }
    }
}

fn order_alone(
    evidence: &DateEvidence,
    decided: OrderVerdict,
    plan: &ColumnPlan,
    verdict: Verdict<DateOrder>,
) -> Why {
    let (order, year) = (plan.date.order, plan.date.year);
    let is_serial = |order| matches!(order, DateOrder::Excel1900 | DateOrder::Excel1904);
    match decided {
        OrderVerdict::Pairs(_) => match (order.lacks_year(), year) {
            (true, Some(year)) => Why::YearChosen { year },
            (true, None) => Why::NoYear {
                example: evidence.pair_example.clone().unwrap_or_default(),
            },
            (false, _) => Why::Chosen,
        },
        OrderVerdict::Decided(known) if is_serial(known) && is_serial(order) => Why::Written {
            dates: evidence.read_as_days(),
            how: order_seen(order),
        },
        OrderVerdict::Decided(known) if plan.date_settled == Settled::Fixed && known != order => {
            Why::Chosen
        }
        OrderVerdict::Decided(known) if evidence.all_bare().is_some() => Why::Written {
            dates: evidence.read_as_days(),
            how: order_seen(known),
        },
        OrderVerdict::Decided(_) if evidence.worded.iter().sum::<u64>() * 2 > evidence.dates => {
            Why::MonthNames {
                dates: evidence.worded.iter().sum(),
            }
        }
        OrderVerdict::Decided(DateOrder::Dmy | DateOrder::Mdy) => {
            let is_dmy = decided == OrderVerdict::Decided(DateOrder::Dmy);
            let (dates, against) = if is_dmy {
                (evidence.first_above_12, evidence.second_above_12)
            } else {
                (evidence.second_above_12, evidence.first_above_12)
            };
            if against == 0 {
                Why::DaysAbove12 { dates }
            } else {
                Why::DaysAbove12Mostly { dates, against }
            }
        }
        OrderVerdict::Decided(_) => Why::YearFirst {
            dates: evidence.year_first,
        },
        OrderVerdict::ByPoints => Why::ByPoints {
            dates: evidence.dates,
        },
        OrderVerdict::Open(_) => match (verdict, evidence.either_example.clone()) {
            (Verdict::Ask, Some(example)) => Why::OrderOpen { example },
            _ => Why::Chosen,
        },
        OrderVerdict::Unseen => Why::Chosen,
    }
}

pub(super) fn order_seen(order: DateOrder) -> OrderSeen {
    match order {
        DateOrder::Ymd => OrderSeen::YearFirst,
        DateOrder::Dmy => OrderSeen::DayFirst,
        DateOrder::Mdy => OrderSeen::MonthFirst,
        DateOrder::Dm => OrderSeen::DayMonth,
        DateOrder::Md => OrderSeen::MonthDay,
        DateOrder::My => OrderSeen::MonthYear,
        DateOrder::Ym => OrderSeen::YearMonth,
        DateOrder::Excel1900 => OrderSeen::Serials,
        DateOrder::Excel1904 => OrderSeen::SerialsFrom1904,
        DateOrder::UnixSeconds => OrderSeen::UnixSeconds,
        DateOrder::UnixMilliseconds => OrderSeen::UnixMilliseconds,
    }
}

/// What the first records say about a column.
pub(super) fn column(header: &str, profile: &Profile) -> ColumnEvidence {
    let filled = profile.filled.max(1) as f64;
    let empty = profile.records - profile.filled;
    let seen = if profile.filled == 0 {
        ColumnSeen::Empty
    } else if empty * 2 > profile.records {
        ColumnSeen::MostlyEmpty {
            empty_share: empty as f64 / profile.records as f64,
        }
    } else if profile.is_dates() && !profile.is_numbers() {
        dates(&profile.dates, profile.filled)
    } else if profile.is_numbers() && profile.distinct * 2 < profile.filled * 3 {
        let numbers = &profile.numbers;
        if numbers.plain == numbers.numbers() && numbers.negative == 0 {
            ColumnSeen::WholeNumbers {
                share: numbers.numbers() as f64 / filled,
            }
        } else {
            self::numbers(numbers, profile.filled)
        }
    } else {
        values(profile.filled, profile.records, profile.distinct)
    };
    ColumnEvidence {
        summary: Say::Column(seen).into(),
        numeric: profile.is_numbers(),
        fitting: mapping::fitting(header, profile),
    }
}

pub(super) fn dates(evidence: &DateEvidence, filled: u64) -> ColumnSeen {
    let order = match evidence.decide() {
        OrderVerdict::Decided(order) => Some(order_seen(order)),
        OrderVerdict::ByPoints => Some(OrderSeen::DayFirst),
        OrderVerdict::Open(_) | OrderVerdict::Pairs(_) | OrderVerdict::Unseen => None,
    };
    ColumnSeen::Dates {
        share: evidence.read_as_days() as f64 / filled.max(1) as f64,
        order,
    }
}

pub(super) fn numbers(evidence: &NumberEvidence, filled: u64) -> ColumnSeen {
    ColumnSeen::Numbers {
        share: evidence.numbers() as f64 / filled.max(1) as f64,
        negative: evidence.negative,
    }
}

pub(super) fn values(filled: u64, rows: u64, distinct: u64) -> ColumnSeen {
    ColumnSeen::Values {
        filled_share: filled as f64 / rows.max(1) as f64,
        distinct,
    }
}
