//! The sentences.

use super::super::rfm::Rfm;
use super::super::{Say, Speaker};
use super::check::{check, found, off, people};
use super::formula;
use super::rhythm;
use super::{Because, Bound, Choice, GroupLabel, Plain, Source, Value, Verdict};
use crate::base::Money;

fn source(source: Source) -> &'static str {
    match source {
        Source::BgNbd => "BG/NBD",
        Source::MbgNbd => "MBG/NBD",
        Source::ParetoNbd => "Pareto/NBD",
        Source::GammaGamma => "Gamma-Gamma",
        Source::OwnRhythm => "Own rhythm",
    }
}

fn basis(gross: bool) -> &'static str {
    if gross { "gross profit" } else { "revenue" }
}

pub(super) fn of_gross(gross: bool) -> &'static str {
    if gross { " of gross profit" } else { "" }
}

fn group(label: &GroupLabel, speaker: &Speaker) -> String {
    match label {
        GroupLabel::Segment(segment) => Rfm::Segment(*segment).say(speaker),
        GroupLabel::First(period) => {
            format!("Came first in {}", speaker.calendar_period(*period))
        }
        GroupLabel::Text(text) => text.clone(),
        GroupLabel::Others => "All others".to_owned(),
    }
}

fn bound(name: &str, bound: Bound) -> String {
    match bound {
        Bound::Expected => name.to_owned(),
        Bound::Low => format!("{name}, lower end"),
        Bound::High => format!("{name}, upper end"),
    }
}

fn band(from: Money, to: Option<Money>, speaker: &Speaker) -> String {
    match to {
        Some(to) if from == Money::ZERO => format!("Below {}", speaker.money(to, 0)),
        Some(to) => format!("{} to {}", speaker.money(from, 0), speaker.money(to, 0)),
        None => format!("{} and more", speaker.money(from, 0)),
    }
}

fn because(reason: Because, speaker: &Speaker) -> String {
    match reason {
        Because::NoCustomers => "There is no customer with a purchase in view.".to_owned(),
        Because::NoTime => {
            "All purchases lie on the last day: nobody had time to come again.".to_owned()
        }
        Because::NoSinglePurchases => {
            "This file has totals of customers and not their single purchases, which this needs."
                .to_owned()
        }
        Because::NoRepeats => "Nobody came a second time, so there is no rhythm to carry on.".to_owned(),
        Because::TooFew {
            customers,
            repeaters,
            least,
            least_repeaters,
        } => format!(
            "A model of the whole customer base needs {} of whom {} came again; here are {} and {}.",
            people(least, speaker),
            speaker.count(least_repeaters),
            speaker.count(customers),
            speaker.count(repeaters)
        ),
        Because::NotConverged => {
            "No model settled on parameters for these data, and a number from an unfinished fit would mislead."
                .to_owned()
        }
    }
}

