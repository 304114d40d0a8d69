//! The words after the program's name.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::base::{Day, Period};
use crate::dataset::{Compare, Filter, GoneRule, RecordsKind, Role, TableKind, View};
use crate::i18n::terminal::{Terminal, Wanted};
use crate::panels::pages::rests_on;
use crate::panels::{self, ParamValues};

/// What the program is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Read a file and answer.
    Analyse(Box<Arguments>),
    /// Say how the program is called.
    Help,
    /// Say which version it is.
    Version,
}

/// What to read and what to answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arguments {
    /// Paths of the files.
    pub files: Vec<String>,
    /// Path of a table with one row a customer; it is the last of `files`.
    pub customers_table: Option<String>,
    /// Further tables of the customers: what they are, and their paths; the last of `files`.
    pub records: Vec<(RecordsKind, String)>,
    /// Path of a recipe.
    pub recipe: Option<String>,
    /// Only the recipe is asked for.
    pub print_recipe: bool,
    /// Flags dates after it.
    pub today: Option<Day>,
    /// The view; a period that is not given is everything up to the as-of day.
    pub view: View,
    /// Panels asked for, in order; all when none is.
    pub panels: Vec<String>,
    /// Parameters by panel.
    pub params: BTreeMap<String, ParamValues>,
    /// Path of the customer list to write.
    pub customers: Option<String>,
    /// How the answer is written.
    pub format: Format,
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Raw values.
    #[default]
    Json,
    /// Readable tables.
    Text,
}

/// Rules of the view that are only known together.
#[derive(Default)]
struct Gone {
    kind: Option<GoneKind>,
    days: Option<u32>,
    p_alive: Option<GoneRule>,
}

/// The rule named.
#[derive(Clone, Copy)]
enum GoneKind {
    OwnGap,
    FixedDays,
    PAlive,
}

impl Arguments {
    /// The parameters of a panel.
    pub(super) fn params_of(&self, panel: &str) -> ParamValues {
        self.params.get(panel).cloned().unwrap_or_default()
    }

    /// The parameters of a panel, with those of the panels it rests on.
    pub(super) fn params_along(&self, panel: &str) -> ParamValues {
        let mut params = self.params_of(panel);
        for other in rests_on(panel) {
            params.take_along(other, &self.params_of(other));
        }
        params
    }
}

/// The panel that is the account itself.
pub(super) const QUALITY: &str = "quality";

/// Reads the words after the program's name; `--option value` and `--option=value` are the same.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Command, Terminal> {
    let mut arguments = Arguments::default();
    let mut gone = Gone::default();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let (option, attached) = match word.split_once('=') {
            Some((option, value)) if option.starts_with("--") => (option, Some(value.to_owned())),
            _ => (word.as_str(), None),
        };
        let mut value = || {
            attached
                .clone()
                .or_else(|| words.next())
                .ok_or_else(|| Terminal::ValueMissing {
                    option: option.to_owned(),
                })
        };
        match option {
            "--help" | "-h" => return Ok(Command::Help),
            "--version" => return Ok(Command::Version),
            "--print-recipe" => arguments.print_recipe = true,
            "--customers-table" => arguments.customers_table = Some(value()?),
            "--contacts-table" => arguments.records.push((RecordsKind::Contacts, value()?)),
            "--campaign-table" => arguments.records.push((RecordsKind::Campaign, value()?)),
            "--costs-table" => arguments.records.push((RecordsKind::Costs, value()?)),
            "--recipe" => arguments.recipe = Some(value()?),
            "--customers" => arguments.customers = Some(value()?),
            "--as-of" => arguments.view.as_of = Some(day(option, &value()?)?),
            "--today" => arguments.today = Some(day(option, &value()?)?),
            "--panel" => arguments.panels.push(known_panel(&value()?)?),
            "--param" => param(&mut arguments, &mut gone, &value()?)?,
            "--format" => {
                let text = value()?;
                arguments.format = match text.as_str() {
                    "json" => Format::Json,
                    "text" => Format::Text,
                    _ => return Err(unfit(option, &text, Wanted::Format)),
                };
            }
            _ if option.starts_with('-') && option.len() > 1 => {
                return Err(Terminal::UnknownOption {
                    option: option.to_owned(),
                });
            }
            _ => arguments.files.push(word),
        }
    }
    if arguments.files.is_empty() {
        return Err(Terminal::NoFile);
    }
    arguments.files.extend(arguments.customers_table.clone());
    let paths = arguments.records.iter().map(|(_, path)| path.clone());
    arguments.files.extend(paths);
    arguments.view.gone = gone.rule()?;
    Ok(Command::Analyse(Box::new(arguments)))
}

