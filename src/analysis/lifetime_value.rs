//! P3: plainer ways to say what customers are worth, beside the models: what they have brought, what
//! they bring in a year, and what follows when every year the same part of them stays.

use super::CustomerBase;
use crate::base::{Money, Month};

/// Months of a year.
const YEAR_MONTHS: usize = 12;

/// The last twelve full calendar months.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LastYear {
    /// Its first month.
    pub from: Month,
    /// Its last month.
    pub to: Month,
    /// Net money, refunds included.
    pub revenue: Money,
    /// Customers with an occasion in it.
    pub active: u64,
    /// Their occasions.
    pub occasions: u64,
    /// Of the customers with an occasion in the twelve months before, the share with one in these;
    /// none where those are not all full or had no customer.
    pub retention: Option<f64>,
}

impl LastYear {
    /// The year of these customers; none where they have fewer than twelve full months, or nobody
    /// came in them.
    pub fn of(base: &CustomerBase) -> Option<Self> {
        let is_full = |month: Month| !base.frame().is_partial(month);
        let full = base.months().iter().filter(|sums| is_full(sums.month));
        let full: Vec<_> = full.copied().collect();
        let year = full.get(full.len().checked_sub(YEAR_MONTHS)?..)?;
        let (from, to) = (year.first()?.month, year.last()?.month);
        let before = (full.len() >= 2 * YEAR_MONTHS).then(|| Month(from.0 - YEAR_MONTHS as i32));
        let (mut active, mut earlier, mut stayed) = (0_u64, 0_u64, 0_u64);
        for customer in base.buyer_ixs() {
            let by = |day| base.occasions_by(customer, day);
            let start = by(from.first_day().plus(-1));
            let is_active = by(to.last_day()) > start;
            active += u64::from(is_active);
            if let Some(before) = before
                && start > by(before.first_day().plus(-1))
            {
                earlier += 1;
                stayed += u64::from(is_active);
            }
        }
        (active > 0).then(|| Self {
            from,
            to,
            revenue: Money::sum(year.iter().map(|sums| sums.revenue)),
            active,
            occasions: year.iter().map(|sums| sums.occasions).sum(),
            retention: (earlier > 0).then(|| stayed as f64 / earlier as f64),
        })
    }

    /// Money of a customer in the year, `m`, in currency units: average occasion times occasions.
    pub fn per_customer(&self) -> f64 {
        self.revenue.to_units_f64() / self.active as f64
    }

    /// Years a customer stays when the same part of all stays every year, 1 ⁄ (1 − r); none without
    /// end.
    pub fn years(&self) -> Option<f64> {
        let left = 1.0 - self.retention?;
        (left > 0.0).then(|| 1.0 / left)
    }

    /// Money of a customer over those years, `a · f · years`, nothing discounted.
    pub fn simple(&self) -> Option<f64> {
        Some(self.per_customer() * self.years()?)
    }

    /// The retention model over whole years, `Σ m·r^t ⁄ (1 + d)^t` for t = 1 … N (Berger & Nasr
    /// 1998, case 1): the year that has passed is not counted.
    pub fn retained(&self, years: u32, discount_rate_per_year: f64) -> Option<f64> {
        let step = self.retention? / (1.0 + discount_rate_per_year);
        let mut factor = 1.0;
        let mut sum = 0.0;
        for _ in 0..years {
            factor *= step;
            sum += factor;
        }
        Some(self.per_customer() * sum)
    }

    /// The same without end, `m·r ⁄ (1 + d − r)`; none where it has no limit.
    pub fn retained_for_ever(&self, discount_rate_per_year: f64) -> Option<f64> {
        let retention = self.retention?;
        let lost = 1.0 + discount_rate_per_year - retention;
        (lost > 0.0).then(|| self.per_customer() * retention / lost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::base::Day;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    /// The year of these rows as of a day.
    fn year_of(rows: &[(&str, &str, f64)], as_of: &str) -> Option<LastYear> {
        let data = dataset(rows);
        let (first, _) = data.first_and_last_day().unwrap();
        let last = Day::from_iso(as_of).unwrap();
        let frame = ViewFrame::resolve(&View::default(), first, last);
        LastYear::of(&CustomerBase::build(&data, &frame, None))
    }

    #[test]
    fn the_last_full_year_is_counted_from_its_rows() {
        let mut rows = vec![
            ("stays", "2022-01-01", 10.0),
            ("leaves", "2022-06-01", 30.0),
            ("returns", "2022-12-31", 5.0),
            ("stays", "2023-03-01", 40.0),
            ("stays", "2023-03-02", 20.0),
            // Money back, on a day without a purchase.
            ("stays", "2023-04-01", -6.0),
            ("comes", "2023-12-31", 46.0),
        ];
        let year = year_of(&rows, "2023-12-31").unwrap();
        assert_eq!(year.from, Month::of(Day::from_iso("2023-01-01").unwrap()));
        assert_eq!(year.to, Month::of(Day::from_iso("2023-12-01").unwrap()));
        assert_eq!(year.revenue, Money::from_units_f64(100.0));
        assert_eq!((year.active, year.occasions), (2, 3));
        assert_eq!(year.retention, Some(1.0 / 3.0));
        assert!((year.per_customer() - 50.0).abs() < 1e-12);
        // Half of January is no month: the year ends with December, and so do its buyers.
        rows.push(("returns", "2024-01-15", 99.0));
        assert_eq!(year_of(&rows, "2024-01-15"), Some(year));
    }

    #[test]
    fn too_few_months_are_no_year() {
        let rows = [("a", "2023-01-01", 1.0), ("a", "2023-11-30", 1.0)];
        assert_eq!(year_of(&rows, "2023-11-30"), None);
        let rows = [("a", "2023-01-01", 1.0), ("a", "2023-12-31", 1.0)];
        let year = year_of(&rows, "2023-12-31").unwrap();
        assert_eq!((year.active, year.retention), (1, None));
    }

    const YEAR: LastYear = LastYear {
        from: Month(24_300),
        to: Month(24_311),
        revenue: Money(10_000_000),
        active: 10,
        occasions: 40,
        retention: Some(0.6),
    };

    #[test]
    fn the_ways_follow_their_formulas() {
        // 100 a year; 2.5 years; 60/1.1 + 36/1.21 + 21.6/1.331; 60/0.5.
        let near = |found: Option<f64>, expected: f64| {
            assert!(
                found.is_some_and(|found| (found - expected).abs() < 1e-9),
                "{found:?}"
            );
        };
        near(Some(YEAR.per_customer()), 100.0);
        near(YEAR.simple(), 250.0);
        near(
            YEAR.retained(3, 0.1),
            60.0 / 1.1 + 36.0 / 1.21 + 21.6 / 1.331,
        );
        near(YEAR.retained_for_ever(0.1), 120.0);
        near(YEAR.retained(400, 0.1), 120.0);
    }

    #[test]
    fn what_has_no_end_or_no_retention_is_none() {
        let stays = LastYear {
            retention: Some(1.0),
            ..YEAR
        };
        assert_eq!(stays.simple(), None);
        assert_eq!(stays.retained_for_ever(0.0), None);
        let unknown = LastYear {
            retention: None,
            ..YEAR
        };
        assert_eq!(unknown.simple(), None);
        assert_eq!(unknown.retained(5, 0.1), None);
    }
}
