//! P27 and P28: the episodes of a relationship by type, and the critical ones: those on which it
//! may hang whether the customer goes on.

use super::CustomerBase;
use super::complaints::Complaints;
use crate::base::{Day, Money, order};
use crate::dataset::{CustomerIx, Dataset, RecordsKind, RowFlags};

/// Days within which a customer who goes on comes again.
pub const BACK_WITHIN_DAYS: i32 = 90;

/// Days of the spending a purchase is measured against.
const YEAR_DAYS: i32 = 365;

/// The type of an episode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The first purchase.
    First,
    /// A purchase that is a large part of a year's spending.
    Large,
    /// Any other purchase.
    Purchase,
    /// Goods given back.
    Return,
    /// A complaint.
    Complaint,
    /// Any other contact.
    Contact,
    /// A campaign that reached the customer.
    Campaign,
}

impl Kind {
    /// Every type.
    pub const ALL: [Self; 7] = [
        Self::First,
        Self::Large,
        Self::Purchase,
        Self::Return,
        Self::Complaint,
        Self::Contact,
        Self::Campaign,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first_purchase",
            Self::Large => "large_purchase",
            Self::Purchase => "purchase",
            Self::Return => "return",
            Self::Complaint => "complaint",
            Self::Contact => "contact",
            Self::Campaign => "campaign",
        }
    }

    /// The type with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether such an episode is critical.
    pub fn is_critical(self) -> bool {
        matches!(
            self,
            Self::First | Self::Large | Self::Return | Self::Complaint
        )
    }
}

/// One episode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Episode {
    /// When.
    pub day: Day,
    /// Its type.
    pub kind: Kind,
    /// Money of a purchase, or given back (below zero).
    pub amount: Option<Money>,
    /// Of a purchase: its part of the spending of the year up to it.
    pub of_year: Option<f64>,
    /// Whether the customer bought within [`BACK_WITHIN_DAYS`] after it; `None` while that is open.
    pub came_back: Option<bool>,
}

/// Episodes of one type, of all customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindSums {
    /// How many.
    pub episodes: u64,
    /// Customers with one.
    pub customers: u64,
    /// Of the episodes, those at least [`BACK_WITHIN_DAYS`] ago: counting later ones only where a
    /// purchase has followed already would flatter.
    pub told: u64,
    /// Of these, followed by a purchase in time.
    pub came_back: u64,
}

impl KindSums {
    /// Share of the episodes that a purchase followed in time.
    pub fn back_share(&self) -> Option<f64> {
        (self.told > 0).then(|| self.came_back as f64 / self.told as f64)
    }

    /// Whether a purchase follows less often than on others by more than chance, with nineteen in
    /// twenty: the test of two proportions.
    pub fn is_below(&self, others: &Self) -> bool {
        let (Some(own), Some(other)) = (self.back_share(), others.back_share()) else {
            return false;
        };
        let (n, m) = (self.told as f64, others.told as f64);
        let pooled = (self.came_back + others.came_back) as f64 / (n + m);
        let error = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).sqrt();
        other - own > 1.96 * error
    }
}

/// What tells episodes apart.
#[derive(Clone, Copy, Debug)]
pub struct Episodes<'a> {
    data: &'a Dataset,
    base: &'a CustomerBase,
    complaints: Complaints,
    /// From this part of a year's spending on a purchase is large.
    large_from: f64,
}

impl<'a> Episodes<'a> {
    /// `large_from` is a part of the spending of the year up to a purchase, 0…1.
    pub fn new(data: &'a Dataset, base: &'a CustomerBase, large_from: f64) -> Self {
        Self {
            data,
            base,
            complaints: Complaints::of(data),
            large_from,
        }
    }

    /// The episodes of a customer up to the as-of day, oldest first; those of a day by type. None
    /// of a customer of whom only sums are known, but contacts and campaigns.
    pub fn of(&self, customer: CustomerIx) -> Vec<Episode> {
        let mut found = Vec::new();
        self.each(customer, &mut |episode| found.push(episode));
        order::sort_by(&mut found, |a, b| {
            a.day.cmp(&b.day).then(a.kind.cmp(&b.kind))
        });
        found
    }

    /// Sums by [`Kind::ALL`] over all customers.
    pub fn sums(&self) -> [KindSums; Kind::ALL.len()] {
        let as_of = self.base.frame().as_of;
        let mut sums = [KindSums::default(); Kind::ALL.len()];
        for customer in self.base.present_ixs() {
            let mut has = [false; Kind::ALL.len()];
            self.each(customer, &mut |episode| {
                let place = episode.kind as usize;
                let of = &mut sums[place];
                has[place] = true;
                of.episodes += 1;
                if episode.day.plus(BACK_WITHIN_DAYS) <= as_of {
                    of.told += 1;
                    of.came_back += u64::from(episode.came_back == Some(true));
                }
            });
            for (sums, has) in sums.iter_mut().zip(has) {
                sums.customers += u64::from(has);
            }
        }
        sums
    }

    /// Customers with an episode of this type, in index order.
    pub fn customers(&self, kind: Kind) -> Vec<CustomerIx> {
        let has = |&customer: &CustomerIx| {
            let mut has = false;
            self.each(customer, &mut |episode| has |= episode.kind == kind);
            has
        };
        self.base.present_ixs().filter(has).collect()
    }

