//! P23a, P26: how newcomers become regulars, what regulars bring, and how long customers stay.
//!
//! - `groups`: customers by cohort or by what their first purchase was
//! - `figures`: the curves and the months
//! - `stats`: the figures and how they came about
//! - `tables`: the tables behind them

mod figures;
mod groups;
mod stats;
mod tables;

use super::build::{choice_param, instead, number_param};
use super::panel::{Block, Headline, Panel};
use super::{Context, Entry, ParamSpec, ParamValues};
use crate::analysis::CustomerBase;
use crate::analysis::conversion::{
    RegularRule, RegularSums, days_to_purchase, durations, regulars, tenure,
};
use crate::analysis::past::Past;
use crate::analysis::steps::close;
use crate::base::{CalendarPeriod, CalendarStep};
use crate::chart::spec::Unit;
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::conversion::Conversion as Say;
use crate::numerics::survival::{Durations, SurvivalPoint, kaplan_meier, median_day, survival_at};
use groups::Groups;

/// See [`super::REGISTRY`].
pub(super) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &[
        "second_purchase_median_days",
        "third_purchase_median_days",
        "second_purchase_share_30_days",
        "second_purchase_share_90_days",
        "second_purchase_share_365_days",
        "log_rank_p",
        "regulars",
        "regulars_revenue_share",
        "tenure_median_days",
    ],
    tables: &["curve", "curve_third", "groups", "regular_months", "tenure"],
    valued: None,
    run,
    members,
    set_title,
};

const ID: &str = "conversion";

/// Key of the column that divides customers.
const SPLIT: &str = "split";
/// Divided by the period of the first purchase.
const BY_COHORT: &str = "cohort";

/// Fewest customers from which a curve says something.
const LEAST_CUSTOMERS: u64 = 10;

/// Most occasions and gaps a regular can be asked for.
const MOST_OCCASIONS: f64 = 100.0;
const MOST_GAPS: f64 = 20.0;

fn rule(params: &ParamValues) -> RegularRule {
    let usual = RegularRule::default();
    let occasions = params.number("regular_occasions");
    let gaps = params.number("regular_gaps");
    RegularRule {
        occasions: occasions.map_or(usual.occasions, |number| {
            number.clamp(2.0, MOST_OCCASIONS).round() as u32
        }),
        gaps: gaps.map_or(usual.gaps, |number| number.clamp(0.1, MOST_GAPS)),
    }
}

fn specs(context: &Context<'_>, params: &ParamValues) -> Vec<ParamSpec> {
    let by_cohort = vec![(BY_COHORT.to_owned(), Message::from(Say::ByCohort))];
    let chosen = groups::chosen(context, params);
    let split = super::cohorts::split_param(
        context.data,
        SPLIT,
        Say::Split,
        by_cohort.clone(),
        chosen.clone(),
    );
    let rule = rule(params);
    vec![
        split.unwrap_or_else(|| choice_param(SPLIT, Say::Split, by_cohort, chosen)),
        number_param(
            "regular_occasions",
            Say::RegularOccasions,
            [2.0, MOST_OCCASIONS, 1.0],
            Unit::Count,
            Some(f64::from(rule.occasions)),
        ),
        number_param(
            "regular_gaps",
            Say::RegularGaps,
            [0.1, MOST_GAPS, 0.1],
            Unit::Number,
            Some(rule.gaps),
        ),
    ]
}

fn only(title: Say, text: Say) -> Panel {
    instead(ID, Say::Eyebrow.into(), title.into(), text.into())
}

/// A time until something, as a curve.
struct Waiting {
    durations: Durations,
    points: Vec<SurvivalPoint>,
}

impl Waiting {
    fn of(base: &CustomerBase, time: impl Fn(CustomerIx) -> Option<(i32, bool)>) -> Self {
        Self::new(durations(base, time))
    }

    fn new(durations: Durations) -> Self {
        Self {
            points: kaplan_meier(&durations),
            durations,
        }
    }

    fn median(&self) -> Option<u32> {
        median_day(&self.points)
    }

    /// Part to whom it has happened within so many days.
    fn share_within(&self, days: u32) -> Option<f64> {
        survival_at(&self.points, days).map(|survival| 1.0 - survival)
    }

    /// Part to whom it has happened by the end of the curve, and that day.
    fn end(&self) -> Option<(u32, f64)> {
        let last = self.points.last()?;
        Some((last.day, 1.0 - last.survival))
    }

    /// Days between which the median lies: where the ends of the band reach a half.
    fn median_interval(&self) -> (Option<u32>, Option<u32>) {
        let reaches = |end: fn((f64, f64)) -> f64| {
            let half = |point: &&SurvivalPoint| point.band.is_none_or(|band| end(band) <= 0.5);
            self.points.iter().find(half).map(|point| point.day)
        };
        (reaches(|band| band.0), reaches(|band| band.1))
    }
}

