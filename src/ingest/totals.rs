//! A list of customers with their totals: no transactions, one row a customer.
//!
//! A row says how many purchases there were, when the first and the last one was, and what they
//! came to. Days stand there as days, or as times counted up to one day (`x, t_x, T` of
//! customer-base models). What headers leave open is decided by customers who bought once, and else
//! asked.

use super::date::{DateFault, DateReader};
use super::encoding::Decoder;
use super::layout::column_of;
use super::money::RowMoney;
use super::number::{Number, NumberEvidence, NumberFault, NumberReader};
use super::raw_record::Record;
use super::text::fold;
use super::{AgeUnit, CountedFrom, MeanOf, Recipe};
use crate::base::{Day, Money, Quantity};
use crate::dataset::{Role, RowTotals};

/// The columns of a list of customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TotalsLayout {
    count: usize,
    /// Whether the count leaves out the first purchase.
    repeats: bool,
    /// Day of the first purchase, or the time since, when the list says it.
    first: Option<usize>,
    /// Day of the last purchase, or the time to it.
    pub(super) last: usize,
    /// Whether times stand in place of days.
    pub(super) are_ages: bool,
    pub(super) mean: Option<usize>,
    /// Whether there is a column of sums.
    has_amount: bool,
}

impl TotalsLayout {
    /// The columns of a recipe, when they are those of a list of customers.
    pub(super) fn of(recipe: &Recipe) -> Option<Self> {
        let at = |role| column_of(recipe, role);
        if !recipe.is_of_totals() {
            return None;
        }
        let (count, repeats) = match (at(Role::Occasions), at(Role::RepeatPurchases)) {
            (Some(count), _) => (count, false),
            (None, repeats) => (repeats?, true),
        };
        let days = (at(Role::FirstDay), at(Role::LastDay));
        let ages = (at(Role::Age), at(Role::LastPurchaseAge));
        let are_ages = match (days, ages) {
            ((Some(_), Some(_)), _) => false,
            (_, (Some(_), Some(_))) | ((_, None), _) => true,
            _ => false,
        };
        let (first, last) = if are_ages { ages } else { days };
        let last = last?;
        Some(Self {
            count,
            repeats,
            first,
            last,
            are_ages,
            mean: at(Role::MeanValue),
            has_amount: at(Role::Amount).is_some(),
        })
    }

    /// Whether the count leaves out the first purchase.
    pub(super) fn counts_repeats(&self) -> bool {
        self.repeats
    }

    /// Whether the header of the mean is one that stands for sums as well.
    pub(super) fn mean_may_be_sum(&self, recipe: &Recipe) -> bool {
        let name = self.mean.map(|at| fold(header_of(recipe, at)));
        name.is_some_and(|name| name.contains("monetary") || name == "m")
    }

    /// Whether the money is purchases × mean.
    pub(super) fn money_is_product(&self) -> bool {
        !self.has_amount && self.mean.is_some()
    }
}

/// What a pass works with, decided or not.
#[derive(Clone, Debug)]
pub(super) struct TotalsSettings {
    layout: TotalsLayout,
    mean_of: MeanOf,
    unit: AgeUnit,
    from: CountedFrom,
    counted_to: Day,
}

/// A day to count from until the person says which; nothing read with it is used.
const SOME_DAY: Day = Day(18_262);

impl TotalsSettings {
    pub(super) fn of(recipe: &Recipe, layout: TotalsLayout, today: Option<Day>) -> Self {
        let rules = &recipe.rules.totals;
        let named = unit_named(recipe, &layout);
        Self {
            mean_of: rules.mean_of.unwrap_or(MeanOf::AllPurchases),
            unit: rules.age_unit.or(named).unwrap_or(AgeUnit::Days),
            // Without the first purchase there is no other day to count from.
            from: match layout.first {
                Some(_) => rules
                    .last_purchase_from
                    .unwrap_or(CountedFrom::FirstPurchase),
                None => CountedFrom::CountedTo,
            },
            counted_to: rules.counted_to.or(today).unwrap_or(SOME_DAY),
            layout,
        }
    }
}

fn header_of(recipe: &Recipe, index: usize) -> &str {
    let mut columns = recipe.columns.iter();
    let column = columns.find(|column| column.index == index);
    column.map_or("", |column| column.name.as_str())
}

