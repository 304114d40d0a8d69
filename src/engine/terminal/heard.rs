//! Whether every parameter was heard: one that is misspelt, or has a value it cannot take, must not
//! pass for one that was.

use super::{Arguments, Refusal, Session, arguments};
use crate::i18n::terminal::{Terminal, Wanted};
use crate::panels::params::ParamKind;
use crate::panels::{Panel, ParamSpec, card};
use crate::protocol::Request;

impl Session {
    /// The parameters of a panel that was computed with them.
    pub(super) fn check(&mut self, panel: &Panel, arguments: &Arguments) -> Result<(), Refusal> {
        let specs = &panel.params;
        for (key, value) in arguments.params_of(&panel.id).0.iter() {
            let spec = specs.iter().find(|spec| spec.key == *key);
            match (spec, key.split_once(':')) {
                (Some(spec), _) => fit(&panel.id, key, spec, value)?,
                (None, Some((_, name))) => self.check_of(panel, key, name, value, arguments)?,
                (None, None) => {
                    return Err(Refusal::from(Terminal::UnknownParam {
                        panel: panel.id.clone(),
                        key: key.clone(),
                        known: specs.iter().map(|spec| spec.key.clone()).collect(),
                    }));
                }
            }
        }
        Ok(())
    }

    /// The parameters of panels that were not asked for: other panels may rest on them.
    pub(super) fn check_others(&mut self, arguments: &Arguments) -> Result<(), Refusal> {
        for id in arguments.params.keys() {
            let asked_for = arguments.panels.is_empty() || arguments.panels.contains(id);
            let panel = if id == arguments::QUALITY {
                Panel {
                    id: id.clone(),
                    ..Panel::default()
                }
            } else if asked_for {
                continue;
            } else {
                self.panel(id, arguments)?
            };
            self.check(&panel, arguments)?;
        }
        Ok(())
    }

    /// What was said of one customer: a panel speaks only of what it heard, and the customer's card
    /// knows what else could be said.
    fn check_of(
        &mut self,
        panel: &Panel,
        key: &str,
        name: &str,
        value: &str,
        arguments: &Arguments,
    ) -> Result<(), Refusal> {
        if value.is_empty() {
            return Ok(());
        }
        let card = self.finished(Request::Card {
            job: 0,
            customer: name.to_owned(),
            params: arguments.params_along(card::ID),
        });
        let key_on_card = format!("{}.{key}", panel.id);
        let specs = card.map(|card| card.params).unwrap_or_default();
        if let Some(spec) = specs.iter().find(|spec| spec.key == key_on_card) {
            fit(&panel.id, key, spec, value)?;
        }
        Err(Refusal::from(Terminal::UnheardOf {
            panel: panel.id.clone(),
            key: key.to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
        }))
    }
}

fn fit(panel: &str, key: &str, spec: &ParamSpec, value: &str) -> Result<(), Refusal> {
    if spec.takes(value) {
        return Ok(());
    }
    Err(Refusal::from(Terminal::ValueUnfit {
        option: format!("{panel}.{key}"),
        value: value.to_owned(),
        wanted: match &spec.kind {
            ParamKind::Choice { options } => {
                Wanted::OneOf(options.iter().map(|(value, _)| value.clone()).collect())
            }
            ParamKind::Number { min, max, .. } => {
                Wanted::Number((min < max).then_some((*min, *max)))
            }
            ParamKind::Day { min, max } => Wanted::DayWithin(*min, *max),
            ParamKind::Months { .. } => Wanted::Months,
        },
    }))
}
