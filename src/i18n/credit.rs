//! Messages of what customers owe, on the page of profit and on the card.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Day, Money, Period};

/// Messages of what customers owe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Credit {
    /// Title: what is open.
    Title {
        /// Not paid.
        open: Money,
        /// Of it, what should have been; nothing where that is not known.
        overdue: Option<Money>,
        /// As-of day.
        by: Day,
    },
    /// What the columns speak of.
    Subtitle {
        /// As-of day.
        by: Day,
        /// The period.
        period: Period,
    },
    /// What is counted, and what is not.
    SourceLine {
        /// Whether the cost is known.
        has_cost: bool,
        /// Rows whose payment cannot be read.
        unread: i64,
        /// Open rows that do not say when they are due.
        without_due: i64,
    },
    /// Figure and column.
    Dso,
    /// What it is.
    DsoWords,
    /// How it is found.
    DsoFormula {
        /// Money × days.
        balance_days: f64,
        /// Money.
        counted: Money,
    },
    /// Figure and column.
    Open,
    /// What it is.
    OpenWords {
        /// As-of day.
        by: Day,
    },
    /// How it is found.
    OpenFormula {
        /// Paid.
        paid: Money,
        /// Not paid.
        open: Money,
    },
    /// Figure and column.
    Overdue,
    /// What it is.
    OverdueWords {
        /// As-of day.
        by: Day,
    },
    /// How it is found.
    OverdueFormula {
        /// Customers with overdue money.
        customers: i64,
        /// Not paid in all.
        open: Money,
    },
    /// What would make it wrong.
    Caveat,
    /// Column.
    Customer,
    /// Column.
    DaysLate,
    /// Column.
    BalanceDays,
    /// Row: customers that are not shown by name.
    Others {
        /// How many.
        count: i64,
    },
    /// Parameter.
    Rate,
    /// Set of customers.
    OpenMembers {
        /// As-of day.
        by: Day,
    },
    /// Set of customers.
    OverdueMembers {
        /// As-of day.
        by: Day,
    },
    /// Notice: nothing is known paid.
    DueOnly,
    /// Its text.
    DueOnlyText {
        /// Mean days granted.
        term_days: Option<f64>,
    },
    /// Notice: most money has no paid date.
    MostlyOpen {
        /// The part that is paid.
        paid: f64,
    },
    /// Its text.
    MostlyOpenText,
    /// Card: the first day on which overdue money was due.
    OverdueSince,
    /// Card: what it is.
    OverdueSinceWords,
    /// Card: how it is found.
    OverdueSinceFormula {
        /// Overdue money.
        overdue: Money,
        /// Mean days late.
        days_late: f64,
    },
    /// Card: the usual days to pay.
    UsualDays,
    /// Card: what it is.
    UsualDaysWords,
    /// Card: how it is found.
    UsualDaysFormula {
        /// Rows that were paid.
        rows: i64,
    },
}

