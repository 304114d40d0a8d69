//! Messages of `leaving`.

use serde::{Deserialize, Serialize};

use super::{CustomerRef, Language, Say, Speaker};
use crate::base::Day;

/// Messages of `leaving`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Leaving {
    /// Small line above the headline.
    Eyebrow {
        /// The day it speaks from.
        as_of: Day,
    },
    /// Title: the cause most leavers had.
    Title {
        /// Which.
        cause: Cause,
        /// Its part of the known reasons.
        share: f64,
    },
    /// Title where no reason is known.
    TitleUnknown {
        /// How many left.
        customers: i64,
    },
    /// Below the title.
    Lede {
        /// With a known reason.
        known: i64,
        /// Of how many.
        left: i64,
        /// Whose reason was chosen here.
        coded: i64,
    },
    /// Title where nobody left.
    NobodyLeft,
    /// What that means.
    NobodyLeftText,
    /// Title of a list of customers.
    OnlyTotals,
    /// What it needs.
    OnlyTotalsText,
    /// What the figures rest on.
    Note,
    /// A cause.
    Cause(Cause),
    /// Its customers as a list's title.
    CauseMembers(Cause),
    /// List's title.
    LeftMembers,
    /// List's title.
    KnownMembers,
    /// List's title.
    CodedMembers,
    /// List's title.
    ControllableMembers,
    /// List's title.
    ComplainedMembers,
    /// Title of the table of causes.
    CausesTitle,
    /// What it measures.
    CausesSubtitle,
    /// Where claims come from.
    CausesSource,
    /// What the bars measure.
    FigureSubtitle,
    /// Second line of a bar: the claim of the literature.
    Claim {
        /// From.
        low: f64,
        /// To.
        high: f64,
    },
    /// Axis.
    ShareAxis,
    /// Series.
    ByCustomers,
    /// Series.
    ByMoney,
    /// Column.
    CauseColumn,
    /// Column.
    OfAll,
    /// Column.
    OfKnown,
    /// Column and input.
    Low,
    /// Column and input.
    High,
    /// Column and input.
    ClaimedFrom,
    /// Column and input.
    ClaimedTo,
    /// Column.
    ControllableColumn,
    /// Column.
    Yearly,
    /// Column.
    OfKnownMoney,
    /// Title of the incidence.
    IncidenceTitle,
    /// What it measures.
    IncidenceSubtitle,
    /// How.
    IncidenceSource,
    /// Column: an age.
    ByAge {
        /// In days.
        days: i64,
    },
    /// Title of the reasons as they stand.
    ReasonsTitle,
    /// Which column.
    ReasonsSubtitle {
        /// Its name.
        column: String,
    },
    /// How they are sorted into causes.
    ReasonsSource,
    /// Column.
    ReasonColumn,
    /// Column.
    TakenFor,
    /// Title where no reason is known.
    NoReasons,
    /// What to do without a column.
    NoColumnText,
    /// What to do where the column says nothing.
    NoReasonsText,
    /// Next step where no reason is known.
    OpenLeft,
    /// Parameter.
    Column,
    /// Parameter: why a customer left.
    CodeOf {
        /// Who.
        customer: CustomerRef,
    },
    /// Its choice where the file says nothing.
    NotCoded,
    /// Its choice that leaves it to the file.
    ByFile(Cause),
    /// Title of that choice on a card.
    Code,
    /// What it does.
    CodeHelp,
    /// Title where there are no complaints.
    NoComplaints,
    /// What it needs.
    NoComplaintsText,
    /// Stat.
    Left,
    /// Explanation.
    LeftWords,
    /// Explanation.
    LeftFormula {
        /// By the rule.
        gone: i64,
        /// By a reason alone.
        stated: i64,
    },
    /// What would make it wrong.
    LeftCaveat,
    /// Stat.
    Known,
    /// Explanation.
    KnownWords,
    /// What would make it wrong.
    KnownCaveat,
    /// Stat.
    Coded,
    /// Explanation.
    CodedWords,
    /// What would make it wrong.
    CodedCaveat,
    /// Stat.
    Controllable,
    /// Explanation.
    ControllableWords,
    /// What would make it wrong.
    CauseCaveat,
    /// A part of a whole.
    PartFormula {
        /// The part.
        part: i64,
        /// The whole.
        whole: i64,
    },
    /// Stat and line.
    Complaints,
    /// Explanation.
    ComplaintsWords {
        /// Whether a kind of contact says which they are.
        named: bool,
    },
    /// Explanation.
    ComplaintsFormula {
        /// Complaints.
        complaints: i64,
        /// Customers.
        customers: i64,
    },
    /// What would make it wrong.
    ComplaintsCaveat,
    /// Stat.
    Silent,
    /// Explanation.
    SilentWords,
    /// What would make it wrong, and what the literature claims.
    SilentCaveat {
        /// From.
        low: f64,
        /// To.
        high: f64,
    },
    /// Title of what came after complaints.
    RepurchaseTitle {
        /// Share that bought again.
        after: Option<f64>,
        /// The same without a complaint.
        control: Option<f64>,
    },
    /// Who is compared.
    RepurchaseSubtitle {
        /// Days before and after.
        days: i64,
    },
    /// How.
    RepurchaseSource,
    /// Column.
    GroupColumn,
    /// Column.
    Cases,
    /// Column.
    Again,
    /// Column.
    AgainShare,
    /// Line.
    AfterComplaint,
    /// Line.
    Control,
    /// Line: the first less the second.
    Difference,
    /// Title of how complaints are answered.
    AnswersTitle {
        /// Median days until the answer.
        median: Option<f64>,
    },
    /// What it counts.
    AnswersSubtitle,
    /// What the iceberg is.
    IcebergSource {
        /// Share that never complains, from.
        low: f64,
        /// To.
        high: f64,
    },
    /// Column.
    What,
    /// Column.
    Value,
    /// Line.
    Complainers,
    /// Line.
    Open,
    /// Line.
    MedianDays,
    /// Line.
    P90Days,
    /// Line.
    IcebergFrom,
    /// Line.
    IcebergTo,
}