/// The unit that a header of the times names.
fn unit_named(recipe: &Recipe, layout: &TotalsLayout) -> Option<AgeUnit> {
    const UNITS: [(AgeUnit, &[&str]); 3] = [
        (AgeUnit::Weeks, &["week", "veck", "woche", "недел", "тиж"]),
        (
            AgeUnit::Months,
            &["month", "manad", "monat", "месяц", "місяц"],
        ),
        (
            AgeUnit::Days,
            &["day", "dag", "tage", "дней", "днів", "дни", "дні"],
        ),
    ];
    let names = [layout.first, Some(layout.last)]
        .map(|at| at.map_or_else(String::new, |at| fold(header_of(recipe, at))));
    let named = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| names.iter().any(|name| name.contains(word)))
    };
    let mut units = UNITS.iter();
    units.find(|(_, words)| named(words)).map(|&(unit, _)| unit)
}

/// Whether a header says that its times are counted back from the day of the list: the recency of
/// RFM.
pub(super) fn counts_back(header: &str) -> bool {
    const WORDS: [&str; 11] = [
        "since",
        "ago",
        "silent",
        "sedan",
        "seit",
        "depuis",
        "desde",
        "спослед",
        "зостан",
        "давно",
        "temu",
    ];
    let name = fold(header);
    WORDS.iter().any(|word| name.contains(word))
}

/// What customers who bought once say about the columns.
#[derive(Clone, Copy, Debug, Default)]
struct Once {
    /// First and last purchase on one day, and a count of 0, or of 1.
    count: [u64; 2],
    /// A day of the last purchase and a count, and of these a count of 0.
    known: u64,
    none: u64,
    /// A mean of 0, or above.
    mean: [u64; 2],
    /// A time to the last purchase of 0, or equal to that since the first.
    last: [u64; 2],
}

/// The one that is seen, unless the other is seen too by more than a slip.
fn decided<T>([first, second]: [u64; 2], meanings: [T; 2]) -> Option<T> {
    let [one, other] = meanings;
    if first > second * 20 {
        Some(one)
    } else if second > first * 20 {
        Some(other)
    } else {
        None
    }
}

/// Reads rows of a list of customers.
#[derive(Debug)]
pub(super) struct TotalsReader {
    settings: TotalsSettings,
    counts: NumberReader,
    firsts: NumberReader,
    lasts: NumberReader,
    means: NumberReader,
    once: Once,
    /// By line of the file, of the rows used.
    pub(super) rows: Vec<(u32, RowTotals)>,
}

/// One row, as far as it could be read.
pub(super) struct ReadTotals {
    /// Day of the last purchase.
    pub(super) day: Result<Day, DateFault>,
    pub(super) money: Result<RowMoney, NumberFault>,
    /// Whether the money needs no count to be known.
    pub(super) amount_is_known: bool,
    /// `None` when counts and days are missing or contradict each other.
    pub(super) totals: Option<RowTotals>,
}

impl TotalsReader {
    pub(super) fn new(settings: TotalsSettings, decimal: impl Fn(Role) -> char) -> Self {
        let count = if settings.layout.repeats {
            Role::RepeatPurchases
        } else {
            Role::Occasions
        };
        Self {
            settings,
            counts: NumberReader::new(decimal(count)),
            firsts: NumberReader::new(decimal(Role::Age)),
            lasts: NumberReader::new(decimal(Role::LastPurchaseAge)),
            means: NumberReader::new(decimal(Role::MeanValue)),
            once: Once::default(),
            rows: Vec::new(),
        }
    }

    /// The day up to which the file counts; `None` when its days are days.
    pub(super) fn counted_to(&self) -> Option<Day> {
        self.settings
            .layout
            .are_ages
            .then_some(self.settings.counted_to)
    }

    /// Evidence of a column's numbers, when they are read here.
    pub(super) fn numbers(&self, column: usize) -> Option<&NumberEvidence> {
        let layout = &self.settings.layout;
        if column == layout.count {
            Some(&self.counts.evidence)
        } else if layout.are_ages && Some(column) == layout.first {
            Some(&self.firsts.evidence)
        } else if layout.are_ages && column == layout.last {
            Some(&self.lasts.evidence)
        } else if Some(column) == layout.mean && layout.has_amount {
            Some(&self.means.evidence)
        } else {
            None
        }
    }