impl Arguments {
    /// The places of the files behind the sales, and what they are.
    pub(super) fn tables(&self) -> Vec<(u32, TableKind)> {
        let customers = self.customers_table.iter().map(|_| TableKind::Customers);
        let records = self
            .records
            .iter()
            .map(|(kind, _)| TableKind::Records(*kind));
        let kinds: Vec<TableKind> = customers.chain(records).collect();
        let first = self.files.len() - kinds.len();
        (first as u32..).zip(kinds).collect()
    }
}

impl Gone {
    /// Days or a chance alone mean their rule.
    fn rule(&self) -> Result<GoneRule, Terminal> {
        let fixed = self.days.map(|days| GoneRule::FixedDays { days });
        let missing = || unfit("view.gone_rule", "fixed_days", Wanted::GoneRule);
        match self.kind {
            Some(GoneKind::OwnGap) => Ok(GoneRule::OwnGap),
            Some(GoneKind::FixedDays) => fixed.ok_or_else(missing),
            Some(GoneKind::PAlive) => {
                let usual = || GoneRule::p_alive_below(GoneRule::USUAL_P_ALIVE);
                Ok(self.p_alive.or_else(usual).unwrap_or_default())
            }
            None => Ok(fixed.or(self.p_alive).unwrap_or_default()),
        }
    }
}

fn param(arguments: &mut Arguments, gone: &mut Gone, text: &str) -> Result<(), Terminal> {
    let parts = text
        .split_once('=')
        .and_then(|(name, value)| Some((name.split_once('.')?, value)));
    let Some(((panel, key), value)) = parts else {
        return Err(unfit("--param", text, Wanted::Param));
    };
    if panel == "view" {
        return view_param(&mut arguments.view, gone, key, value);
    }
    let values = arguments.params.entry(known_panel(panel)?).or_default();
    values.0.insert(key.to_owned(), value.to_owned());
    Ok(())
}

fn view_param(view: &mut View, gone: &mut Gone, key: &str, value: &str) -> Result<(), Terminal> {
    let name = format!("view.{key}");
    match key {
        "as_of" => view.as_of = Some(day(&name, value)?),
        "period" => {
            let period = Period::from_iso(value);
            view.period = Some(period.ok_or_else(|| unfit(&name, value, Wanted::Period))?);
        }
        "compare" => {
            view.compare = match value {
                "previous" => Compare::Previous,
                "year_before" => Compare::YearBefore,
                "none" => Compare::None,
                _ => return Err(unfit(&name, value, Wanted::Compare)),
            }
        }
        "filter" => {
            let filter = filter(value).ok_or_else(|| unfit(&name, value, Wanted::Filter))?;
            view.filters.push(filter);
        }
        "gone_rule" => {
            gone.kind = match value {
                "own_gap" => Some(GoneKind::OwnGap),
                "fixed_days" => Some(GoneKind::FixedDays),
                "p_alive" => Some(GoneKind::PAlive),
                _ => return Err(unfit(&name, value, Wanted::GoneRule)),
            }
        }
        "gone_days" => {
            let days = u32::from_str(value).map_err(|_| unfit(&name, value, Wanted::Days))?;
            gone.days = Some(days);
        }
        "gone_p_alive" => {
            let rule = value.parse().ok().and_then(GoneRule::p_alive_below);
            let unfit = || unfit(&name, value, Wanted::GoneProbability);
            gone.p_alive = Some(rule.ok_or_else(unfit)?);
        }
        _ => return Err(unfit("--param", &name, Wanted::ViewKey)),
    }
    Ok(())
}

/// `ROLE:VALUE`; a dimension has a name of its own: `dimension:COLUMN:VALUE`.
fn filter(text: &str) -> Option<Filter> {
    let (role, value) = text.split_once(':')?;
    let role = Role::from_id(role).filter(|role| role.is_coded())?;
    let (column, value) = match role {
        Role::Dimension => {
            let (column, value) = value.split_once(':')?;
            (Some(column.to_owned()), value)
        }
        _ => (None, value),
    };
    Some(Filter {
        role,
        column,
        value: value.to_owned(),
    })
}

fn known_panel(panel: &str) -> Result<String, Terminal> {
    if panel == QUALITY || panels::entry(panel).is_some() {
        return Ok(panel.to_owned());
    }
    Err(Terminal::UnknownPanel {
        panel: panel.to_owned(),
        known: all_panels(),
    })
}

