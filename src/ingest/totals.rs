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
use super::split::Record;
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
    /// Day of the first purchase, or the time since.
    first: usize,
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
        let days = at(Role::FirstDay).zip(at(Role::LastDay));
        let ages = || at(Role::Age).zip(at(Role::LastPurchaseAge));
        let (first, last) = days.or_else(ages)?;
        Some(Self {
            count,
            repeats,
            first,
            last,
            are_ages: days.is_none(),
            mean: at(Role::MeanValue),
            has_amount: at(Role::Amount).is_some(),
        })
    }

    /// Whether the count leaves out the first purchase.
    pub(super) fn counts_repeats(&self) -> bool {
        self.repeats
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
            from: rules
                .last_purchase_from
                .unwrap_or(CountedFrom::FirstPurchase),
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
    let names = [layout.first, layout.last].map(|at| fold(header_of(recipe, at)));
    let named = |words: &[&str]| {
        let mut words = words.iter();
        words.any(|word| names.iter().any(|name| name.contains(word)))
    };
    let mut units = UNITS.iter();
    units.find(|(_, words)| named(words)).map(|&(unit, _)| unit)
}

/// What customers who bought once say about the columns.
#[derive(Clone, Copy, Debug, Default)]
struct Once {
    /// First and last purchase on one day, and a count of 0, or of 1.
    count: [u64; 2],
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
        } else if layout.are_ages && column == layout.first {
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
            let first = dates.read(record.cell(layout.first));
            let last = dates.read(record.cell(layout.last));
            last.and_then(|last| Ok((first?, last)))
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
            if first == last {
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
        let fits =
            |&(first, last): &(Day, Day)| first <= last && (occasions != Some(1) || first == last);
        let totals = occasions.zip(days.ok().filter(fits));
        let is_product = layout.money_is_product();
        ReadTotals {
            day: days.map(|(_, last)| last),
            money: match occasions {
                Some(occasions) if is_product => self.product(money, occasions),
                _ => money,
            },
            amount_is_known: !is_product || occasions.is_some(),
            totals: totals.map(|(occasions, (first_day, _))| RowTotals {
                occasions,
                first_day,
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

    /// First and last day, counted from times. Times below zero give a first day after the last.
    fn days_of_ages(
        &mut self,
        record: &Record<'_>,
        decoder: &Decoder,
        occasions: Option<u32>,
    ) -> Result<(Day, Day), DateFault> {
        let layout = &self.settings.layout;
        let age = self.firsts.read(record.cell(layout.first), decoder);
        let last = self.lasts.read(record.cell(layout.last), decoder);
        let days = |time: Result<Number, NumberFault>| match time {
            Ok(time) => in_days(time, self.settings.unit).ok_or(DateFault::Impossible),
            Err(NumberFault::Missing) => Err(DateFault::Missing),
            Err(_) => Err(DateFault::Impossible),
        };
        let (age, last) = (days(age)?, days(last)?);
        if occasions == Some(1) {
            if last == 0 && age > 0 {
                self.once.last[0] += 1;
            } else if last == age {
                self.once.last[1] += u64::from(age > 0);
            }
        }
        let (to, backwards) = (self.settings.counted_to, (Day(1), Day(0)));
        let since_first = match self.settings.from {
            CountedFrom::FirstPurchase => last,
            CountedFrom::CountedTo => age - last,
        };
        let is_sound = age >= 0 && last >= 0 && (0..=age).contains(&since_first);
        Ok(if is_sound {
            (to.plus(-age), to.plus(since_first - age))
        } else {
            backwards
        })
    }

    /// Writes into the recipe what the whole file decides, and says whether the pass worked with
    /// something else.
    pub(super) fn judge(&self, recipe: &mut Recipe, may_change_roles: bool) -> bool {
        let (settings, layout) = (&self.settings, &self.settings.layout);
        if may_change_roles && let Some(repeats) = decided(self.once.count, [true, false]) {
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
        let is_recency = fold(header_of(recipe, layout.last)).contains("recency");
        let rules = &mut recipe.rules.totals;
        if layout.mean.is_some() && rules.mean_of.is_none() {
            let meanings = [MeanOf::RepeatPurchases, MeanOf::AllPurchases];
            rules.mean_of = decided(self.once.mean, meanings);
            refuted |= rules.mean_of.is_some_and(|it| it != settings.mean_of);
        }
        if layout.are_ages {
            rules.age_unit = rules.age_unit.or(named);
            if rules.last_purchase_from.is_none() {
                let meanings = [CountedFrom::FirstPurchase, CountedFrom::CountedTo];
                let usual = (!is_recency).then_some(CountedFrom::FirstPurchase);
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
            header_of(recipe, self.first),
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
                self.are_ages && rules.last_purchase_from.is_none(),
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