    /// Reads a record whose cell of money was read already.
    pub(super) fn read(
        &mut self,
        record: &Record<'_>,
        dates: &mut DateReader,
        decoder: &Decoder,
        money: Result<RowMoney, NumberFault>,
    ) -> ReadTotals {
        let layout = self.settings.layout.clone();
        let count = self.counts.read(record.cell(layout.count), decoder);
        let count = count.ok().and_then(whole);
        let occasions = count.and_then(|count| count.checked_add(u32::from(layout.repeats)));
        let days = if layout.are_ages {
            self.days_of_ages(record, decoder, occasions)
        } else {
            let first = layout.first.map(|at| dates.read(record.cell(at)));
            let last = dates.read(record.cell(layout.last));
            last.and_then(|last| Ok((first.transpose()?, last)))
        };
        let mean = match (layout.mean, layout.has_amount) {
            (Some(at), true) => {
                let mean = self.means.read(record.cell(at), decoder);
                mean.ok().map(|mean| Money(mean.ten_thousandths))
            }
            (Some(_), false) => money.as_ref().ok().map(|money| money.amount),
            (None, _) => None,
        };
        if let (Some(count), Ok((first, last))) = (count, days) {
            self.once.known += 1;
            self.once.none += u64::from(count == 0);
            if first == Some(last) {
                match count {
                    0 => self.once.count[0] += 1,
                    1 => self.once.count[1] += 1,
                    _ => {}
                }
            }
            if occasions == Some(1) {
                match mean {
                    Some(Money::ZERO) => self.once.mean[0] += 1,
                    Some(mean) if mean > Money::ZERO => self.once.mean[1] += 1,
                    _ => {}
                }
            }
        }
        let once = occasions == Some(1);
        let fits = |&(first, last): &(Option<Day>, Day)| match first {
            Some(first) => first <= last && (!once || first == last),
            None => true,
        };
        let totals = occasions.zip(days.ok().filter(fits));
        let is_product = layout.money_is_product();
        ReadTotals {
            day: days.map(|(_, last)| last),
            money: match occasions {
                Some(occasions) if is_product => self.product(money, occasions),
                _ => money,
            },
            amount_is_known: !is_product || occasions.is_some(),
            totals: totals.map(|(occasions, (first_day, last_day))| RowTotals {
                occasions,
                first_day: first_day.or(once.then_some(last_day)),
                mean_repeat: mean
                    .filter(|_| self.settings.mean_of == MeanOf::RepeatPurchases && occasions > 1),
            }),
        }
    }

    fn product(
        &self,
        money: Result<RowMoney, NumberFault>,
        occasions: u32,
    ) -> Result<RowMoney, NumberFault> {
        let mut money = money?;
        let purchases = match self.settings.mean_of {
            MeanOf::AllPurchases => occasions,
            MeanOf::RepeatPurchases => occasions.saturating_sub(1),
        };
        let purchases = Quantity(i64::from(purchases) * Money::SCALE);
        let (amount, rounded) = purchases.times(money.amount);
        money.amount = amount.ok_or(NumberFault::TooLarge(None))?;
        money.rounded |= rounded;
        Ok(money)
    }

    /// First and last day, counted from times. Impossible times give a first day after the last.
    fn days_of_ages(
        &mut self,
        record: &Record<'_>,
        decoder: &Decoder,
        occasions: Option<u32>,
    ) -> Result<(Option<Day>, Day), DateFault> {
        let layout = &self.settings.layout;
        let age = layout
            .first
            .map(|at| self.firsts.read(record.cell(at), decoder));
        let last = self.lasts.read(record.cell(layout.last), decoder);
        let days = |time: Result<Number, NumberFault>| match time {
            Ok(time) => in_days(time, self.settings.unit).ok_or(DateFault::Impossible),
            Err(NumberFault::Missing) => Err(DateFault::Missing),
            Err(_) => Err(DateFault::Impossible),
        };
        let (to, backwards) = (self.settings.counted_to, (Some(Day(1)), Day(0)));
        let Some(age) = age else {
            let last = days(last)?;
            return Ok(if last >= 0 {
                (None, to.plus(-last))
            } else {
                backwards
            });
        };
        let (age, last) = (days(age)?, days(last)?);
        if occasions == Some(1) {
            if last == 0 && age > 0 {
                self.once.last[0] += 1;
            } else if last == age {
                self.once.last[1] += u64::from(age > 0);
            }
        }
        let since_first = match self.settings.from {
            CountedFrom::FirstPurchase => last,
            CountedFrom::CountedTo => age - last,
        };
        let is_sound = age >= 0 && last >= 0 && (0..=age).contains(&since_first);
        Ok(if is_sound {
            (Some(to.plus(-age)), to.plus(since_first - age))
        } else {
            backwards
        })
    }

