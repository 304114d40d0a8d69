//! Messages of `economics`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Day, Money};

/// Messages of `economics`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Economics {
    /// Small line above the headline.
    Eyebrow {
        /// The day it speaks from.
        as_of: Day,
    },
    /// Title.
    Title {
        /// Customers lost.
        lost: i64,
        /// What replacing them costs.
        replace: Money,
        /// What keeping them would have cost.
        keep: Money,
    },
    /// Title while the cost of a new customer is not known.
    NoCost {
        /// Customers lost.
        lost: i64,
    },
    /// Title where nobody was a customer a year ago.
    NoYear,
    /// What it needs.
    NoYearText,
    /// Below the title.
    Lede,
    /// Title of a list of customers.
    OnlyTotals,
    /// What it needs.
    OnlyTotalsText,
    /// What the figures rest on.
    Note,
    /// Title of the three ways.
    WaysTitle,
    /// Of whom.
    WaysSubtitle {
        /// Customers lost.
        lost: i64,
    },
    /// Where the factors come from.
    WaysSource,
    /// What is asked for.
    NeedsCost,
    /// Why.
    NeedsCostText,
    /// What else can be told.
    NoProgramme,
    /// What it needs.
    NoProgrammeText,
    /// A way.
    Way(Way),
    /// How it is reckoned.
    WayText(Way),
    /// Column.
    WayColumn,
    /// Column.
    Each,
    /// Column.
    Total,
    /// Column.
    TotalLow,
    /// Column.
    TotalHigh,
    /// Parameter.
    AcquisitionCost,
    /// Parameter.
    KeepFrom,
    /// Parameter.
    KeepTo,
    /// Parameter.
    WinBackFrom,
    /// Parameter.
    WinBackTo,
    /// Parameter.
    LostParam,
    /// Parameter.
    OpeningParam,
    /// Parameter.
    ProgrammeCost,
    /// Parameter.
    WorthParam,
    /// Stat.
    Lost,
    /// Explanation.
    LostWords,
    /// Explanation.
    LostFormula {
        /// Counted as lost.
        lost: i64,
        /// Customers of a year ago.
        opening: i64,
        /// The day a year ago.
        from: Day,
    },
    /// What would make it wrong.
    LostCaveat,
    /// As a list's title.
    LostMembers,
    /// Stat.
    Saving,
    /// Explanation.
    SavingWords,
    /// Explanation.
    SavingFormula {
        /// Customers lost.
        lost: i64,
        /// A new customer.
        replace: Money,
        /// A kept one.
        keep: Money,
    },
    /// What would make it wrong.
    FactorCaveat,
    /// Stat.
    Lift,
    /// Explanation.
    LiftWords,
    /// Explanation.
    LiftFormula {
        /// Cost of the programme.
        programme: Money,
        /// Customers at the beginning.
        opening: i64,
        /// The value of one.
        worth: Money,
    },
    /// What would make it wrong.
    LiftCaveat {
        /// Whether the person said what a customer is worth.
        said: bool,
    },
}

/// Keep, replace or win back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// A new customer for each lost one.
    Replace,
    /// Holding them before they left.
    Keep,
    /// Getting the same ones back.
    WinBack,
}

