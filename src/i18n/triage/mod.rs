//! Messages of `triage`.
//!
//! - `english`: the sentences

mod english;

use serde::{Deserialize, Serialize};

use super::profit::{Basis, Line};
use super::{CustomerRef, Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of `triage`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Triage {
    /// A verdict.
    Verdict(Verdict),
    /// What a verdict asks for.
    Advice(Verdict),
    /// Why.
    Reason(Reason),
    /// Small line above the headline.
    Eyebrow {
        /// The period of profit.
        period: Period,
        /// The horizon of expected value.
        days: f64,
    },
    /// Title.
    Title {
        /// Customers to hold.
        hold: i64,
        /// To watch.
        watch: i64,
        /// To let go.
        let_go: i64,
    },
    /// Title where there is nobody.
    Nobody,
    /// What to do then.
    NobodyText,
    /// Below the headline.
    Lede {
        /// On which basis.
        basis: Basis,
        /// Part of what is expected that those to hold bring.
        held: Option<f64>,
    },
    /// Title of the notice without costs.
    NoLetGo(Basis),
    /// Its text.
    NoLetGoText(Basis),
    /// The step to the costs.
    ToCosts,
    /// Title of the notice where nothing can be expected.
    NoValue,
    /// Its text.
    NoValueText,
    /// Stat.
    Count(Verdict),
    /// Stat.
    ValueAtRisk,
    /// Stat.
    HoldLine,
    /// Explanation.
    CountWords(Verdict),
    /// Explanation.
    CountFormula {
        /// So many.
        customers: i64,
        /// Of so many.
        of: i64,
    },
    /// Explanation.
    ValueAtRiskWords,
    /// Explanation.
    ValueAtRiskFormula {
        /// Customers it is summed over.
        customers: i64,
    },
    /// Explanation.
    HoldLineWords,
    /// Explanation.
    HoldLineFormula {
        /// Part of the customers above it.
        share: f64,
    },
    /// What would make it wrong.
    Caveat,
    /// Note below the figures.
    Note,
    /// Parameter.
    TopShare,
    /// Parameter.
    HoldAbove,
    /// Parameter.
    LetGoUpTo,
    /// Parameter.
    AcquisitionCost,
    /// Parameter.
    BudgetShare,
    /// Title of the verdicts.
    VerdictsTitle {
        /// Part of what is left that those to hold bring.
        held: Option<f64>,
        /// On which basis.
        basis: Basis,
    },
    /// Subtitle of the verdicts.
    VerdictsSubtitle {
        /// The period.
        period: Period,
    },
    /// Source of the verdicts.
    VerdictsSource,
    /// Column.
    VerdictColumn,
    /// Column.
    ProfitColumn,
    /// Column.
    ClvColumn,
    /// Column.
    WorthColumn(Basis),
    /// Column.
    AtRiskColumn,
    /// Title of the reasons.
    ReasonsTitle,
    /// Subtitle of the reasons.
    ReasonsSubtitle,
    /// Column.
    ReasonColumn,
    /// Title of the nearest changes.
    NearestTitle {
        /// How many are shown.
        shown: i64,
    },
    /// Subtitle of the nearest changes.
    NearestSubtitle,
    /// Source of the nearest changes.
    NearestSource,
    /// Column.
    Customer,
    /// Column.
    ChangeColumn,
    /// Column.
    ByColumn,
    /// A change of one number that changes the verdict.
    Flip {
        /// The verdict it leads to.
        to: Verdict,
        /// The number.
        lever: Lever,
        /// What it is.
        from: f64,
        /// What it would have to be.
        wanted: f64,
    },
    /// Title of the tiers.
    TiersTitle,
    /// Subtitle of the tiers.
    TiersSubtitle {
        /// Part of the expected value that is spent.
        share: f64,
    },
    /// A tier.
    Tier(Tier),
    /// What to offer.
    Offer(Tier),
    /// Column.
    TierColumn,
    /// Column.
    BudgetColumn,
    /// The finding: those to let go.
    LetGoFinding {
        /// How many.
        customers: i64,
        /// What they cost.
        money: Money,
    },
    /// What to do.
    LetGoFindingText,
    /// The step.
    OpenLetGo,
    /// A set of customers, as a list's title.
    Everybody,
    /// A set of customers, as a list's title.
    Members(Verdict),
    /// A set of customers, as a list's title.
    ReasonMembers(Reason),
    /// Card: the verdict and its reason.
    CardTitle {
        /// The verdict.
        verdict: Verdict,
        /// Why.
        reason: Reason,
    },
    /// Card: no number would change it.
    NoFlip,
    /// Card: how it is found.
    CardText {
        /// Expected to be left, on the basis.
        worth: Option<Money>,
        /// The line for holding.
        line: Money,
        /// The change, when there is one.
        flip: Option<Box<Triage>>,
        /// On which basis.
        basis: Basis,
    },
    /// Card: the person has said what to do.
    CardChosen,
    /// Card: where the person says what to do.
    Choose,
    /// What the person says of one customer.
    ChooseOf {
        /// Whom.
        customer: CustomerRef,
    },
    /// Nothing is said: the rules hold.
    ByRule,
    /// Not to be let go.
    Strategic,
    /// What the choice means and where its reason can stand.
    ChooseHelp,
    /// Card: nothing is fitted yet.
    CardLater,
    /// Card: how to get it.
    CardLaterText,
    /// The step.
    OpenVerdicts,
}

/// What to do about a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Keep with all force.
    Hold,
    /// Look closely.
    Watch,
    /// Stop serving at these terms.
    LetGo,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reason {
    /// Earns, and is among the best.
    TopValue,
    /// Earns, and is above the person's line.
    AboveLine,
    /// Earns, but little is expected.
    SmallValue,
    /// Brings nothing, costs nothing.
    NothingEarned,
    /// Costs more than it brings, above the line.
    LossAboveLine,
    /// Below zero before the cost of serving is known.
    LossUnproven,
    /// No row in the period.
    NotInPeriod,
    /// Nothing can be said of the future.
    ValueUnknown,
    /// Costs more than it brings.
    CostsMore,
    /// Watch: kept from being let go by the person.
    Strategic,
    /// The person says so.
    Chosen(Verdict),
}

/// A number that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lever {
    /// Money of a visit.
    OrderValue,
    /// Visits of the period.
    Occasions,
    /// Deliveries of the period.
    Deliveries,
    /// A line of costs.
    Cost(Line),
}

