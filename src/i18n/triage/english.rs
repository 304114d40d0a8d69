//! The sentences of `triage` in English.

use super::super::profit::{Basis, Figure, Profit};
use super::super::{Say, Speaker};
use super::{Lever, Reason, Tier, Triage, Verdict};

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Hold => "Hold",
        Verdict::Watch => "Watch",
        Verdict::LetGo => "Let go",
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::TopValue => "Earns, and is expected to stay among the best",
        Reason::AboveLine => "Earns, and is expected to bring more than your line",
        Reason::SmallValue => "Earns, but little more is expected",
        Reason::NothingEarned => "Brings as much as it costs",
        Reason::LossAboveLine => "Costs more than it brings, but less than you bear",
        Reason::LossUnproven => "Below zero, but what serving costs is missing",
        Reason::NotInPeriod => "Nothing bought or returned in the period",
        Reason::ValueUnknown => "Too little is known to expect anything",
        Reason::CostsMore => "Costs more than it brings, and no more is expected",
        Reason::Strategic => "Costs more than it brings, but you call it strategic",
        Reason::Chosen(Verdict::Hold) => "You chose to hold it",
        Reason::Chosen(Verdict::Watch) => "You chose to watch it",
        Reason::Chosen(Verdict::LetGo) => "You chose to let it go",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Revenue => "revenue",
        Basis::GrossProfit => "gross profit",
        Basis::Profit => "profit",
    }
}

fn tier(tier: Tier) -> &'static str {
    match tier {
        Tier::Best => "The best",
        Tier::Regulars => "Regulars who could buy more",
        Tier::RecentlyLeft => "Left a short while ago",
    }
}

fn offer(tier: Tier) -> &'static str {
    match tier {
        Tier::Best => "Special reward: attention, priority, something that is not for sale",
        Tier::Regulars => "Incentive in money for the next larger order",
        Tier::RecentlyLeft => "Special offer to come back, with the question what went wrong",
    }
}

fn flip(to: Verdict, lever: Lever, from: f64, wanted: f64, speaker: &Speaker) -> String {
    let to = verdict(to);
    let on = if wanted > from { "on" } else { "down" };
    let money = |units: f64| speaker.money_units(units, 2);
    let visits = |count: f64| speaker.counted(count.round() as i64, "visit", "visits");
    let deliveries = |count: f64| speaker.counted(count.round() as i64, "delivery", "deliveries");
    match lever {
        Lever::OrderValue => format!(
            "{to} from an average sale of {} {on}, now {}",
            money(wanted),
            money(from)
        ),
        Lever::Occasions => format!(
            "{to} from {} in the period {on}, now {}",
            visits(wanted),
            visits(from)
        ),
        Lever::Deliveries => format!(
            "{to} with {} in the period, now {}",
            deliveries(wanted),
            deliveries(from)
        ),
        Lever::Cost(line) => {
            let name = Profit::Figure(Figure::Cost(line)).say(speaker);
            let name = lower(&name);
            format!("{to} with {name} at {}, now {}", money(wanted), money(from))
        }
    }
}

fn lede(of: Basis, held: Option<f64>, speaker: &Speaker) -> String {
    let limits = match of {
        Basis::Revenue => "On revenue only: without costs nobody is let go.",
        Basis::GrossProfit => {
            "On gross profit: until the cost of serving is known nobody is let go."
        }
        Basis::Profit => "On profit after all known costs.",
    };
    match held {
        Some(held) => format!(
            "{limits} Those to hold bring {} of what is expected.",
            speaker.percent(held, 0)
        ),
        None => limits.to_owned(),
    }
}