impl Say for Economics {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn english(message: &Economics, speaker: &Speaker) -> String {
    use Economics as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let money = |money: Money| speaker.money(money, 0);
    let fixed: &str = match message {
        M::Eyebrow { as_of } => {
            return format!("Keep, replace or win back, as of {}", speaker.day(*as_of));
        }
        M::Title {
            lost,
            replace,
            keep,
        } => {
            return format!(
                "Replacing {} costs {}; keeping them would have cost {}",
                customers(*lost),
                money(*replace),
                money(*keep)
            );
        }
        M::NoCost { lost } => {
            return format!(
                "{} lost in a year: what does a new one cost?",
                customers(*lost)
            );
        }
        M::NoYear => "Nobody was a customer a year ago, so nobody can have been lost since",
        M::NoYearText => {
            "What is lost in a year needs purchases from before it. Say yourself how many were lost, or open a longer file."
        }
        M::Lede => "By your cost of a new customer and the factors you set.",
        M::OnlyTotals => "A list of customers does not tell who was lost when",
        M::OnlyTotalsText => {
            "Keep, replace or win back needs the day of every purchase. Open a file with one row a purchase."
        }
        M::Note => "Factors are claims of the literature until you set your own",
        M::WaysTitle => "Three ways",
        M::WaysSubtitle { lost } => {
            return format!("Cost of each way for {}", customers(*lost));
        }
        M::WaysSource => {
            "Claims of the literature: a new customer costs 5 to 10 times what keeping one does, winning one back 50 to 100 times. They are not figures of your shop: set your own"
        }
        M::NeedsCost => "Say what winning a new customer costs",
        M::NeedsCostText => {
            "Advertising and selling of a year, divided by the new customers of that year. The file does not say it."
        }
        M::NoProgramme => "From how much retention on would a programme pay?",
        M::NoProgrammeText => {
            "Set what the programme costs, and what a customer is worth where the page of value has not been computed."
        }
        M::Way(Way::Replace) => "Replace",
        M::Way(Way::Keep) => "Keep",
        M::Way(Way::WinBack) => "Win back",
        M::WayText(Way::Replace) => "A new customer for each lost one",
        M::WayText(Way::Keep) => "Cost of a new customer ÷ factor",
        M::WayText(Way::WinBack) => "Cost of keeping × factor",
        M::WayColumn => "Way",
        M::Each => "Each",
        M::Total => "All",
        M::TotalLow => "From",
        M::TotalHigh => "To",
        M::AcquisitionCost => "Cost of a new customer",
        M::KeepFrom => "New ÷ keeping, from",
        M::KeepTo => "New ÷ keeping, to",
        M::WinBackFrom => "Winning back ÷ keeping, from",
        M::WinBackTo => "Winning back ÷ keeping, to",
        M::LostParam => "Customers lost",
        M::OpeningParam => "Customers at the beginning",
        M::ProgrammeCost => "Cost of a programme",
        M::WorthParam => "Value of a customer",
        M::Lost => "Lost in a year",
        M::LostWords => {
            "Of the customers of a year ago, who had bought by then and did not count as gone, those who count as gone now by the rule of the view"
        }
        M::LostFormula {
            lost,
            opening,
            from,
        } => {
            return format!(
                "{} of the {} of {} lost",
                speaker.count(*lost),
                customers(*opening),
                speaker.day(*from)
            );
        }
        M::LostCaveat => {
            "Who left in the last weeks is not gone yet by the rule, and who came first within the year is not counted. Your own number takes the place of the count."
        }
        M::LostMembers => "Customers lost in a year",
        M::Saving => "Saved by keeping",
        M::SavingWords => "What keeping the lost would have saved against replacing them",
        M::SavingFormula {
            lost,
            replace,
            keep,
        } => {
            return format!(
                "{} × ({} − {})",
                speaker.count(*lost),
                speaker.money(*replace, 2),
                speaker.money(*keep, 2)
            );
        }
        M::FactorCaveat => {
            "The factor is a claim of the literature until you set your own. Not everybody can be kept: some moved away."
        }
        M::Lift => "Retention it must add",
        M::LiftWords => "Points of retention from which the programme pays",
        M::LiftFormula {
            programme,
            opening,
            worth,
        } => {
            return format!(
                "{} ÷ ({} × {})",
                money(*programme),
                customers(*opening),
                speaker.money(*worth, 2)
            );
        }
        M::LiftCaveat { said: true } => {
            "It rests on your value of a customer. A kept customer need not be an average one."
        }
        M::LiftCaveat { said: false } => {
            "The value of a customer is the average expected value, less the costs known. A kept customer need not be an average one."
        }
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        let title = |lost| Economics::NoCost { lost }.say(&Speaker::default());
        assert!(title(1).starts_with("1 customer lost in a year"));
        assert!(title(3).starts_with("3 customers lost in a year"));
    }
}
