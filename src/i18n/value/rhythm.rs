//! What is said of the value where no model speaks.

use super::super::Speaker;
use super::check::people;
use super::english::of_gross;
use crate::base::Money;

/// What those bring who go on as before, and how many have left.
pub(super) fn title(
    [customers, gone]: [i64; 2],
    money: Money,
    gross: bool,
    speaker: &Speaker,
) -> String {
    let have = if gone == 1 { "has" } else { "have" };
    if customers == 0 && gone > 0 {
        return format!(
            "{} {have} stayed away for a year or longer, so nothing is expected of anybody",
            people(gone, speaker)
        );
    }
    let verb = if customers == 1 { "goes" } else { "go" };
    let who = match gone {
        0 => people(customers, speaker),
        _ => format!(
            "{} of {}",
            speaker.count(customers),
            people(customers + gone, speaker)
        ),
    };
    format!(
        "If {who} {verb} on as before, they bring {}{}",
        speaker.money(money, 0),
        of_gross(gross)
    )
}

/// Why everybody goes on as before, and who does not.
pub(super) fn no_model(gone: i64, speaker: &Speaker) -> String {
    let whole = "Not enough data for a model, so everybody is carried on as before";
    match gone {
        0 => whole.to_owned(),
        gone => format!(
            "{whole}, but for {} silent for a year or longer",
            speaker.count(gone)
        ),
    }
}

/// How the visits of those who go on come about.
pub(super) fn formula(
    [customers, gone]: [i64; 2],
    days: f64,
    visits: f64,
    speaker: &Speaker,
) -> String {
    let sum = format!(
        "sum over {} of repeat visits ÷ days since the first visit × {} = {}",
        people(customers, speaker),
        speaker.days(days),
        speaker.number(visits, 1)
    );
    match gone {
        0 => sum,
        1 => format!("{sum}; nothing of 1 who counts as gone and was silent for a year"),
        gone => format!(
            "{sum}; nothing of {} who count as gone and were silent for a year",
            speaker.count(gone)
        ),
    }
}