pub(super) fn english(message: &Triage, speaker: &Speaker) -> String {
    use Triage as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let fixed: &str = match message {
        M::Verdict(of) => verdict(*of),
        M::Advice(Verdict::Hold) => "Keep with all force: they earn, now and later",
        M::Advice(Verdict::Watch) => "Look closely: change the terms or wait",
        M::Advice(Verdict::LetGo) => {
            "Change the terms or stop: serving them costs more than it brings"
        }
        M::Reason(of) => reason(*of),
        M::Eyebrow { period, days } => {
            return format!(
                "Verdicts, profit {}, value of the next {}",
                speaker.within(*period),
                speaker.days(*days)
            );
        }
        M::Title {
            hold,
            watch,
            let_go: 0,
        } => {
            return format!(
                "Hold {} and watch {}",
                customers(*hold),
                speaker.count(*watch)
            );
        }
        M::Title {
            hold,
            watch,
            let_go,
        } => {
            return format!(
                "Hold {}, watch {}, let {} go",
                customers(*hold),
                speaker.count(*watch),
                speaker.count(*let_go)
            );
        }
        M::Nobody => "Nobody has bought yet",
        M::NobodyText => "A verdict needs customers in view. Choose another day or filter.",
        M::Lede { basis, held } => return lede(*basis, *held, speaker),
        M::NoLetGo(Basis::Revenue) => "On revenue only",
        M::NoLetGo(_) => "On gross profit only",
        M::NoLetGoText(Basis::Revenue) => {
            "Without the cost of the goods and of serving customers nobody is called unprofitable, \
             so “let go” is not used. Costs are given on the page Profit."
        }
        M::NoLetGoText(_) => {
            "Without the cost of serving customers nobody is called unprofitable, so “let go” is not \
             used. Costs are given on the page Profit."
        }
        M::ToCosts => "Go to profit",
        M::NoValue => "Nothing can be expected of anybody yet",
        M::NoValueText => {
            "The page Value says what is missing. Until then every customer is to be watched."
        }
        M::Count(of) => return format!("{}, customers", verdict(*of)),
        M::ValueAtRisk => "Value at risk",
        M::HoldLine => "Held from an expected value of",
        M::CountWords(Verdict::Hold) => {
            "Customers who earn and are expected to be among the best, or above your line"
        }
        M::CountWords(Verdict::Watch) => "Customers who are neither held nor let go",
        M::CountWords(Verdict::LetGo) => {
            "Customers who cost more than they bring and of whom no more is expected"
        }
        M::CountFormula {
            customers: count,
            of,
        } => return format!("{} of {}", speaker.count(*count), customers(*of)),
        M::ValueAtRiskWords => {
            "What customers would bring if they stayed, and winning others in their place, weighted \
             by the chance that they have left already"
        }
        M::ValueAtRiskFormula { customers: count } => {
            return format!(
                "Σ (1 − chance to be still a customer) × (value if still one + cost of winning \
                 another), over {}",
                customers(*count)
            );
        }
        M::HoldLineWords => {
            "What is left of a customer’s expected sales, at the share that was left in the period"
        }
        M::HoldLineFormula { share } => {
            return format!(
                "The best {} of customers lie above it, or it is your own line",
                speaker.percent(*share, 0)
            );
        }
        M::Caveat => {
            "Expected sales come from the page Value, what is left of them from the page Profit: what \
             is wrong there is wrong here. A customer may be worth keeping for reasons no file knows."
        }
        M::Note => "Every customer in view has one verdict; the rules can be set below",
        M::TopShare => "Best customers, share",
        M::HoldAbove => "Hold above an expected value of",
        M::LetGoUpTo => "Let go up to an expected value of",
        M::AcquisitionCost => "Cost of winning a customer",
        M::BudgetShare => "Budget, share of expected value",
        M::VerdictsTitle {
            held: Some(held),
            basis: of,
        } => {
            return format!(
                "Those to hold bring {} of the {}",
                speaker.percent(*held, 0),
                basis(*of)
            );
        }
        M::VerdictsTitle { held: None, .. } => "What each verdict stands for",
        M::VerdictsSubtitle { period } => {
            return format!(
                "Sales and profit {}; lifetime value as on the page Value, at one margin for all; then what each customer leaves of it",
                speaker.within(*period)
            );
        }
        M::VerdictsSource => {
            "Hold: earns, and best by expected value. Let go: loses after all costs, and no more is expected. Watch: the rest"
        }
        M::VerdictColumn => "Verdict",
        M::ProfitColumn => "Profit",
        M::ClvColumn => "Customer lifetime value",
        M::WorthColumn(of) => return format!("Expected {}", basis(*of)),
        M::AtRiskColumn => "At risk",
        M::ReasonsTitle => "Why customers have their verdict",
        M::ReasonsSubtitle => "Reasons of the rule table, each customer once",
        M::ReasonColumn => "Reason",
        M::NearestTitle { shown: 1 } => "One customer is near another verdict",
        M::NearestTitle { shown } => {
            return format!("{} are nearest to a better verdict", customers(*shown));
        }
        M::NearestSubtitle => "The smallest change in one number, everything else held as it is",
        M::NearestSource => {
            "Sales to come change with the sales of the period; pools stay as they are shared"
        }
        M::Customer => "Customer",
        M::ChangeColumn => "What would change it",
        M::ByColumn => "Change",
        M::Flip {
            to,
            lever,
            from,
            wanted,
        } => return flip(*to, *lever, *from, *wanted, speaker),
        M::TiersTitle => "Three lists to act on",
        M::TiersSubtitle { share } => {
            return format!(
                "Budget: {} of what is expected of them",
                speaker.percent(*share, 0)
            );
        }
        M::Tier(of) => tier(*of),
        M::Offer(of) => offer(*of),
        M::TierColumn => "List",
        M::BudgetColumn => "Budget",
        M::LetGoFinding {
            customers: count,
            money,
        } => {
            return format!(
                "{} to let go cost {} more than they bring",
                customers(*count),
                speaker.money(*money, 0)
            );
        }
        M::LetGoFindingText => {
            "Talk about terms first: each card says which one number would change the verdict."
        }
        M::OpenLetGo => "See who they are",
        M::Everybody => "Customers with a verdict",
        M::Members(of) => return format!("{}, by verdict", verdict(*of)),
        M::ReasonMembers(of) => reason(*of),
        M::CardTitle {
            verdict: of,
            reason: why,
        } => return format!("{}: {}", verdict(*of), lower(reason(*why))),
        M::NoFlip => "No single number would change it.",
        M::CardText {
            worth,
            line,
            flip,
            basis: of,
        } => {
            let worth = worth.map_or_else(String::new, |worth| {
                format!(
                    "Expected {} {}; customers are held from {} on. ",
                    basis(*of),
                    speaker.money(worth, 0),
                    speaker.money(*line, 0)
                )
            });
            let flip = flip.as_ref().map_or_else(
                || M::NoFlip.say(speaker),
                |flip| format!("{}.", flip.say(speaker)),
            );
            return format!("{worth}{flip}");
        }
        M::Choose => "Your own verdict",
        M::ChooseOf { customer } => {
            return format!("Your own verdict on {}", speaker.customer(customer));
        }
        M::ByRule => "By the rules",
        M::Strategic => "Strategic",
        M::ChooseHelp => {
            "Strategic: not let go whatever it earns. Your reason can stand in the note below. Undo takes the choice back."
        }
        M::CardChosen => "No number changes what you chose",
        M::CardLater => "The verdict waits for the value of all customers",
        M::CardLaterText => "Open the page Hold or let go once; then every card has it.",
        M::OpenVerdicts => "Open it",
    };
    fixed.to_owned()
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}