/// All that is shown.
struct Found {
    second: Waiting,
    third: Waiting,
    tenure: Waiting,
    groups: Groups,
    rule: RegularRule,
    regulars: Vec<RegularSums>,
    /// Customers whose first purchase lies in the first days of the data.
    may_be_old: u64,
}

impl Found {
    /// The last months the data hold whole, at most twelve.
    fn last_months(&self) -> impl Iterator<Item = &RegularSums> {
        let whole = self.regulars.iter().rev().filter(|sums| !sums.partial);
        whole.take(12)
    }
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    let base = context.base;
    let specs = specs(context, params);
    let only = |title, text| Panel {
        params: specs.clone(),
        ..only(title, text)
    };
    if base.is_of_totals() {
        return only(Say::NoPurchases, Say::NoPurchasesText);
    }
    if base.totals().occasions == 0 {
        return only(Say::Nobody, Say::NobodyText);
    }
    let rule = rule(params);
    let frame = context.frame();
    let is_old = |customer: &CustomerIx| {
        let first = base.first_day(*customer);
        first.is_some_and(|day| frame.may_be_old(day))
    };
    let found = Found {
        second: Waiting::of(base, |customer| days_to_purchase(base, customer, 2)),
        third: Waiting::of(base, |customer| days_to_purchase(base, customer, 3)),
        tenure: Waiting::of(base, |customer| tenure(base, customer)),
        groups: Groups::of(context, params),
        rule,
        regulars: regulars(context.data, base, rule),
        may_be_old: base.buyer_ixs().filter(is_old).count() as u64,
    };
    let tables = tables::all(&found);
    let stats = stats::all(context, &found);
    let buyers = found.second.durations.count();
    if buyers < LEAST_CUSTOMERS {
        let title = Say::TooFew {
            customers: super::build::whole(buyers),
        };
        return Panel {
            stats,
            tables,
            ..only(title, Say::TooFewText)
        };
    }
    let title = figures::second_title(&found.second);
    let blocks = figures::all(&found, title.clone());
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: Say::Eyebrow.into(),
            title: title.into(),
            lede: figures::lede(&found).map(Message::from),
        }),
        stats,
        tables,
        blocks: blocks
            .into_iter()
            .map(|figure| Block::Figure(Box::new(figure)))
            .collect(),
        findings: Vec::new(),
        params: specs,
    }
}

/// What a key names.
enum Key<'a> {
    /// Those with this many purchases and no more.
    Waiting(usize),
    /// Those who have not left.
    Staying,
    Regulars(CalendarPeriod),
    Group {
        by: &'a str,
        group: usize,
    },
}

fn parse(key: &str) -> Option<Key<'_>> {
    if key == "staying" {
        return Some(Key::Staying);
    }
    let (kind, rest) = key.split_once(':')?;
    Some(match kind {
        "waiting" => Key::Waiting(match rest {
            "1" => 1,
            "2" => 2,
            _ => return None,
        }),
        "regulars" => Key::Regulars(
            CalendarPeriod::from_id(rest).filter(|period| period.step == CalendarStep::Month)?,
        ),
        "group" => {
            let (by, group) = rest.rsplit_once(':')?;
            Key::Group {
                by,
                group: group.parse().ok()?,
            }
        }
        _ => return None,
    })
}

fn members(context: &Context<'_>, params: &ParamValues, key: &str) -> Option<Vec<CustomerIx>> {
    let base = context.base;
    let picked = |picks: &dyn Fn(CustomerIx) -> bool| {
        let buyers = base.buyer_ixs();
        buyers.filter(|&customer| picks(customer)).collect()
    };
    Some(match parse(key)? {
        Key::Waiting(purchases) => {
            picked(&|customer| base.occasions(customer) as usize <= purchases)
        }
        Key::Staying => picked(&|customer| tenure(base, customer).is_some_and(|it| !it.1)),
        Key::Regulars(period) => {
            let (rule, past) = (rule(params), Past::of(base, close(base.frame(), period)));
            picked(&|customer| rule.is_regular(&past, customer))
        }
        Key::Group { by, group } => {
            let groups = Groups::by(context, by)?;
            groups.names.get(group)?;
            picked(&|customer| groups.of_customer[customer.0 as usize] as usize == group)
        }
    })
}

fn set_title(context: &Context<'_>, _: &ParamValues, key: &str) -> Option<Message> {
    let title = match parse(key)? {
        Key::Waiting(1) => Say::OnceMembers,
        Key::Waiting(_) => Say::AtMostTwiceMembers,
        Key::Staying => Say::StayingMembers,
        Key::Regulars(period) => Say::RegularMembers { period },
        Key::Group { by, group } => Say::GroupMembers {
            name: Groups::by(context, by)?.names.get(group)?.clone(),
        },
    };
    Some(title.into())
}
