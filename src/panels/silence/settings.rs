//! What can be set.

use super::super::ParamValues;
use super::super::build::number_param;
use super::super::params::{ParamKind, ParamSpec};
use super::names;
use crate::analysis::silence::{Lines, Rules};
use crate::chart::spec::Unit;
use crate::i18n::silence::Silence as Say;

/// Key of the choice by what a silence is told to be too long.
const LINES: &str = "rule";

/// The choices with their values.
const CHOICES: [(Lines, &str); 3] = [
    (Lines::Gaps, "ratio"),
    (Lines::Spread, "personal"),
    (Lines::Both, "both"),
];

/// Longest span that can be asked for, in days.
const MOST_DAYS: f64 = 3650.0;

/// Most usual gaps.
const MOST_GAPS: f64 = 50.0;

/// The rules of these parameters.
pub(crate) fn rules(params: &ParamValues) -> Rules {
    let usual = Rules::default();
    let within = |key: &str, min: f64, max: f64, usual: f64| {
        let number = params.number(key);
        number.map_or(usual, |value| value.clamp(min, max))
    };
    let days =
        |key: &str, min: f64, usual: i32| within(key, min, MOST_DAYS, f64::from(usual)) as i32;
    let red = within("red", 0.5, MOST_GAPS, usual.red);
    let least = f64::from(usual.least_visits);
    let chosen = params.text(LINES);
    let mut choices = CHOICES.into_iter();
    Rules {
        lines: choices
            .find(|(_, value)| chosen == Some(value))
            .map_or(usual.lines, |(lines, _)| lines),
        amber: within("amber", 0.5, MOST_GAPS, usual.amber).min(red),
        red,
        least_visits: within("least_visits", 2.0, 1000.0, least) as u32,
        drop_level: within("drop_level", 0.0001, 0.5, usual.drop_level),
        window_days: days("window_days", 7.0, usual.window_days),
        longest_days: days("longest_days", 1.0, usual.longest_days),
    }
}

/// What a form needs to know.
pub(super) fn specs(rules: &Rules) -> Vec<ParamSpec> {
    let choices = CHOICES.into_iter();
    let chosen = choices.clone().find(|(lines, _)| *lines == rules.lines);
    let gaps = [0.5, MOST_GAPS, 0.1];
    let days = |least: f64| [least, MOST_DAYS, 1.0];
    let number = |key: &str, label: Say, range: [f64; 3], unit: Unit, value: f64| {
        number_param(key, label, range, unit, Some(value))
    };
    vec![
        ParamSpec {
            key: LINES.to_owned(),
            label: Say::Lines.into(),
            kind: ParamKind::Choice {
                options: choices
                    .map(|(lines, value)| (value.to_owned(), Say::By(names::lines(lines)).into()))
                    .collect(),
            },
            value: chosen.map_or(String::new(), |(_, value)| value.to_owned()),
            clears: Vec::new(),
        },
        number("amber", Say::Amber, gaps, Unit::Number, rules.amber),
        number("red", Say::Red, gaps, Unit::Number, rules.red),
        number(
            "least_visits",
            Say::LeastVisits,
            [2.0, 1000.0, 1.0],
            Unit::Count,
            f64::from(rules.least_visits),
        ),
        number(
            "drop_level",
            Say::DropLevel,
            [0.0001, 0.5, 0.01],
            Unit::Share,
            rules.drop_level,
        ),
        number(
            "window_days",
            Say::Window,
            days(7.0),
            Unit::Days,
            f64::from(rules.window_days),
        ),
        number(
            "longest_days",
            Say::Longest,
            days(1.0),
            Unit::Days,
            f64::from(rules.longest_days),
        ),
    ]
}