/// A list with an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tier {
    /// The best.
    Best,
    /// Regulars who could buy more.
    Regulars,
    /// Those who left a short while ago.
    RecentlyLeft,
}

impl Say for Triage {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::english(self, speaker),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Triage) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn a_change_is_said_as_what_to_reach() {
        let flip = |lever, from, wanted| {
            say(&Triage::Flip {
                to: Verdict::Hold,
                lever,
                from,
                wanted,
            })
        };
        assert_eq!(
            flip(Lever::OrderValue, 100.0, 107.51),
            "Hold from an average sale of 107.51 on, now 100.00"
        );
        assert_eq!(
            flip(Lever::Occasions, 1.0, 2.0),
            "Hold from 2 visits in the period on, now 1 visit"
        );
        assert_eq!(
            flip(Lever::Deliveries, 22.0, 17.0),
            "Hold with 17 deliveries in the period, now 22 deliveries"
        );
        assert_eq!(
            flip(Lever::Cost(Line::Salaries), 330.0, 299.99),
            "Hold with account managers at 299.99, now 330.00"
        );
        let worse = say(&Triage::Flip {
            to: Verdict::Watch,
            lever: Lever::OrderValue,
            from: 100.0,
            wanted: 80.0,
        });
        assert_eq!(
            worse,
            "Watch from an average sale of 80.00 down, now 100.00"
        );
    }

    #[test]
    fn the_title_counts() {
        let title = |let_go| {
            say(&Triage::Title {
                hold: 7,
                watch: 20,
                let_go,
            })
        };
        assert_eq!(title(0), "Hold 7 customers and watch 20");
        assert_eq!(title(3), "Hold 7 customers, watch 20, let 3 go");
    }
}
