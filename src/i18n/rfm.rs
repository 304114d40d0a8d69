//! Messages of `rfm`.

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::Money;

/// Messages of `rfm`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Rfm {
    /// A segment.
    Segment(Segment),
    /// What a segment is, under its name.
    Meaning(Segment),
    /// The customers of a segment, as a list's title.
    Members(Segment),
    /// The customers of a cell, as a list's title.
    CellMembers {
        /// Recency score.
        r: i64,
        /// Frequency score.
        f: i64,
        /// Their segment.
        segment: Segment,
    },
    /// Everybody with a score.
    AllMembers,
    /// Regulars who come.
    StandingMembers,
    /// Regulars who fell silent.
    SilentMembers,
    /// Small line above the headline.
    Eyebrow {
        /// Customers scored.
        customers: i64,
    },
    /// Title: regulars in good standing and silent ones.
    Title {
        /// In good standing.
        standing: i64,
        /// Silent.
        silent: i64,
    },
    /// Title when groups would mean little.
    TooFew {
        /// Customers scored.
        customers: i64,
    },
    /// Title when there is nobody to score.
    Nobody,
    /// What to do then.
    NobodyText,
    /// Below the headline.
    Lede {
        /// Silent regulars.
        silent: i64,
        /// What they brought.
        revenue: Money,
        /// Its part of the revenue.
        share: Option<f64>,
    },
    /// Below the headline when nobody fell silent.
    LedeNobodySilent,
    /// Below the headline when no score of frequency is high.
    LedeNoRegulars,
    /// Below the headline when fifths would mean little.
    TooFewLede,
    /// What the grid measures.
    Subtitle,
    /// How the scores are made.
    Source {
        /// Customers scored.
        customers: i64,
        /// Customers with refunds only.
        refunds_only: i64,
    },
    /// Title over the columns.
    RecencyTitle,
    /// Title over the rows.
    FrequencyTitle,
    /// A fifth of days, both ends included.
    DaysFromTo {
        /// Fewest.
        from: i64,
        /// Most.
        to: i64,
    },
    /// The best fifth of days.
    DaysUpTo {
        /// Most.
        to: i64,
    },
    /// The worst fifth of days.
    DaysFrom {
        /// Fewest.
        from: i64,
    },
    /// A fifth of visits, both ends included.
    VisitsFromTo {
        /// Fewest.
        from: i64,
        /// Most.
        to: i64,
    },
    /// The best fifth of visits.
    VisitsFrom {
        /// Fewest.
        from: i64,
    },
    /// A fifth into which nobody falls.
    Empty,
    /// First line of a cell.
    CellCustomers {
        /// How many.
        customers: i64,
    },
    /// Second line of a cell.
    CellShare {
        /// Part of the revenue.
        share: Option<f64>,
    },
    /// Note of the outline.
    StandingNote {
        /// How many.
        customers: i64,
    },
    /// Note of the outline.
    SilentNote {
        /// How many.
        customers: i64,
    },
    /// Title of the segments: which brings most.
    SegmentsTitle {
        /// The segment.
        segment: Segment,
        /// Its part of the customers.
        customers_share: f64,
        /// Its part of the revenue.
        revenue_share: f64,
    },
    /// Title when there is no revenue to share.
    SegmentsTitlePlain,
    /// What the table measures.
    SegmentsSubtitle,
    /// Column.
    SegmentColumn,
    /// Column.
    RecencyScore,
    /// Column.
    FrequencyScore,
    /// Column.
    ShareOfCustomers,
    /// Column.
    ShareOfRevenue,
    /// Stat.
    RecencyCuts,
    /// Stat.
    FrequencyCuts,
    /// Stat.
    MoneyCuts,
    /// Explanation.
    RecencyCutsWords,
    /// Explanation.
    FrequencyCutsWords,
    /// Explanation.
    MoneyCutsWords,
    /// How the scores are made.
    Formula {
        /// Over how many customers.
        customers: i64,
    },
    /// What would make it wrong.
    Caveat,
    /// Input of an explanation.
    Scored,
    /// The finding.
    SilentFinding {
        /// How many.
        silent: i64,
    },
    /// What they brought.
    SilentFindingText {
        /// Their revenue in all.
        revenue: Money,
        /// Days since the last visit from which they count as silent.
        days: i64,
    },
    /// The step.
    OpenSilent,
}