/// Why a customer left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// House, job or route.
    Moved,
    /// A lower price elsewhere.
    Price,
    /// Working together did not work.
    Partners,
    /// Nobody cared.
    Attention,
    /// Circumstances at the customer.
    Circumstances,
    /// None of these.
    Other,
    /// Nobody knows.
    Unknown,
}

impl Say for Leaving {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english(self, speaker),
        }
    }
}

fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Moved => "Moved house, job or route",
        Cause::Price => "Lower price elsewhere",
        Cause::Partners => "Working together did not work",
        Cause::Attention => "Lack of attention",
        Cause::Circumstances => "Circumstances at the customer",
        Cause::Other => "Another reason",
        Cause::Unknown => "Unknown",
    }
}

fn english(message: &Leaving, speaker: &Speaker) -> String {
    use Leaving as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let fixed: &str = match message {
        M::Eyebrow { as_of } => return format!("Why they leave, as of {}", speaker.day(*as_of)),
        M::Title {
            cause: which,
            share,
        } => {
            return format!(
                "{}: {} of the known reasons for leaving",
                cause(*which),
                speaker.percent(*share, 0)
            );
        }
        M::TitleUnknown { customers: count } => {
            return format!("{} left, and nobody wrote down why", customers(*count));
        }
        M::Lede { known, left, coded } => {
            let chosen = if *coded > 0 {
                format!(" Of {} it was chosen on the card.", speaker.count(*coded))
            } else {
                String::new()
            };
            return format!(
                "A reason is known for {} of {} who left.{chosen}",
                speaker.count(*known),
                customers(*left)
            );
        }
        M::NobodyLeft => "Nobody has left",
        M::NobodyLeftText => {
            "Nobody counts as gone by the rule of the view, and no reason for leaving is stated."
        }
        M::OnlyTotals => "A list of customers does not tell when somebody left",
        M::OnlyTotalsText => {
            "Reasons for leaving need the day of every purchase. Open a file with one row a purchase."
        }
        M::Note => "Who left: gone by the rule of the view, or with a stated reason",
        M::Cause(which) => cause(*which),
        M::CauseMembers(which) => return format!("Left: {}", cause(*which)),
        M::LeftMembers => "Customers who left",
        M::KnownMembers => "Customers who left for a known reason",
        M::CodedMembers => "Customers who left, with a reason chosen on their card",
        M::ControllableMembers => "Customers who left for a reason the shop can change",
        M::ComplainedMembers => "Customers who complained",
        M::CausesTitle => "Causes beside the claims of the literature",
        M::CausesSubtitle => {
            "Share of the known reasons with its interval of 95%, and the revenue of the year before they left"
        }
        M::CausesSource => {
            "Claims of the literature speak of other shops: set beside yours, they decide nothing. Intervals by Wilson"
        }
        M::FigureSubtitle => {
            "Share of all who left, by customers and by the revenue of their last year; unknown stands last"
        }
        M::Claim { low, high } => {
            return format!(
                "Literature claims {} to {} of known",
                speaker.percent(*low, 0),
                speaker.percent(*high, 0)
            );
        }
        M::ShareAxis => "Share of all who left",
        M::ByCustomers => "By customers",
        M::ByMoney => "By revenue",
        M::CauseColumn => "Cause",
        M::OfAll => "Of all who left",
        M::OfKnown => "Of known reasons",
        M::Low => "From",
        M::High => "To",
        M::ClaimedFrom => "Claimed from",
        M::ClaimedTo => "Claimed to",
        M::ControllableColumn => "You can change it",
        M::Yearly => "Revenue, year before",
        M::OfKnownMoney => "Of revenue known",
        M::IncidenceTitle => "By what age they leave for each cause",
        M::IncidenceSubtitle => "Share of all customers who left for the cause within so long",
        M::IncidenceSource => {
            "Aalen–Johansen: one cause forestalls the others; those still coming are counted as far as they were watched"
        }
        M::ByAge { days } => {
            let text = match days {
                91 => "A quarter",
                182 => "Half a year",
                365 => "A year",
                730 => "Two years",
                1095 => "Three years",
                _ => return speaker.counted(*days, "day", "days"),
            };
            return text.to_owned();
        }
        M::ReasonsTitle => "What each reason is taken for",
        M::ReasonsSubtitle { column } => {
            return format!("The column “{column}” of the table of customers, most frequent first");
        }
        M::ReasonsSource => {
            "Sorted by words. A reason that is sorted wrongly can be written in the file as moved, price, partners, attention, circumstances or other"
        }
        M::ReasonColumn => "Reason",
        M::TakenFor => "Taken for",
        M::NoReasons => "Nobody has written down why customers leave",
        M::NoColumnText => {
            "The files have no column of reasons. Ask the next ten who fall silent, and choose what they say on their cards; or add a table of customers with a column of reasons for leaving."
        }
        M::NoReasonsText => {
            "The column chosen says nothing of those who left. Choose another one, or ask the next ten who fall silent and choose what they say on their cards."
        }
        M::OpenLeft => "Open those who left",
        M::Column => "Column of reasons",
        M::CodeOf { customer } => {
            return format!("Why {} left", speaker.customer(customer));
        }
        M::NotCoded => "Not chosen",
        M::ByFile(which) => return format!("As in the file: {}", cause(*which)),
        M::Code => "Why the customer left",
        M::CodeHelp => {
            "What the customer told you, in the nearest words; its own words can stand in the note below. It goes before what the file says, and counts the customer as one who left. Undo takes the choice back."
        }
        M::NoComplaints => "No complaints are in the files",
        M::NoComplaintsText => {
            "Add a table of contacts with the day of each complaint and the day it was answered to see how fast answers are, who buys again, and how many leave without a word."
        }
        M::Left => "Customers who left",
        M::LeftWords => {
            "Customers who count as gone by the rule of the view, or whose reason for leaving is stated"
        }
        M::LeftFormula { gone, stated } => {
            return format!(
                "{} gone by the rule + {} with a stated reason alone",
                speaker.count(*gone),
                speaker.count(*stated)
            );
        }
        M::LeftCaveat => {
            "Who counts as gone may come back; who left last week does not count yet. A reason that was never taken out of the file keeps a customer here who has returned."
        }
        M::Known => "With a known reason",
        M::KnownWords => "Part of those who left for whom a reason is written down",
        M::KnownCaveat => {
            "Reasons are written down for those who say something. The silent may have others."
        }
        M::Coded => "Chosen on the card",
        M::CodedWords => {
            "Customers among those who left whose reason was chosen on their card; it goes before the column of the file"
        }
        M::CodedCaveat => {
            "Choices are kept with the project by the customer’s id: an id that is written otherwise in the next file loses its reason."
        }
        M::Controllable => "Could have been changed",
        M::ControllableWords => {
            "Part of the sorted reasons that are price, working together or lack of attention"
        }
        M::CauseCaveat => {
            "Reasons are sorted by their words, and customers name the polite one. Reasons that fit no cause are left out."
        }
        M::PartFormula { part, whole } => {
            return format!("{} ÷ {}", speaker.count(*part), speaker.count(*whole));
        }
        M::Complaints => "Complaints",
        M::ComplaintsWords { named: true } => "Contacts whose kind says that they are complaints",
        M::ComplaintsWords { named: false } => {
            "Every contact: no kind says which are complaints, but contacts are answered"
        }
        M::ComplaintsFormula {
            complaints,
            customers: count,
        } => {
            return format!(
                "{} by {}",
                speaker.counted(*complaints, "complaint", "complaints"),
                customers(*count)
            );
        }
        M::ComplaintsCaveat => {
            "Complaints that were not written down are missing. Many complaints are no bad sign where answers are fast."
        }
        M::Silent => "Left without a complaint",
        M::SilentWords => "Part of those who left who never complained",
        M::SilentCaveat { low, high } => {
            return format!(
                "Not everybody who left was dissatisfied. The literature claims that {} to {} of the dissatisfied just switch.",
                speaker.percent(*low, 0),
                speaker.percent(*high, 0)
            );
        }
        M::RepurchaseTitle { after, control } => {
            return match (after, control) {
                (Some(after), Some(control)) => format!(
                    "{} buy again after a complaint, {} without one",
                    speaker.percent(*after, 0),
                    speaker.percent(*control, 0)
                ),
                (Some(after), None) => {
                    format!("{} buy again after a complaint", speaker.percent(*after, 0))
                }
                (None, _) => "Too early to say who buys again after a complaint".to_owned(),
            };
        }
        M::RepurchaseSubtitle { days } => {
            let days = speaker.counted(*days, "day", "days");
            return format!(
                "Of those who had bought in the {days} up to then, those who bought in the {days} after"
            );
        }
        M::RepurchaseSource => {
            "Without a complaint: customers who never complained, in the middle of the same months. They differ in more than the complaint. Intervals of 95%; for the control and the difference over customers, from 30 of each on"
        }
        M::GroupColumn => "Group",
        M::Cases => "Cases",
        M::Again => "Bought again",
        M::AgainShare => "Share",
        M::AfterComplaint => "After a complaint",
        M::Control => "Without one",
        M::Difference => "Difference",
        M::AnswersTitle {
            median: Some(median),
        } => {
            return format!("Half the answers take {} or less", speaker.days(*median));
        }
        M::AnswersTitle { median: None } => "No complaint has an answer with a day",
        M::AnswersSubtitle => "Complaints, their answers, and how many may lie below the surface",
        M::IcebergSource { low, high } => {
            return format!(
                "Dissatisfied: complaints ÷ (1 − share that never complains), at the {} and {} that the literature claims",
                speaker.percent(*low, 0),
                speaker.percent(*high, 0)
            );
        }
        M::What => "What",
        M::Value => "Value",
        M::Complainers => "Customers who complained",
        M::Open => "Not answered",
        M::MedianDays => "Half answered within",
        M::P90Days => "Nine in ten answered within",
        M::IcebergFrom => "Dissatisfied, from",
        M::IcebergTo => "Dissatisfied, to",
    };
    fixed.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        let title = |customers| Leaving::TitleUnknown { customers }.say(&Speaker::default());
        assert!(title(1).starts_with("1 customer left"));
        assert!(title(2).starts_with("2 customers left"));
    }
}
