//! P15: the forecast beside the sum over customers, and the gap between them.

use super::build::{column, explain, notice, row, share, stat, term};
use super::forecast::full_months;
use super::panel::{Block, Finding, Headline, Panel, Table, Tone, Value};
use super::season::{self, Seen};
use super::{Context, Entry, ParamValues, value};
use crate::analysis::forecast::Forecast;
use crate::analysis::season::Measure;
use crate::analysis::two_ways::TwoWays;
use crate::analysis::value::Settings;
use crate::base::Money;
use crate::chart::spec::Action;
use crate::dataset::CustomerIx;
use crate::i18n::Message;
use crate::i18n::two_ways::{Name, TwoWays as Say};

/// See [`super::REGISTRY`].
pub(crate) const ENTRY: Entry = Entry {
    id: ID,
    needs: &[],
    stats: &["customers_sum", "gap_share"],
    tables: &["ways"],
    valued: Some(of_value),
    run,
    members,
    set_title,
};

const ID: &str = "two_ways";

/// The expected spending the sum is made of.
fn of_value(params: &ParamValues) -> Settings {
    value::settings(&params.of_panel(value::ENTRY.id))
}

fn compare(context: &Context<'_>, params: &ParamValues) -> Option<TwoWays> {
    let settings = of_value(params);
    let days = settings.horizon_days.round() as i32;
    let valued = context.valued(settings).ok()?;
    let forecast = Forecast::of(
        &full_months(context),
        TwoWays::months(days),
        super::forecast::wanted(&params.of_panel(super::forecast::ENTRY.id)),
    )
    .ok()?;
    let left_out = season::settings::left_out(&params.of_panel(season::ID));
    let seen = Seen::of(context, Measure::Revenue, left_out);
    TwoWays::of(
        context.base,
        valued.sums.spend?,
        days,
        &forecast,
        seen.calendar().as_ref(),
    )
}

fn run(context: &Context<'_>, params: &ParamValues) -> Panel {
    if context.base.is_of_totals() {
        return season::of_totals(ID);
    }
    let eyebrow = || Message::from(Say::Name(Name::Panel));
    let compared = compare(context, params).and_then(|found| Some((found, found.gap_share()?)));
    let Some((found, gap)) = compared else {
        return Panel {
            id: ID.to_owned(),
            headline: Some(Headline {
                eyebrow: eyebrow(),
                title: Say::NotTold.into(),
                lede: Some(Say::NotToldText.into()),
            }),
            blocks: vec![notice(Tone::Info, Say::NotTold, Say::NotToldText)],
            ..Panel::default()
        };
    };
    let title = Say::Title {
        gap,
        agree: found.agree(),
    };
    let money = Money::from_units_f64;
    let known = money(found.known * found.season);
    let newcomers = found.newcomers.map(money);
    let together = explain(
        Say::TogetherWords,
        Say::TogetherFormula {
            known: money(found.known),
            season: found.season,
            newcomers,
        },
        Say::Caveat,
    )
    .input(Say::Name(Name::Known), Value::Money(money(found.known)));
    let apart = explain(
        Say::GapWords,
        Say::GapFormula {
            together: money(found.together()),
            forecast: money(found.forecast),
        },
        Say::Caveat,
    );
    let sum = Value::Money(money(found.together()));
    let why = Say::Why {
        above: gap > 0.0,
        newcomers: newcomers.is_some(),
    };
    Panel {
        id: ID.to_owned(),
        headline: Some(Headline {
            eyebrow: eyebrow(),
            title: title.clone().into(),
            lede: Some(
                Say::Lede {
                    known,
                    newcomers,
                    ahead: found.ahead,
                }
                .into(),
            ),
        }),
        stats: vec![
            stat("customers_sum", Say::Name(Name::Together), sum, together).decimals(0),
            stat("gap_share", Say::Name(Name::Gap), share(Some(gap)), apart),
        ],
        tables: vec![table(&found)],
        blocks: vec![Block::Table {
            span: 12,
            title: title.into(),
            subtitle: Say::Subtitle { ahead: found.ahead }.into(),
            source: Some(
                Say::Source {
                    season: found.season,
                }
                .into(),
            ),
            table: "ways".to_owned(),
            callout: Some(Finding {
                money: None,
                title: Say::Name(Name::Panel).into(),
                text: why.into(),
                action: Some((
                    Say::ToValue.into(),
                    Action::GoTo {
                        page: value::ENTRY.id.to_owned(),
                    },
                )),
            }),
        }],
        ..Panel::default()
    }
}

fn table(found: &TwoWays) -> Table {
    let money = |units: f64| Value::Money(Money::from_units_f64(units));
    let known = |units: Option<f64>| units.map_or(Value::None, money);
    let lines = [
        ("known_customers", Name::Known, money(found.known)),
        (
            "season",
            Name::Season,
            money(found.known * (found.season - 1.0)),
        ),
        ("new_customers", Name::Newcomers, known(found.newcomers)),
        ("together", Name::Together, money(found.together())),
        ("forecast", Name::Forecast, money(found.forecast)),
        (
            "forecast_low",
            Name::Low,
            known(found.bounds.map(|(low, _)| low)),
        ),
        (
            "forecast_high",
            Name::High,
            known(found.bounds.map(|(_, high)| high)),
        ),
        ("gap", Name::Gap, money(found.gap())),
    ];
    Table {
        id: "ways".to_owned(),
        columns: vec![
            column("line", Say::Name(Name::Line)),
            column("money", Say::Name(Name::Money)).decimals(0),
        ],
        rows: lines
            .into_iter()
            .map(|(id, name, money)| row(vec![term(id, Say::Name(name)), money]))
            .collect(),
        total: None,
    }
}

/// No mark of it stands for customers.
fn members(_: &Context<'_>, _: &ParamValues, _: &str) -> Option<Vec<CustomerIx>> {
    None
}

fn set_title(_: &Context<'_>, _: &ParamValues, _: &str) -> Option<Message> {
    None
}