pub(super) fn english(message: &Value, speaker: &Speaker) -> String {
    use Value as M;
    let fixed: &str = match message {
        M::Source(which) => source(*which),
        M::Everybody => "Customers with an expected value",
        M::TopTenth => "The most valuable tenth",
        M::BandMembers { from, to } => {
            return format!("Expected value: {}", band(*from, *to, speaker));
        }
        M::Eyebrow { days, gross } => {
            return format!(
                "Value, expected {} over {}",
                basis(*gross),
                speaker.days(*days)
            );
        }
        M::Title {
            customers,
            money,
            gross,
            top_share,
        } => {
            let whole = format!(
                "{} will probably bring {}{}",
                people(*customers, speaker),
                speaker.money(*money, 0),
                of_gross(*gross)
            );
            return match top_share {
                Some(share) => format!(
                    "{whole}, and a tenth of them {} of it",
                    speaker.percent(*share, 0)
                ),
                None => whole,
            };
        }
        M::TitleVisits { customers, visits } => {
            return format!(
                "{} will probably make {} visits",
                people(*customers, speaker),
                speaker.number(*visits, 0)
            );
        }
        M::TitleRhythm {
            customers,
            gone,
            money,
            gross,
        } => return rhythm::title([*customers, *gone], *money, *gross, speaker),
        M::NotEnough => "There is not enough history to say what customers are worth",
        M::Lede { range, record } => {
            let range = range.map(|(low, high)| {
                format!(
                    "Four outcomes in five lie between {} and {}.",
                    speaker.money(low, 0),
                    speaker.money(high, 0)
                )
            });
            let record = record.map(|(day, error)| {
                format!(
                    "Asked on {}, the model would have foreseen {}.",
                    speaker.day(day),
                    off(error, speaker)
                )
            });
            let parts: Vec<String> = range.into_iter().chain(record).collect();
            return parts.join(" ");
        }
        M::Because(reason) => return because(*reason, speaker),
        M::NoModel { gone } => return rhythm::no_model(*gone, speaker),
        M::NoRecord { day } => {
            return format!("No track record from {}", speaker.day(*day));
        }
        M::Purchases(which) => return bound("Expected visits", *which),
        M::Spend(which) => return bound("Expected revenue", *which),
        M::Clv(which) => return bound("Customer lifetime value", *which),
        M::PurchaseValue => "Revenue of a visit",
        M::ModelUsed => "Model used",
        M::Holdout => "Track record",
        M::PurchasesWords { days } => {
            return format!(
                "Visits expected of all customers in the next {}, each by the chance of being a customer still",
                speaker.days(*days)
            );
        }
        M::PurchasesFormula { customers, visits } => {
            return format!(
                "sum over {} of P(alive) × visits if alive = {}",
                people(*customers, speaker),
                speaker.number(*visits, 1)
            );
        }
        M::RhythmWords { days } => {
            return format!(
                "Visits in the next {} if everybody comes as often as up to now, except who counts as gone and was silent for a year; nobody else leaves in this",
                speaker.days(*days)
            );
        }
        M::RhythmFormula {
            customers,
            gone,
            days,
            visits,
        } => return rhythm::formula([*customers, *gone], *days, *visits, speaker),
        M::SpendWords => "Expected visits of each customer times the expected revenue of a visit",
        M::SpendFormula {
            visits,
            value,
            spend,
        } => return formula::spend(*visits, *value, *spend, speaker),
        M::NotKnownFormula => "Nothing is known of the amounts of repeat visits",
        M::ClvWords { rate, margin } => {
            let what = match margin {
                Some(margin) => format!(
                    "It is gross profit: {} of revenue is left after the cost of goods, as in the period in view. The costs of serving customers are taken off on the page of verdicts",
                    speaker.percent(*margin, 1)
                ),
                None => "It is revenue, not profit: costs are not taken off".to_owned(),
            };
            return format!(
                "Expected {}, worth less the later it comes: {} a year, each month counted at its end. {what}",
                basis(margin.is_some()),
                speaker.percent(*rate, 1)
            );
        }
        M::ClvFormula(parts) => return formula::clv(parts, speaker),
        M::Residual => "Value without end",
        M::ResidualWords { rate } => {
            return format!(
                "What customers bring for as long as they stay, beyond the horizon too, worth less the later it comes: {} a year",
                speaker.percent(*rate, 1)
            );
        }
        M::ResidualFormula {
            customers,
            residual,
        } => {
            return format!(
                "sum over {} of P(alive) × discounted visits without end × money of a visit = {}",
                people(*customers, speaker),
                speaker.money(*residual, 2)
            );
        }
        M::Margin => "Margin",
        M::ComesAgain => "Comes again at all",
        M::NextPurchase(Bound::Expected) => "Next visit, if there is one",
        M::NextPurchase(Bound::Low) => "Next visit, not before (9 in 10)",
        M::NextPurchase(Bound::High) => "Next visit by (9 in 10)",
        M::By => "Group by",
        M::BySegment => "Segment",
        M::ByFirstPurchase => "First visit",
        M::Group(label) => return group(label, speaker),
        M::GroupsTitle {
            group: label,
            share,
        } => {
            return format!(
                "{} hold {} of the value",
                group(label, speaker),
                speaker.percent(*share, 0)
            );
        }
        M::GroupsTitleVisits => "Expected visits by group",
        M::GroupsBySegment => {
            "Segments by recency and frequency, each with what its customers will probably bring"
        }
        M::GroupsTested {
            fitted,
            differ: true,
            chance,
            visits,
            pooled,
        } => {
            return format!(
                "Groups differ in how they come and leave (by chance in {} of cases): {} fits by group expect {} visits, one fit for all {}",
                speaker.percent(*chance, 1),
                speaker.count(*fitted),
                speaker.number(*visits, 0),
                speaker.number(*pooled, 0)
            );
        }
        M::GroupsTested { fitted, chance, .. } => {
            return format!(
                "One fit speaks for all: {} fits by group explain the visits no better than chance may (in {} of cases)",
                speaker.count(*fitted),
                speaker.percent(*chance, 0)
            );
        }
        M::GroupsUntested => {
            "Fewer than two groups are large enough for a fit of their own, so one fit for all speaks"
        }
        M::GroupTest => "Whether the groups differ",
        M::GroupTestWords => {
            "Fits by group always explain the visits a little better than one fit for all; this says whether by more than chance would"
        }
        M::GroupTestFormula {
            gain,
            numbers,
            chance,
        } => {
            return format!(
                "log-likelihood higher by {} for {} more numbers; by chance in {} of cases",
                speaker.number(*gain, 2),
                speaker.count(*numbers),
                speaker.percent(*chance, 1)
            );
        }
        M::GroupsSource => {
            "Figures are those of the fit of all customers, unless a column says otherwise"
        }
        M::GroupColumn => "Group",
        M::OwnPurchases => "By a fit of its own",
        M::Pooled => "Too few for a fit of its own",
        M::BoundWords => "Of five outcomes, four lie between the two ends",
        M::BoundFormula => {
            "one outcome in ten lies below the lower end, one in ten above the upper, under parameters as they might also be"
        }
        M::ModelUsedWords(choice) => match choice {
            Choice::Wanted => "You chose this model",
            Choice::Best => "Of the models that settled, this one explained the held-out time best",
            Choice::Likeliest => {
                "There is no track record to choose by; this model explains the data best"
            }
            Choice::None => {
                "No model could be fitted: everybody who has not left goes on at their own rate"
            }
        },
        M::ModelFormula {
            customers,
            repeaters,
        } => {
            return format!(
                "maximum likelihood over {}, of whom {} came again",
                people(*customers, speaker),
                speaker.count(*repeaters)
            );
        }
        M::ModelWords => "The parameters under which these purchases are the likeliest",
        M::HoldoutWords { day, customers } => {
            return format!(
                "What the model of {} would have foreseen for {} known then",
                speaker.day(*day),
                people(*customers, speaker)
            );
        }
        M::HoldoutFormula { predicted, actual } => {
            return format!(
                "foreseen {} visits, came {}",
                speaker.number(*predicted, 0),
                speaker.number(*actual, 0)
            );
        }
        M::Caveat => {
            "The past rhythm is carried on: season, prices and campaigns to come are not in it. Two people with one card look like one."
        }
        M::IntervalNote { visits } => {
            return match visits {
                Some((low, high)) => format!(
                    "Four outcomes in five lie between {} and {} visits",
                    speaker.number(*low, 0),
                    speaker.number(*high, 0)
                ),
                None => "Without a model there is no interval".to_owned(),
            };
        }
        M::Horizon => "Horizon, days",
        M::Rate => "Discount rate a year",
        M::Unit => "Unit of time",
        M::UnitOf { days } => return speaker.counted(*days, "day", "days"),
        M::MonthDays => "Days of a month",
        M::CalibrationEnd => "Track record from",
        M::CalibrationDay(day) => return speaker.day(*day),
        M::ModelChoice | M::Model => "Model",
        M::BestModel => "Best on the track record",
        M::LogLikelihood => "Log-likelihood",
        M::Foreseen => "Visits foreseen",
        M::Came => "Visits made",
        M::ErrorShare => "Error",
        M::MissPerCustomer => "Miss per customer",
        M::RootMiss => "Root mean square miss",
        M::Used => "Used",
        M::SameRate => "Own average rate",
        M::MeanRate => "Average rate of all",
        M::RecordTitle { error, beaten } => {
            let total = format!("The model would have foreseen {}", off(*error, speaker));
            return if *beaten {
                format!("{total}; a simple rule misses a customer by less")
            } else {
                format!("{total} and misses a customer by less than simple rules")
            };
        }
        M::RecordSubtitle {
            day,
            customers,
            days,
        } => {
            return format!(
                "Fitted on everything up to {}, judged on the {} since, {}",
                speaker.day(*day),
                speaker.counted(*days, "day", "days"),
                people(*customers, speaker)
            );
        }
        M::RecordSource => {
            "Log-likelihood of what came, given what was known: higher is better. Simple rules have none"
        }
        M::TrackingTitle { day } => {
            return format!(
                "Up to {} the model has seen the visits, after it only foreseen them",
                speaker.day(*day)
            );
        }
        M::TrackingSubtitle { model } => {
            return format!("Repeat visits a month; line: {}", source(*model));
        }
        M::TrackingSource => "Customers known at the end of what the model has seen",
        M::RepeatVisits => "Repeat visits",
        M::ExpectedVisits => "Expected",
        M::Month => "Month",
        M::CalibrationTitle => "Who was said to come again, and who did",
        M::CalibrationSubtitle => {
            "Customers by their chance of being a customer still on the day of the track record"
        }
        M::CalibrationSource => "A tenth of the customers a row, least likely first",
        M::ForeseenShare => "Should have come",
        M::CameShare => "Came",
        M::FrequencyTitle => "Visits foreseen and made, by visits before",
        M::FrequencySubtitle => "Mean of a customer since the day of the track record",
        M::FrequencySource => "Repeat visits are those after the first",
        M::RepeatsBefore { repeats, or_more } => {
            let more = if *or_more { " or more" } else { "" };
            return format!("{}{more}", speaker.count(*repeats));
        }
        M::ForeseenEach => "Foreseen",
        M::CameEach => "Made",
        M::ChecksTitle { hold, all } => {
            return format!(
                "{} of {} assumptions hold",
                speaker.count(*hold),
                speaker.count(*all)
            );
        }
        M::ChecksSubtitle => "What the models take for granted, looked for in these data",
        M::Assumption => "Assumption",
        M::Verdict => "Verdict",
        M::VerdictIs(verdict) => match verdict {
            Verdict::Holds => "Holds",
            Verdict::Doubtful => "Read with care",
            Verdict::Fails => "Fails",
        },
        M::Check(which) => check(*which),
        M::Found(which, figures) => return found(*which, *figures, speaker),
        M::CurveTitle { half } => {
            return format!(
                "The first half of the time brings {} of the value",
                speaker.percent(*half, 0)
            );
        }
        M::CurveSubtitle { gross } => {
            return format!(
                "Expected {} of all customers up to each month, discounted",
                basis(*gross)
            );
        }
        M::CurveSource => "Months are counted from the as-of day",
        M::UpToDay { days } => return format!("Day {}", speaker.count(*days)),
        M::Worth => "Customer lifetime value",
        M::Days => "Days",
        M::SpreadTitle { customers } => {
            let verb = if *customers == 1 { "holds" } else { "hold" };
            return format!("{} {verb} half of the value", people(*customers, speaker));
        }
        M::SpreadSubtitle => "Number of customers by expected value",
        M::SpreadSource => "The lower end of a band belongs to it",
        M::Band { from, to } => return band(*from, *to, speaker),
        M::BandColumn => "Expected value",
        M::WorthShare => "Share of the value",
        M::Plain(way) => return plain(*way, speaker),
        M::PlainTitle => "Plainer ways to say it, to check the model against",
        M::PlainYear {
            from,
            to,
            active,
            visits_each,
            visit,
            retention,
        } => {
            let stayed = match retention {
                Some(share) => format!(
                    "; {} of those of the year before came again",
                    speaker.percent(*share, 1)
                ),
                None => "; how many stay from year to year needs 24 full months".to_owned(),
            };
            return format!(
                "{} to {}: {} customers, each with {} visits of {}{stayed}",
                speaker.month(*from),
                speaker.month(*to),
                speaker.count(*active),
                speaker.number(*visits_each, 1),
                speaker.money(Money::from_units_f64(*visit), 2),
            );
        }
        M::PlainNoYear => "All but the first need 12 full months with visits",
        M::PlainSource { rate, margin } => {
            let margin = margin.map_or(String::new(), |margin| {
                format!(". Every way at a margin of {}", speaker.percent(margin, 1))
            });
            return format!(
                "Stay: year × 1 ÷ (1 − share who stay). Leave: year × share to the power of each \
                 year, discounted at {} a year; the year that has passed is not in it{margin}",
                speaker.percent(*rate, 0)
            );
        }
        M::PlainColumn => "Way",
        M::PlainCustomers => "Customers",
        M::PlainEach => "Of each",
        M::PlainTotal => "Of all of them",
        M::MostValuable { customers } => {
            return format!("The {} most valuable customers", speaker.count(*customers));
        }
        M::MostValuableSubtitle { intervals, margin } => {
            let margin = margin.map_or(String::new(), |margin| {
                format!(" × {} margin", speaker.percent(margin, 1))
            });
            let ends = if *intervals {
                "; four outcomes in five lie between the ends"
            } else {
                ""
            };
            return format!("Value = discounted visits × revenue of a visit{margin}{ends}");
        }
        M::MostValuableSource { gross: true } => {
            "Value is gross profit here: the costs of serving customers are not taken off"
        }
        M::MostValuableSource { gross: false } => {
            "Value is revenue here, not profit: costs are not taken off"
        }
        M::Figure => "Figure",
        M::CardTitle { days } => {
            return format!("Expected in the next {}", speaker.days(*days));
        }
        M::CardSubtitle { model, clv } => {
            let of_clv = clv.map(|parts| formula::clv(&parts, speaker));
            let of_clv = of_clv.map_or(String::new(), |formula| format!(". {formula}"));
            return format!("Figures of {}{of_clv}", source(*model));
        }
        M::PAlive => "Still a customer",
        M::DiscountedVisits => "Discounted visits",
        M::TopFinding { customers, money } => {
            return format!(
                "{} will probably bring {}",
                people(*customers, speaker),
                speaker.money(*money, 0)
            );
        }
        M::TopFindingText { share } => {
            return format!(
                "They are the most valuable tenth and hold {} of what is still to come. Make sure somebody knows each of them.",
                speaker.percent(*share, 0)
            );
        }
        M::OpenTop => "See who they are",
    };
    fixed.to_owned()
}
fn plain(way: Plain, speaker: &Speaker) -> String {
    match way {
        Plain::ToDate => "Brought up to now".to_owned(),
        Plain::Month => "In a month".to_owned(),
        Plain::Year => "In a year".to_owned(),
        Plain::Simple => "Year after year for as long as they stay".to_owned(),
        Plain::Retained { years } => {
            format!(
                "The next {} years, some leaving in each",
                speaker.count(i64::from(years))
            )
        }
        Plain::RetainedForEver => "The same without end".to_owned(),
        Plain::Model { days } => format!("The model, next {}", speaker.days(days)),
        Plain::ModelForEver => "The model without end".to_owned(),
    }
}
