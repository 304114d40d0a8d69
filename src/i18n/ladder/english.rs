use super::super::value_frequency::ValueFrequency;
use super::super::{Say as _, Speaker};
use super::names::{level, level_text, loyalty, loyalty_text, not_told, rule, standing};
use super::{Ladder, Sign, Standing, Why};
use crate::i18n::profit::Basis;

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Revenue => "revenue",
        Basis::GrossProfit => "gross profit",
        Basis::Profit => "profit",
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

/// “an advocate, a recommender or a partner”.
fn any_of(rungs: &[Standing], speaker: &Speaker) -> String {
    let named = rungs.iter().map(|&rung| {
        let article = if rung == Standing::Advocate {
            "an"
        } else {
            "a"
        };
        format!("{article} {}", lower(standing(rung)))
    });
    let named: Vec<String> = named.collect();
    speaker.list(&named).replace(" and ", " or ")
}

pub(super) fn said(message: &Ladder, speaker: &Speaker) -> String {
    use Ladder as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let gaps = |gaps: f64| speaker.number(gaps, u8::from(gaps.fract() != 0.0));
    let fixed: &str = match message {
        M::Eyebrow { as_of } => return format!("Relationships, as of {}", speaker.day(*as_of)),
        M::Name(of) => standing(*of),
        M::Rule(of) => rule(*of),
        M::NotTold(of) => not_told(*of),
        M::OnlyTotals => "A list of customers does not tell how relationships grow",
        M::OnlyTotalsText => {
            "Rungs and stages need the day of every purchase. Open a file with one row a purchase."
        }
        M::Nobody => "Nobody has bought yet",
        M::NobodyText => "There are no purchases in view, so nobody stands on the ladder.",
        M::Title {
            again,
            bought,
            left,
            then,
        } => {
            let again = format!(
                "{} of {} came again",
                speaker.count(*again),
                customers(*bought)
            );
            return match then.filter(|_| *left > 0) {
                Some(then) => format!(
                    "{again}; {} of those on the ladder on {} count as gone",
                    speaker.count(*left),
                    speaker.day(then)
                ),
                None => again,
            };
        }
        M::Lede { on_ladder, of } => {
            return format!(
                "On the ladder now: {} of {}. The others count as gone, or have no purchase.",
                speaker.count(*on_ladder),
                customers(*of)
            );
        }
        M::Note { then: None } => "By the rules stated below",
        M::CadenceNote => "From the as-of day on; the rules stand below the tables",
        M::CameAgain => "Came again",
        M::Note { then: Some(then) } => {
            return format!("Moves between {} and the as-of day", speaker.day(*then));
        }
        M::Untold { rungs } => {
            return format!("Nobody can be told to be {}", any_of(rungs, speaker));
        }
        M::UntoldText { rungs } => {
            let lacks = rungs.iter().filter_map(|rung| match rung {
                Standing::Advocate => Some("answers from 0 to 10 (NPS)"),
                Standing::Propagandist => Some("who recommended whom"),
                Standing::Partner => Some("contracts"),
                _ => None,
            });
            let lacks: Vec<String> = lacks.map(str::to_owned).collect();
            return format!(
                "The files say nothing of {}. Add a table of customers with such a column, or choose the rung yourself on a customer’s card.",
                speaker.list(&lacks).replace(" and ", " or ")
            );
        }
        M::NoThen => "There is no earlier day to compare with",
        M::NoThenText => {
            "All data lie on the as-of day. Movement needs purchases on two days at least."
        }
        M::FunnelTitle { from, to, share } => {
            return format!(
                "The steepest step is from {} to {}: {} took it",
                lower(standing(*from)),
                lower(standing(*to)),
                speaker.percent(*share, 0)
            );
        }
        M::FunnelTitlePlain => "How far relationships have come",
        M::FunnelSubtitle => {
            "Customers who have reached each rung or a higher one, those who are gone since included"
        }
        M::FunnelSource => {
            "Whoever stands higher counts as having reached the rungs below. Intervals of 95% by Wilson"
        }
        M::ReachedAxis => "Have reached it",
        M::OfBelow { share, low, high } => {
            return format!(
                "{} of the rung below ({} to {})",
                speaker.percent(*share, 0),
                speaker.percent(*low, 0),
                speaker.percent(*high, 0)
            );
        }
        M::RungsTitle { on_ladder, left } => {
            return format!(
                "{} on the ladder, {} count as gone",
                speaker.count(*on_ladder),
                speaker.count(*left)
            );
        }
        M::RungsSubtitle { period } => {
            return format!(
                "Every customer on one rung, the highest whose rule holds; revenue {}",
                speaker.within(*period)
            );
        }
        M::RungsSource => {
            "Who counts as gone stands on no rung, since the relationship rests or has ended, but among those who reached it"
        }
        M::RungColumn => "Rung",
        M::Conversion => "Of the rung below",
        M::Low => "From",
        M::High => "To",
        M::AllInView => "All in view",
        M::Prospects => {
            "Named in the further tables, without a row of sales; some may have bought before the file begins. The page of the data saves their rows"
        }
        M::ProspectsFiltered => "Not told under a filter",
        M::ProspectsUnknown => "No further table names people who have not bought",
        M::MovementTitle {
            up,
            left,
            back,
            then,
        } => {
            return format!(
                "Since {}, {} moved up, {} count as gone and {} came back",
                speaker.day(*then),
                speaker.count(*up),
                speaker.count(*left),
                speaker.count(*back)
            );
        }
        M::StageMovementTitle {
            up,
            back,
            rupture,
            then,
        } => {
            return format!(
                "Since {}, {} went further, {} fell back and {} broke off",
                speaker.day(*then),
                speaker.count(*up),
                speaker.count(*back),
                speaker.count(*rupture)
            );
        }
        M::MovementSubtitle { then, now } => {
            return format!(
                "Customers by where they stood on {} (rows) and where they stand on {} (columns)",
                speaker.day(*then),
                speaker.day(*now)
            );
        }
        M::MovementSource { begins: None } => {
            "Each row and column adds up to the customers who stand there. What has no day, as an answer or your own choice, counts on both days"
        }
        M::MovementSource {
            begins: Some(begins),
        } => {
            return format!(
                "The data begin on {}: who had bought before is seen too late, and moves are too many. What has no day counts on both days",
                speaker.day(*begins)
            );
        }
        M::ThenAxis { day } => return format!("On {}", speaker.day(*day)),
        M::NowAxis { day } => return format!("On {}", speaker.day(*day)),
        M::WithCount {
            standing: of,
            customers: count,
        } => return format!("{} {}", standing(*of), speaker.count(*count)),
        M::Percent { share } => return speaker.percent(*share, 0),
        M::Moved { then, now } if then == now => {
            return format!("{}, as before", standing(*now));
        }
        M::Moved { then, now } => {
            return format!(
                "Before: {}. Now: {}",
                lower(standing(*then)),
                lower(standing(*now))
            );
        }
        M::Then => "Compare with the day",
        M::StoodThere { then } => return format!("Before: {}", lower(standing(*then))),
        M::ReachedIt { rung } => {
            return format!("Have reached the rung: {}", lower(standing(*rung)));
        }
        M::Everybody => "All customers in view",
        M::MovedUp => "Moved up",
        M::MovedUpWords => {
            "Customers who stood on a rung on the earlier day and stand on a higher one now"
        }
        M::LeftSince => "Gone since",
        M::LeftSinceWords => {
            "Customers who stood on a rung on the earlier day and count as gone now"
        }
        M::CameBack => "Came back",
        M::CameBackWords => {
            "Customers who counted as gone on the earlier day and stand on a rung now"
        }
        M::MovesFormula {
            customers: count,
            of,
            then,
        } => {
            return format!(
                "{} of {} who could, since {}",
                speaker.count(*count),
                customers(*of),
                speaker.day(*then)
            );
        }
        M::MovesCaveat => {
            "It depends on the day compared with and on the rule by which a customer counts as gone. Answers, and contracts without a day, count on both days."
        }
        M::ConversionWords => "Part of the customers with a purchase who bought a second time",
        M::PartFormula { part, whole } => {
            return format!("{} ÷ {}", speaker.count(*part), speaker.count(*whole));
        }
        M::ConversionCaveat => {
            "Who bought first a short while ago has had little time to come again; the page Retention allows for that."
        }
        M::Inertia => "Inertia",
        M::InertiaWords => {
            "Customers who buy again and give no sign of attachment: habit, convenience or no choice"
        }
        M::InertiaFormula { attached, repeat } => {
            return format!(
                "{} who buy again − {} with a sign",
                speaker.count(*repeat),
                speaker.count(*attached)
            );
        }
        M::InertiaCaveat { answers, answered } => {
            let asked = if *answers {
                format!(
                    " {} answered how likely they would recommend.",
                    customers(*answered)
                )
            } else {
                String::new()
            };
            return format!(
                "No sign in the files is not no attachment: nobody may have asked, or written it down.{asked}"
            );
        }
        M::Loyalty(of) => loyalty(*of),
        M::LoyaltyText(of) => loyalty_text(*of),
        M::LoyaltyTitle { inertia, repeat } => {
            return format!(
                "{} of {} who buy again show no attachment",
                speaker.count(*inertia),
                customers(*repeat)
            );
        }
        M::LoyaltySubtitle { signs } => {
            let signs = signs.iter().map(|sign| match sign {
                Sign::Referral => "a recommendation that was followed",
                Sign::Answer => "an answer of 9 or 10",
                Sign::Contact => "a contact within a year that is no complaint",
            });
            let signs: Vec<String> = signs.map(str::to_owned).collect();
            return format!(
                "Signs of attachment in these files: {}",
                speaker.list(&signs)
            );
        }
        M::LoyaltySource => {
            "After Dick and Basu (1994). A contract is no sign: it binds. Who is not asked gives no answer"
        }
        M::LoyaltyColumn => "Kind",
        M::NoSigns => "The data cannot tell loyalty from inertia",
        M::NoSignsText => {
            "Buying again may be attachment, habit or lack of choice. Add who recommended whom, answers from 0 to 10 (NPS) or a table of contacts."
        }
        M::InertiaFinding { customers: 1 } => "1 customer buys again without a sign of attachment",
        M::InertiaFinding { customers: count } => {
            return format!(
                "{} buy again without a sign of attachment",
                customers(*count)
            );
        }
        M::InertiaFindingText => {
            "Habit holds until something easier comes along. Ask them what they value before somebody else does."
        }
        M::OpenThem => "Open them",
        M::RungOf { customer } => {
            return format!("Your own rung for {}", speaker.customer(customer));
        }
        M::ByRule => "By the rules",
        M::Choose => "Your own rung",
        M::ChooseHelp => {
            "For what the files do not say. It stands before the rules on the ladder; Undo takes it back."
        }
        M::CardRung => "Rung of the ladder",
        M::CardStage => "Stage of the relationship",
        M::ChosenByYou => "Your own choice",
        M::SlowedDown => "One back, since it comes less often lately",
        M::StageEyebrow { as_of } => return format!("Life cycle, as of {}", speaker.day(*as_of)),
        M::StagesHeadline {
            renewal,
            rupture,
            of,
        } => {
            return format!(
                "{} of {} in renewal, {} broken off",
                speaker.count(*renewal),
                customers(*of),
                speaker.count(*rupture)
            );
        }
        M::StagesLede => "Stages by tenure, purchases and trend; a relationship may move back.",
        M::StagesTitle => "Where relationships stand",
        M::StagesSubtitle { period } => {
            return format!(
                "Every customer in one stage; revenue {}",
                speaker.within(*period)
            );
        }
        M::StagesSource {
            identification,
            renewal,
            slower,
        } => {
            return format!(
                "With 4 purchases or more: identification from a tenure of {} usual gaps, renewal from {}; one stage back while the last three gaps are longer than {} usual ones",
                gaps(*identification),
                gaps(*renewal),
                gaps(*slower)
            );
        }
        M::StageColumn => "Stage",
        M::MovedBackColumn => "Of these, moved back",
        M::RenewalWords => "Customers who have kept a rhythm of their own for long",
        M::StageFormula {
            customers: count,
            of,
        } => {
            return format!("{} of {} in view", speaker.count(*count), customers(*of));
        }
        M::StageCaveat => {
            "Tenure begins with the first purchase in the data; who is older stands too early. Few purchases tell a rhythm badly."
        }
        M::Slowing => "Moved back",
        M::SlowingWords => {
            "Customers one stage lower than their tenure, since they come less often than is usual for them"
        }
        M::RupturedSince => "Broken off since",
        M::RupturedSinceWords => {
            "Customers whose relationship went on on the earlier day and has broken off since"
        }
        M::IdentificationGaps => "Identification from so many usual gaps",
        M::RenewalGaps => "Renewal from so many usual gaps",
        M::SlowerGaps => "One back from gaps so many times as long",
        M::CadenceEyebrow { period } => {
            return format!("Closeness, by the margin {}", speaker.within(*period));
        }
        M::CadenceHeadline { due: 0, days } => {
            return format!(
                "Nobody is due to be contacted within {}",
                speaker.counted(*days, "day", "days")
            );
        }
        M::CadenceHeadline { due: 1, days } => {
            return format!(
                "1 customer is due to be contacted within {}",
                speaker.counted(*days, "day", "days")
            );
        }
        M::CadenceHeadline { due, days } => {
            return format!(
                "{} are due to be contacted within {}",
                customers(*due),
                speaker.counted(*days, "day", "days")
            );
        }
        M::CadenceLede { closer, basis: of } => {
            let what = format!("By {} and number of customers", basis(*of));
            return match *closer {
                0 => format!("{what}."),
                1 => format!("{what}, 1 group is worth more closeness than it has."),
                many => format!(
                    "{what}, {} groups are worth more closeness than they have.",
                    speaker.count(many)
                ),
            };
        }
        M::NoGroups => "No groups to serve more or less closely",
        M::NoGroupsText => "Nobody bought in the period of the view. Choose a longer period.",
        M::LevelsTitle { group, level: of } => {
            return format!(
                "“{}” is worth the level {}",
                ValueFrequency::Group(*group).say(speaker),
                lower(level(*of))
            );
        }
        M::LevelsSubtitle { period, basis: of } => {
            return format!(
                "The four groups by value and frequency: {} {} and number of customers decide",
                basis(*of),
                speaker.within(*period)
            );
        }
        M::LevelsSource {
            few,
            many,
            high,
            low,
        } => {
            return format!(
                "After Kotler. Few customers: up to {}; many: more than {}. High: {} times the mean a customer or more; low: less than {} times. Now: from 0.5, 2, 4 and 12 contacts a customer and year",
                speaker.count(*few),
                speaker.count(*many),
                gaps(*high),
                gaps(*low)
            );
        }
        M::Level(of) => level(*of),
        M::LevelText(of) => level_text(*of),
        M::GroupColumn => "Group",
        M::MarginEach(of) => return format!("{} each", capital(basis(*of))),
        M::MarginAll(of) => return capital(basis(*of)),
        M::TimesMean => "Times the mean",
        M::ContactsEach => "Contacts a customer and year",
        M::CurrentLevel => "Now",
        M::ProposedLevel => "Proposed",
        M::DueColumn => "Due",
        M::NoLog => "How closely they are served now is not in the files",
        M::NoLogText => {
            "Add a table of contacts with the customer and the day; then the level of today stands beside the proposed one, and who was asked already is left out of the list."
        }
        M::ShortLog => {
            "The contacts reach over too few days to tell how closely customers are served"
        }
        M::ShortLogText { days } => {
            return format!(
                "Contacts of {} or more tell how many there are a year.",
                speaker.counted(*days, "day", "days")
            );
        }
        M::ListTitle { due: 1, until } => {
            return format!("1 contact due by {}", speaker.day(*until));
        }
        M::ListTitle { due, until } => {
            return format!(
                "{} contacts due by {}",
                speaker.count(*due),
                speaker.day(*until)
            );
        }
        M::ListSubtitle { after } => {
            return format!(
                "Accountable: {} after the last purchase. Proactive: when a usual gap has passed. Partnership: whichever comes first",
                speaker.counted(*after, "day", "days")
            );
        }
        M::ListSource { shown, of } if shown < of => {
            return format!(
                "The first {} of {} by day. Those who fell silent stand on the alarm of the page Retention",
                speaker.count(*shown),
                speaker.count(*of)
            );
        }
        M::ListSource { .. } => {
            "By day. Those who fell silent stand on the alarm of the page Retention"
        }
        M::NobodyDue => "No contact is due",
        M::NobodyDueText => {
            "No group is worth a level that asks for contacts, or none of its customers is due within the days looked ahead."
        }
        M::Due => "Contacts due",
        M::DueWords => {
            "Customers to be contacted from the as-of day on, within the days looked ahead"
        }
        M::DueFormula {
            after,
            interval,
            days,
        } => {
            return format!(
                "{} after a purchase + {} when a usual gap has passed, within {}",
                speaker.count(*after),
                speaker.count(*interval),
                speaker.counted(*days, "day", "days")
            );
        }
        M::DueCaveat { log: true } => {
            "Contacts nobody wrote down are not known. Who counts as gone is on no list."
        }
        M::DueCaveat { log: false } => {
            "Without a table of contacts nobody knows who was asked already. Who counts as gone is on no list."
        }
        M::ContactsWords => {
            "Contacts that are no complaints, a customer of the four groups and year"
        }
        M::ContactsFormula {
            contacts,
            customers: count,
            days,
        } => {
            return format!(
                "{} ÷ {} ÷ {} × 365 days",
                speaker.counted(*contacts, "contact", "contacts"),
                customers(*count),
                speaker.counted(*days, "day", "days")
            );
        }
        M::ContactsCaveat => {
            "Contacts nobody wrote down are missing. The log does not say who got in touch with whom."
        }
        M::DayColumn => "Day",
        M::CustomerColumn => "Customer",
        M::WhyColumn => "Why",
        M::Why(Why::AfterPurchase) => "After the purchase",
        M::Why(Why::Interval) => "A usual gap has passed",
        M::LastPurchase => "Last purchase",
        M::LastContact => "Last contact",
        M::UsualGap => "Usual gap",
        M::Few => "Few customers: up to",
        M::Many => "Many customers: more than",
        M::HighMargin => "High margin from so many times the mean",
        M::LowMargin => "Low margin below so many times the mean",
        M::AfterDays => "Days after a purchase",
        M::AheadDays => "Days looked ahead",
        M::LeastDays => "Fewest days between contacts",
    };
    fixed.to_owned()
}