    /// Writes into the recipe what the whole file decides, and says whether the pass worked with
    /// something else.
    pub(super) fn judge(&self, recipe: &mut Recipe, may_change_roles: bool) -> bool {
        let (settings, layout) = (&self.settings, &self.settings.layout);
        let counts_repeats = match layout.first {
            Some(_) => decided(self.once.count, [true, false]),
            // Of many customers with a last purchase none has no purchase.
            None => (self.once.none * 20 > self.once.known).then_some(true),
        };
        if may_change_roles && let Some(repeats) = counts_repeats {
            let role = if repeats {
                Role::RepeatPurchases
            } else {
                Role::Occasions
            };
            let mut columns = recipe.columns.iter_mut();
            let counted = columns.find(|column| column.index == layout.count);
            if let Some(column) = counted.filter(|column| column.role != role) {
                column.role = role;
                return true;
            }
        }
        let mut refuted = false;
        let named = unit_named(recipe, layout);
        let last = header_of(recipe, layout.last);
        let (counts_back, is_recency) = (counts_back(last), fold(last).contains("recency"));
        if layout.mean.is_some() && recipe.rules.totals.mean_of.is_none() {
            let meanings = [MeanOf::RepeatPurchases, MeanOf::AllPurchases];
            // The sum of one purchase is its mean.
            let sum = layout.mean_may_be_sum(recipe);
            let rules = &mut recipe.rules.totals;
            rules.mean_of = decided(self.once.mean, meanings)
                .filter(|&it| !sum || it == MeanOf::RepeatPurchases);
            refuted |= rules.mean_of.is_some_and(|it| it != settings.mean_of);
        }
        let rules = &mut recipe.rules.totals;
        if layout.are_ages {
            rules.age_unit = rules.age_unit.or(named);
            if rules.last_purchase_from.is_none() && layout.first.is_some() {
                let meanings = [CountedFrom::FirstPurchase, CountedFrom::CountedTo];
                let usual = match (counts_back, is_recency) {
                    (true, _) => Some(CountedFrom::CountedTo),
                    (false, true) => None,
                    (false, false) => Some(CountedFrom::FirstPurchase),
                };
                rules.last_purchase_from = decided(self.once.last, meanings).or(usual);
                let found = rules.last_purchase_from;
                refuted |= found.is_some_and(|it| it != settings.from);
            }
        }
        refuted
    }

    /// The columns, and what is decided of them.
    pub(super) fn layout(&self) -> &TotalsLayout {
        &self.settings.layout
    }
}

impl TotalsLayout {
    /// Headers of the count, the first, the last and the mean.
    pub(super) fn names<'a>(&self, recipe: &'a Recipe) -> [&'a str; 4] {
        let mean = self.mean.map_or("", |at| header_of(recipe, at));
        [
            header_of(recipe, self.count),
            self.first.map_or("", |at| header_of(recipe, at)),
            header_of(recipe, self.last),
            mean,
        ]
    }

    /// What only the person can say.
    pub(super) fn open(&self, recipe: &Recipe) -> Vec<OpenTotals> {
        let rules = &recipe.rules.totals;
        let open = [
            (
                self.money_is_product() && rules.mean_of.is_none(),
                OpenTotals::MeanOf,
            ),
            (
                self.are_ages && rules.age_unit.is_none(),
                OpenTotals::AgeUnit,
            ),
            (
                self.are_ages && self.first.is_some() && rules.last_purchase_from.is_none(),
                OpenTotals::LastPurchaseFrom,
            ),
            (
                self.are_ages && rules.counted_to.is_none(),
                OpenTotals::CountedTo,
            ),
        ];
        let open = open.into_iter().filter(|(is_open, _)| *is_open);
        open.map(|(_, what)| what).collect()
    }
}

/// What headers and rows of a list of customers leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenTotals {
    MeanOf,
    AgeUnit,
    LastPurchaseFrom,
    CountedTo,
}

/// A count of things.
fn whole(number: Number) -> Option<u32> {
    let (count, rest) = (
        number.ten_thousandths / Money::SCALE,
        number.ten_thousandths % Money::SCALE,
    );
    u32::try_from(count).ok().filter(|_| rest == 0)
}

/// A time in whole days, if it is no longer than people live.
fn in_days(time: Number, unit: AgeUnit) -> Option<i32> {
    const LONGEST_DAYS: f64 = 50_000.0;
    let days_each = match unit {
        AgeUnit::Days => 1.0,
        AgeUnit::Weeks => 7.0,
        AgeUnit::Months => 365.25 / 12.0,
    };
    let days = (time.ten_thousandths as f64 / Money::SCALE as f64 * days_each).round();
    (days.abs() <= LONGEST_DAYS).then_some(days as i32)
}