impl Say for Credit {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Credit, speaker: &Speaker) -> String {
    use Credit as M;
    let money = |money: Money| speaker.money(money, 0);
    let rows = |count: i64| speaker.counted(count, "row", "rows");
    let fixed: &str = match message {
        M::Title { open, by, .. } if *open == Money::ZERO => {
            return format!("Nothing is open on {}", speaker.day(*by));
        }
        M::Title { open, overdue, .. } => {
            let open = money(*open);
            return match overdue {
                None => format!("{open} is not paid"),
                Some(Money::ZERO) => format!("{open} is not paid, none of it overdue"),
                Some(overdue) => format!("{open} is not paid, {} of it overdue", money(*overdue)),
            };
        }
        M::Subtitle { by, period } => {
            return format!(
                "Open and overdue on {}, whenever it was sold. Days to pay, balance × days and cost \
                 of what was sold {}",
                speaker.day(*by),
                speaker.within(*period)
            );
        }
        M::SourceLine {
            has_cost,
            unread: not_read,
            without_due,
        } => {
            let unread = rows(*not_read);
            let unread = format!(". {unread} with a paid date that cannot be read left out");
            let open = rows(*without_due);
            let open = format!(". {open} without a due date counted as not overdue");
            let cost = ". Type what borrowing costs you a year to see what waiting costs";
            return [
                Some(
                    "A row counts from its sale to its payment, or to the as-of day while it is \
                     open",
                ),
                Some(unread.as_str()).filter(|_| *not_read > 0),
                Some(open.as_str()).filter(|_| *without_due > 0),
                Some(cost).filter(|_| !has_cost),
            ]
            .into_iter()
            .flatten()
            .collect();
        }
        M::Dso => "Days to pay",
        M::DsoWords => {
            "Days sales outstanding: from sale to payment, weighted by money. Open money counts to \
             the as-of day, so it is at least so long"
        }
        M::DsoFormula {
            balance_days,
            counted,
        } => {
            return format!(
                "{} of balance × days ÷ {}",
                speaker.number(*balance_days, 0),
                speaker.money(*counted, 2)
            );
        }
        M::Open => "Open",
        M::OpenWords { by } => {
            return format!("Sold up to {} and not paid by then", speaker.day(*by));
        }
        M::OpenFormula { paid, open } => {
            return format!(
                "{} paid, {} open",
                speaker.money(*paid, 2),
                speaker.money(*open, 2)
            );
        }
        M::Overdue => "Overdue",
        M::OverdueWords { by } => {
            return format!("Open money that was due before {}", speaker.day(*by));
        }
        M::OverdueFormula { customers, open } => {
            return format!(
                "Of {}, {} open",
                speaker.counted(*customers, "customer", "customers"),
                speaker.money(*open, 2)
            );
        }
        M::Caveat => {
            "A payment nobody entered looks open, and a row is paid as a whole or not at all. Money \
             given back without a paid date is taken off what is open. Paid before the sale counts \
             as no days"
        }
        M::Customer => "Customer",
        M::DaysLate => "Days late",
        M::BalanceDays => "Balance × days",
        M::Others { count } => return format!("{} others", speaker.count(*count)),
        M::Rate => "Interest on credit given, a year",
        M::OpenMembers { by } => {
            return format!("Customers with open money on {}", speaker.day(*by));
        }
        M::OverdueMembers { by } => {
            return format!("Customers with overdue money on {}", speaker.day(*by));
        }
        M::DueOnly => "Due dates, but no paid dates",
        M::DueOnlyText { term_days } => {
            let missing = "Without them nobody can tell what is still open, so nothing is said of \
                           balances. Map a column with paid dates at the import.";
            return match term_days {
                Some(days) => format!(
                    "Customers are given {} to pay, weighted by money. {missing}",
                    speaker.days(*days)
                ),
                None => missing.to_owned(),
            };
        }
        M::MostlyOpen { paid } => {
            return format!(
                "Only {} of the money has a paid date",
                speaker.percent(*paid, 0)
            );
        }
        M::MostlyOpenText => {
            "The rest counts as open. If paid dates are not kept for all sales, the balances and the \
             days to pay are too large."
        }
        M::OverdueSince => "Overdue since",
        M::OverdueSinceWords => "The first day on which money that is still open was due",
        M::OverdueSinceFormula { overdue, days_late } => {
            return format!(
                "{} overdue, {} late on average",
                speaker.money(*overdue, 2),
                speaker.days(*days_late)
            );
        }
        M::UsualDays => "Usually pays after",
        M::UsualDaysWords => "Middle one of the days from sale to payment",
        M::UsualDaysFormula { rows: count } => {
            return format!("Median of {} that were paid", rows(*count));
        }
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_says_no_more_than_is_known() {
        let title = |open, overdue: Option<f64>| {
            let message = Credit::Title {
                open: Money::from_units_f64(open),
                overdue: overdue.map(Money::from_units_f64),
                by: Day(0),
            };
            message.say(&Speaker::default())
        };
        assert_eq!(title(0.0, Some(0.0)), "Nothing is open on 1 Jan 1970");
        assert_eq!(title(70.0, None), "70 is not paid");
        assert_eq!(title(70.0, Some(0.0)), "70 is not paid, none of it overdue");
        assert_eq!(title(70.0, Some(20.0)), "70 is not paid, 20 of it overdue");
    }
}