/// Every panel that can be asked for.
pub(super) fn all_panels() -> Vec<String> {
    let registered = panels::REGISTRY.iter().map(|entry| entry.id);
    std::iter::once(QUALITY)
        .chain(registered)
        .map(str::to_owned)
        .collect()
}

fn day(option: &str, text: &str) -> Result<Day, Terminal> {
    Day::from_iso(text).ok_or_else(|| unfit(option, text, Wanted::Day))
}

fn unfit(option: &str, value: &str, wanted: Wanted) -> Terminal {
    Terminal::ValueUnfit {
        option: option.to_owned(),
        value: value.to_owned(),
        wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Arguments, Terminal> {
        match parse(line.split_whitespace().map(str::to_owned))? {
            Command::Analyse(arguments) => Ok(*arguments),
            Command::Help | Command::Version => panic!("{line} asks for no file"),
        }
    }

    #[test]
    fn every_option_is_read_in_both_forms() {
        let arguments = parsed(
            "shop.csv --as-of 2024-06-30 --today=2024-07-01 --panel quality --format text \
             --param view.period=2024-01-01..2024-03-31 --param view.filter=store:A:1 \
             --param=view.compare=none --param view.gone_days=90 --customers out.csv",
        )
        .unwrap();
        assert_eq!(arguments.files, ["shop.csv"]);
        assert_eq!(arguments.view.as_of, Day::from_iso("2024-06-30"));
        assert_eq!(arguments.today, Day::from_iso("2024-07-01"));
        assert_eq!(arguments.panels, ["quality"]);
        assert_eq!(arguments.format, Format::Text);
        assert_eq!(arguments.view.compare, Compare::None);
        assert_eq!(arguments.view.filters[0].value, "A:1");
        assert_eq!(arguments.view.gone, GoneRule::FixedDays { days: 90 });
        assert_eq!(arguments.customers.as_deref(), Some("out.csv"));
    }

    #[test]
    fn who_is_gone_is_told_by_one_rule() {
        let rule = |words: &str| parsed(&format!("a {words}")).unwrap().view.gone;
        let chance = |share| GoneRule::p_alive_below(share).unwrap();
        assert_eq!(rule("--param view.gone_p_alive=0.3"), chance(0.3));
        assert_eq!(rule("--param view.gone_rule=p_alive"), chance(0.5));
        let both = "--param view.gone_rule=p_alive --param view.gone_p_alive=0.2";
        assert_eq!(rule(both), chance(0.2));
        let other = "--param view.gone_rule=own_gap --param view.gone_p_alive=0.2";
        assert_eq!(rule(other), GoneRule::OwnGap);
    }

    #[test]
    fn what_does_not_fit_is_said() {
        let said = |line: &str| parsed(line).unwrap_err();
        assert_eq!(said("--format text"), Terminal::NoFile);
        assert!(matches!(
            said("a --frmat x"),
            Terminal::UnknownOption { .. }
        ));
        assert!(matches!(said("a --as-of"), Terminal::ValueMissing { .. }));
        for (line, wanted) in [
            ("a --as-of 2024-02-30", Wanted::Day),
            ("a --param x", Wanted::Param),
            ("a --param view.colour=red", Wanted::ViewKey),
            (
                "a --param view.period=2024-02-01..2024-01-01",
                Wanted::Period,
            ),
            ("a --param view.filter=customer:7", Wanted::Filter),
            ("a --param view.gone_rule=fixed_days", Wanted::GoneRule),
            ("a --param view.gone_rule=asleep", Wanted::GoneRule),
            ("a --param view.gone_p_alive=1.2", Wanted::GoneProbability),
            ("a --param view.gone_p_alive=NaN", Wanted::GoneProbability),
            ("a --param view.gone_days=soon", Wanted::Days),
            ("a --param view.compare=before", Wanted::Compare),
            ("a --param view.as_of=yesterday", Wanted::Day),
            ("a --today=2024-13-01", Wanted::Day),
            ("a --format xml", Wanted::Format),
        ] {
            match said(line) {
                Terminal::ValueUnfit { wanted: said, .. } => assert_eq!(said, wanted, "{line}"),
                other => panic!("{line}: {other:?}"),
            }
        }
        assert!(matches!(
            said("a --panel tarot"),
            Terminal::UnknownPanel { .. }
        ));
    }
}