/// A named part of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Segment {
    /// Recent and very frequent.
    Champions,
    /// Frequent, not long ago.
    Loyal,
    /// On the way to loyal.
    PotentialLoyal,
    /// First purchase only just.
    New,
    /// Recent, not yet often.
    Promising,
    /// Middling in both.
    NeedsAttention,
    /// Middling recency, hardly any purchases.
    AboutToSleep,
    /// Frequent once.
    AtRisk,
    /// Very frequent once.
    CannotLose,
    /// Long silent.
    Hibernating,
    /// Longest silent.
    Lost,
}

impl Say for Rfm {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn segment(segment: Segment) -> &'static str {
    match segment {
        Segment::Champions => "Champions",
        Segment::Loyal => "Loyal",
        Segment::PotentialLoyal => "Potential loyal",
        Segment::New => "New",
        Segment::Promising => "Promising",
        Segment::NeedsAttention => "Needs attention",
        Segment::AboutToSleep => "About to sleep",
        Segment::AtRisk => "At risk",
        Segment::CannotLose => "Cannot lose",
        Segment::Hibernating => "Hibernating",
        Segment::Lost => "Lost",
    }
}

fn meaning(segment: Segment) -> &'static str {
    match segment {
        Segment::Champions => "Came just now, come most often",
        Segment::Loyal => "Come often, not long ago",
        Segment::PotentialLoyal => "Recent, on the way to often",
        Segment::New => "Recent, first visits",
        Segment::Promising => "Recent, not yet often",
        Segment::NeedsAttention => "Middling in both",
        Segment::AboutToSleep => "A while ago, hardly any visits",
        Segment::AtRisk => "Came often, silent now",
        Segment::CannotLose => "Came most often, silent now",
        Segment::Hibernating => "Long silent, seldom before",
        Segment::Lost => "Silent longest, hardly any visits",
    }
}