    fn each(&self, customer: CustomerIx, tell: &mut dyn FnMut(Episode)) {
        let days = self.base.occasion_days(customer);
        let as_of = self.base.frame().as_of;
        let came_back = |day: Day| {
            let limit = day.plus(BACK_WITHIN_DAYS);
            let next = days.get(days.partition_point(|&other| other <= day));
            match next {
                Some(&next) if next <= limit => Some(true),
                _ if limit <= as_of => Some(false),
                _ => None,
            }
        };
        let amounts = self.base.occasion_amounts(customer);
        let (mut from, mut year) = (0, 0_i128);
        for (at, (&day, &amount)) in days.iter().zip(amounts).enumerate() {
            year += i128::from(amount.0);
            while day.since(days[from]) >= YEAR_DAYS {
                year -= i128::from(amounts[from].0);
                from += 1;
            }
            let of_year = amount.share_of(Money::from_sum(year));
            let kind = match of_year {
                _ if at == 0 => Kind::First,
                Some(part) if part >= self.large_from => Kind::Large,
                _ => Kind::Purchase,
            };
            tell(Episode {
                day,
                kind,
                amount: Some(amount),
                of_year,
                came_back: came_back(day),
            });
        }
        self.each_return(customer, &mut |day, amount| {
            tell(Episode {
                day,
                kind: Kind::Return,
                amount: Some(amount),
                of_year: None,
                came_back: came_back(day),
            });
        });
        let events = self.data.events_of(customer).iter();
        for event in events.filter(|event| event.day <= as_of) {
            tell(Episode {
                day: event.day,
                kind: match event.kind {
                    RecordsKind::Campaign => Kind::Campaign,
                    _ if self.complaints.has(event) => Kind::Complaint,
                    _ => Kind::Contact,
                },
                amount: None,
                of_year: None,
                came_back: came_back(event.day),
            });
        }
    }

    /// Days on which goods came back, with the money given back, oldest first.
    fn each_return(&self, customer: CustomerIx, tell: &mut dyn FnMut(Day, Money)) {
        let mut open: Option<(Day, Money)> = None;
        for row in self.base.rows_of(self.data, customer) {
            if !self.data.flags()[row].has(RowFlags::REFUND) {
                continue;
            }
            let (day, amount) = (self.data.days()[row], self.data.amounts()[row]);
            match &mut open {
                Some((last, sum)) if *last == day => *sum += amount,
                _ => {
                    if let Some((day, sum)) = open.replace((day, amount)) {
                        tell(day, sum);
                    }
                }
            }
        }
        if let Some((day, sum)) = open {
            tell(day, sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ViewFrame;
    use crate::dataset::View;
    use crate::dataset::testing::dataset;

    fn episodes(rows: &[(&str, &str, f64)], as_of: &str) -> Vec<(String, Kind, Option<bool>)> {
        let data = dataset(rows);
        let (first, last) = (data.days().iter().min(), data.days().iter().max());
        let view = View {
            as_of: Day::from_iso(as_of),
            ..View::default()
        };
        let frame = ViewFrame::resolve(&view, *first.unwrap(), *last.unwrap());
        let base = CustomerBase::build(&data, &frame, None);
        let found = Episodes::new(&data, &base, 0.25).of(CustomerIx(0));
        let told = found.into_iter();
        told.map(|of| (of.day.to_string(), of.kind, of.came_back))
            .collect()
    }

    #[test]
    fn a_purchase_is_large_by_the_spending_of_its_year() {
        let mut rows = vec![("a", "2022-01-01", 50.0)];
        let months = ["02", "03", "04", "05", "06"];
        let days: Vec<String> = months.iter().map(|m| format!("2022-{m}-01")).collect();
        rows.extend(days.iter().map(|day| ("a", day.as_str(), 50.0)));
        // 100 of 400 is a quarter; 100 of 100 a year and a half later is all of it.
        rows.extend([("a", "2022-07-01", 100.0), ("a", "2024-01-01", 100.0)]);
        rows.push(("a", "2024-01-05", -20.0));
        let found = episodes(&rows, "2024-04-04");
        let kinds: Vec<Kind> = found.iter().map(|of| of.1).collect();
        // The second is half of two, the third a third, the fourth a quarter of what the year had.
        let mut wanted = vec![Kind::First, Kind::Large, Kind::Large, Kind::Large];
        wanted.extend([Kind::Purchase, Kind::Purchase, Kind::Large, Kind::Large]);
        wanted.push(Kind::Return);
        assert_eq!(kinds, wanted);
        let back: Vec<Option<bool>> = found.iter().map(|of| of.2).collect();
        assert_eq!(back[..6], [Some(true); 6]);
        assert_eq!(back[6..], [Some(false), Some(false), Some(false)]);
    }

    #[test]
    fn what_follows_is_open_until_the_time_is_over() {
        let rows = [("a", "2024-01-01", 10.0), ("a", "2024-06-01", 10.0)];
        let found = episodes(&rows, "2024-08-29");
        assert_eq!(found[0].2, Some(false));
        assert_eq!(found[1].2, None);
        let sums = |told, came_back| KindSums {
            told,
            came_back,
            ..KindSums::default()
        };
        assert!(sums(100, 50).is_below(&sums(100, 70)));
        assert!(!sums(100, 60).is_below(&sums(100, 70)));
        assert!(!sums(0, 0).is_below(&sums(100, 70)));
        for kind in Kind::ALL {
            assert_eq!(Kind::from_id(kind.id()), Some(kind));
        }
    }
}
