//! Rows and money of one cause, by year.

use super::report::YearShare;
use crate::base::{Day, Money, order};

/// Rows and their money, as far as it is known, in all and by year.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    all: Sum,
    /// Rows whose day is known.
    years: Vec<(i16, Sum)>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    rows: u64,
    /// Rows whose money is known.
    known: u64,
    amount: i128,
}

impl Sum {
    fn add(&mut self, amount: Option<i64>) {
        self.rows += 1;
        self.known += u64::from(amount.is_some());
        self.amount += i128::from(amount.unwrap_or(0));
    }

    fn take(&mut self, amount: Option<i64>) {
        self.rows -= 1;
        self.known -= u64::from(amount.is_some());
        self.amount -= i128::from(amount.unwrap_or(0));
    }

    fn money(&self) -> Option<Money> {
        (self.known > 0).then(|| Money::from_sum(self.amount))
    }
}

impl Tally {
    /// Counts a row.
    pub(super) fn add(&mut self, amount: Option<i64>, day: Option<Day>) {
        self.all.add(amount);
        if let Some(day) = day {
            self.year(day.civil().year).add(amount);
        }
    }

    /// Takes out a row that was counted.
    pub(super) fn take(&mut self, amount: Option<i64>, day: Option<Day>) {
        self.all.take(amount);
        if let Some(day) = day {
            self.year(day.civil().year).take(amount);
            self.years.retain(|(_, sum)| sum.rows > 0);
        }
    }

    fn year(&mut self, year: i16) -> &mut Sum {
        let at = self.years.iter().position(|(known, _)| *known == year);
        let at = at.unwrap_or_else(|| {
            self.years.push((year, Sum::default()));
            self.years.len() - 1
        });
        &mut self.years[at].1
    }

    /// Rows.
    pub(super) fn rows(&self) -> u64 {
        self.all.rows
    }

    /// Money in ten-thousandths, as far as it is known.
    pub(super) fn amount(&self) -> i128 {
        self.all.amount
    }

    /// Takes out the rows of the years that are not kept.
    pub(super) fn retain_years(&mut self, keep: impl Fn(i16) -> bool) {
        for (_, gone) in self.years.iter().filter(|(year, _)| !keep(*year)) {
            self.all.rows -= gone.rows;
            self.all.known -= gone.known;
            self.all.amount -= gone.amount;
        }
        self.years.retain(|(year, _)| keep(*year));
    }

    /// The money, when that of any row is known.
    pub(super) fn money(&self) -> Option<Money> {
        self.all.money()
    }

    /// By year, earliest first, beside the money used in each.
    pub(super) fn shares(&self, used: &UsedByYear) -> Vec<YearShare> {
        let shares = self.years.iter().map(|(year, sum)| YearShare {
            year: *year,
            rows: sum.rows,
            amount: sum.money(),
            used: used.of(*year),
        });
        let mut shares: Vec<YearShare> = shares.collect();
        order::sort_by_key(&mut shares, |share| order::upwards(share.year.into()));
        shares
    }
}

/// Money of the rows used, by year.
#[derive(Debug, Default)]
pub(super) struct UsedByYear {
    /// Year and the days it spans, last one left out.
    years: Vec<(i16, Day, Day, i128)>,
}

impl UsedByYear {
    /// Sums the money of rows. Rows of a customer come by day, so most stand in the year of the
    /// row before.
    pub(super) fn of_rows(days: &[Day], amounts: &[Money]) -> Self {
        let mut used = Self::default();
        let mut at = 0;
        for (&day, amount) in days.iter().zip(amounts) {
            let holds = |known: &(i16, Day, Day, i128)| known.1 <= day && day < known.2;
            if !used.years.get(at).is_some_and(holds) {
                at = used.years.iter().position(holds).unwrap_or_else(|| {
                    let year = day.civil().year;
                    let begins = |year| Day::from_civil(year, 1, 1);
                    let from = begins(year).unwrap_or(day);
                    let to = begins(year.saturating_add(1)).unwrap_or(day.plus(1));
                    used.years.push((year, from, to, 0));
                    used.years.len() - 1
                });
            }
            used.years[at].3 += i128::from(amount.0);
        }
        used
    }

    /// Of all years.
    pub(super) fn total(&self) -> i128 {
        self.years.iter().map(|known| known.3).sum()
    }

    fn of(&self, year: i16) -> Money {
        let known = self.years.iter().find(|known| known.0 == year);
        Money::from_sum(known.map_or(0, |known| known.3))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_iso(text).unwrap()
    }

    #[test]
    fn years_add_up_and_stand_in_order() {
        let mut tally = Tally::default();
        tally.add(Some(500), Some(day("2025-01-01")));
        tally.add(None, Some(day("2024-12-31")));
        tally.add(Some(-200), Some(day("2025-12-31")));
        tally.add(Some(7), None);
        let days = [day("2025-03-01"), day("2024-02-29"), day("2025-04-01")];
        let used = UsedByYear::of_rows(&days, &[Money(10), Money(20), Money(30)]);
        assert_eq!((tally.rows(), tally.money()), (4, Some(Money(307))));
        assert_eq!(used.total(), 60);
        assert_eq!(
            tally.shares(&used),
            [
                YearShare {
                    year: 2024,
                    rows: 1,
                    amount: None,
                    used: Money(20)
                },
                YearShare {
                    year: 2025,
                    rows: 2,
                    amount: Some(Money(300)),
                    used: Money(40)
                },
            ]
        );
        tally.take(Some(-200), Some(day("2025-12-31")));
        assert_eq!(tally.money(), Some(Money(507)));
        tally.retain_years(|year| year < 2025);
        assert_eq!((tally.rows(), tally.amount()), (2, 7));
    }
}