fn english(message: &Rfm, speaker: &Speaker) -> String {
    use Rfm as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let regulars = |count: i64| speaker.counted(count, "regular", "regulars");
    let are = |count: i64| if count == 1 { "is" } else { "are" };
    let have = |count: i64| if count == 1 { "has" } else { "have" };
    let count = |number: i64| speaker.count(number);
    let fixed: &str = match message {
        M::Segment(which) => segment(*which),
        M::Meaning(which) => meaning(*which),
        M::Members(which) => {
            return format!("Segment “{}”", segment(*which));
        }
        M::CellMembers {
            r,
            f,
            segment: which,
        } => {
            return format!(
                "Recency {}, frequency {}: {}",
                count(*r),
                count(*f),
                segment(*which).to_lowercase()
            );
        }
        M::AllMembers => "Customers with at least one visit",
        M::StandingMembers => "Regulars in good standing",
        M::SilentMembers => "Regulars gone silent",
        M::Eyebrow { customers: 0 } => "Recency, frequency and money",
        M::Eyebrow { customers: scored } => {
            return format!("Recency, frequency and money of {}", customers(*scored));
        }
        M::Title { standing, silent } => {
            return match (standing, silent) {
                (0, 0) => "Nobody stands out by frequency".to_owned(),
                (0, silent) => format!("{} {} fallen silent", regulars(*silent), have(*silent)),
                (standing, 0) => {
                    format!(
                        "{} {} in good standing, none silent",
                        regulars(*standing),
                        are(*standing)
                    )
                }
                (standing, silent) => format!(
                    "{} {} in good standing, {} {} fallen silent",
                    regulars(*standing),
                    are(*standing),
                    count(*silent),
                    have(*silent)
                ),
            };
        }
        M::TooFew { customers: scored } => {
            return format!(
                "{} {} too few to score in fifths",
                customers(*scored),
                are(*scored)
            );
        }
        M::Nobody => "Nobody has bought yet",
        M::NobodyText => {
            "Scores need customers with a visit up to the as-of day. Choose a later day or fewer filters."
        }
        M::Lede {
            silent,
            revenue,
            share,
        } => {
            let brought = speaker.money(*revenue, 0);
            let who = match silent {
                1 => "The silent one has".to_owned(),
                silent => format!("The {} silent ones have", count(*silent)),
            };
            return match share {
                Some(share) => format!(
                    "{who} brought {brought} so far, {} of all revenue",
                    speaker.percent(*share, 1)
                ),
                None => format!("{who} brought {brought} so far"),
            };
        }
        M::LedeNobodySilent => "Every regular came among the latest three fifths of customers",
        M::LedeNoRegulars => "Too many came equally often for a fifth to come more often",
        M::TooFewLede => {
            "Scores compare customers with each other; with so few, read them one by one"
        }
        M::Subtitle => "Large: customers. Small and colour: their share of all revenue",
        M::Source {
            customers: scored,
            refunds_only,
        } => {
            let scored = format!("{}, scored in fifths, ties together", customers(*scored));
            return match refunds_only {
                0 => scored,
                only => format!("{scored}; {} with refunds only left out", count(*only)),
            };
        }
        M::RecencyTitle => "Days since the last visit",
        M::FrequencyTitle => "Visits",
        M::DaysFromTo { from, to } | M::VisitsFromTo { from, to } => {
            return if from < to {
                format!("{} to {}", count(*from), count(*to))
            } else {
                count(*from)
            };
        }
        M::DaysUpTo { to: 0 } => "0 days",
        M::DaysUpTo { to } => {
            return format!("up to {}", speaker.counted(*to, "day", "days"));
        }
        M::DaysFrom { from } => {
            return format!("{} or more", speaker.counted(*from, "day", "days"));
        }
        M::VisitsFrom { from } => return format!("{} or more", count(*from)),
        M::Empty => "nobody",
        M::CellCustomers { customers: number } => return count(*number),
        M::CellShare { share } => {
            return share.map_or_else(String::new, |share| speaker.percent(share, 1));
        }
        M::StandingNote { customers: number } => {
            return format!("Solid: regulars in good standing, {}", count(*number));
        }
        M::SilentNote { customers: number } => {
            return format!("Dashed: regulars fallen silent, {}", count(*number));
        }
        M::SegmentsTitle {
            segment: which,
            customers_share,
            revenue_share,
        } => {
            return format!(
                "“{}”: {} of the customers, {} of the revenue",
                segment(*which),
                speaker.percent(*customers_share, 0),
                speaker.percent(*revenue_share, 0)
            );
        }
        M::SegmentsTitlePlain => "Segments by recency and frequency",
        M::SegmentsSubtitle => "Customers and all their revenue up to the as-of day",
        M::SegmentColumn => "Segment",
        M::RecencyScore => "Recency score",
        M::FrequencyScore => "Frequency score",
        M::ShareOfCustomers => "Share of customers",
        M::ShareOfRevenue => "Share of revenue",
        M::RecencyCuts => "Cut values of recency, days",
        M::FrequencyCuts => "Cut values of frequency, visits",
        M::MoneyCuts => "Cut values of money",
        M::RecencyCutsWords => {
            "Days since the last visit. Below the first value a customer scores at least 2, below the second 3, below the third 4, below the last 5"
        }
        M::FrequencyCutsWords => {
            "Visits up to the as-of day. Above the first value a customer scores at least 2, above the second 3, above the third 4, above the last 5"
        }
        M::MoneyCutsWords => {
            "Net revenue up to the as-of day. Above the first value a customer scores at least 2, above the second 3, above the third 4, above the last 5"
        }
        M::Formula { customers: scored } => {
            return format!(
                "Score = 1 + whole part of 5 × customers strictly worse ÷ {}, at most 5",
                count(*scored)
            );
        }
        M::Caveat => {
            "Fifths compare customers with each other: a score says nothing about the shop as a whole. Where many are equal, a score can be empty."
        }
        M::Scored => "Customers scored",
        M::SilentFinding { silent } => {
            return format!("{} {} fallen silent", regulars(*silent), have(*silent));
        }
        M::SilentFindingText { revenue, days } => {
            return format!(
                "They came often, brought {} so far and have not been seen for {} or more.",
                speaker.money(*revenue, 0),
                speaker.counted(*days, "day", "days")
            );
        }
        M::OpenSilent => "Call them, dearest first",
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Rfm) -> String {
        message.say(&Speaker::default())
    }

    #[test]
    fn titles_by_what_there_is() {
        let title = |standing, silent| say(&Rfm::Title { standing, silent });
        assert_eq!(
            title(1_249, 245),
            "1,249 regulars are in good standing, 245 have fallen silent"
        );
        assert_eq!(
            title(1, 1),
            "1 regular is in good standing, 1 has fallen silent"
        );
        assert_eq!(title(0, 1), "1 regular has fallen silent");
        assert_eq!(title(2, 0), "2 regulars are in good standing, none silent");
        assert_eq!(title(0, 0), "Nobody stands out by frequency");
    }

    #[test]
    fn fifths_of_one_value_are_that_value() {
        assert_eq!(say(&Rfm::VisitsFromTo { from: 2, to: 2 }), "2");
        assert_eq!(say(&Rfm::VisitsFromTo { from: 3, to: 4 }), "3 to 4");
        assert_eq!(say(&Rfm::DaysUpTo { to: 1 }), "up to 1 day");
        assert_eq!(say(&Rfm::DaysUpTo { to: 0 }), "0 days");
    }
}
