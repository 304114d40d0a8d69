//! Odd rows by cause: how many, first examples as they stand in the file, what they would move, and
//! what else could be done with them. Before the import is confirmed, and after.

use crate::app::link::Link;
use crate::app::state::{say, speaker};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::base::Money;
use crate::dataset::Reconciliation;
use crate::i18n::data::Data;
use crate::i18n::quality::Quality;
use crate::ingest::{Recipe, YearShare};
use crate::protocol::{ExportWhat, IssueGroup, PartLines, ReadResult};

/// Lines of examples named in the table.
const LINES_NAMED: usize = 3;

/// Columns of the table.
const COLUMNS: &str = "6";

/// Where the groups stand: an action there reads the table again.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum At {
    /// On the import page.
    Import,
    /// On the data page, with the file still open or not.
    Data { has_rows: bool },
}

/// The groups of an account alone, counts and money without examples: all of them when the file is
/// no longer open, and else the marks that the view puts on rows.
fn of_account(account: &Reconciliation) -> Vec<IssueGroup> {
    let group = |id: &str, label: Quality, happens: Quality| IssueGroup {
        id: id.to_owned(),
        label: label.into(),
        rows: 0,
        amount: None,
        years: Vec::new(),
        examples: Vec::new(),
        happens: happens.into(),
        set_aside: false,
        actions: Vec::new(),
    };
    let mut groups = Vec::new();
    for (reason, known) in &account.set_aside {
        let (label, happens) = (Quality::Reason(*reason), Quality::ReasonHappens(*reason));
        groups.push(IssueGroup {
            rows: known.rows,
            amount: known.amount,
            set_aside: true,
            ..group(reason.id(), label, happens)
        });
    }
    for (flag, known) in &account.flags {
        let (label, happens) = (Quality::Flag(*flag), Quality::FlagHappens(*flag));
        groups.push(IssueGroup {
            rows: known.rows,
            amount: Some(known.amount),
            ..group(flag.id(), label, happens)
        });
    }
    groups
}

/// The groups, and the files or sheets their lines are counted in.
#[derive(Clone)]
pub(super) struct ReadResultGroups {
    pub(super) groups: Vec<IssueGroup>,
    pub(super) parts: Vec<PartLines>,
}

impl ReadResultGroups {
    /// What a reading found, or what the account of it keeps.
    pub(super) fn of(read: Option<&ReadResult>, account: &Reconciliation) -> Self {
        let (mut groups, parts) = match read {
            Some(read) => (read.groups.clone(), read.parts.clone()),
            None => (Vec::new(), Vec::new()),
        };
        let told = groups.len();
        let mut marks = of_account(account);
        marks.retain(|mark| {
            let mut known = groups.iter();
            told == 0 || !mark.set_aside && !known.any(|group| group.id == mark.id)
        });
        groups.extend(marks);
        Self { groups, parts }
    }
}

/// Money that the rows set aside would add to the last year they are in, as a share of what that
/// year has.
pub(super) fn moves(groups: &[IssueGroup]) -> Option<(i16, f64)> {
    let aside = groups.iter().filter(|group| group.set_aside);
    let years = aside.flat_map(|group| &group.years);
    let last = years.clone().map(|share| share.year).max()?;
    let of_last = years.filter(|share| share.year == last);
    let (mut moved, mut used) = (Money::ZERO, Money::ZERO);
    for share in of_last {
        moved += share.amount.unwrap_or_default();
        used = share.used;
    }
    (used > Money::ZERO).then(|| (last, moved.0 as f64 / used.0 as f64))
}

/// Both tables: rows set aside, and rows used that are to be read with care.
#[component]
pub(super) fn Problems(found: ReadResultGroups, account: Reconciliation, at: At) -> impl IntoView {
    let ReadResultGroups { groups, parts } = found;
    if groups.is_empty() {
        return view! {
            <section class="fig s12">
                <h2>{say(Data::EveryRowFits)}</h2>
            </section>
        }
        .into_any();
    }
    let (aside, used): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.set_aside);
    let rounded = (account.rounded_rows > 0 && at != At::Import).then(|| {
        let rows = account.rounded_rows as i64;
        view! { <p class="fig-foot s12">{say(Data::Rounded { rows })}</p> }
    });
    let title = match at {
        At::Import => Data::OddRows,
        At::Data { .. } => Data::Causes {
            count: aside.len() as i64,
        },
    };
    let total = view! { <Total account=account.clone() at=at/> }.into_any();
    let aside = (!aside.is_empty()).then(|| {
        let words = [title, Data::CausesSub];
        table("set_aside", words, aside, &parts, &account, at, Some(total))
    });
    let used = (!used.is_empty()).then(|| {
        let words = [Data::ReadWithCare, Data::ReadWithCareSub];
        table("used", words, used, &parts, &account, at, None)
    });
    view! {
        {aside}
        {used}
        {rounded}
    }
    .into_any()
}

fn table(
    id: &'static str,
    [title, sub]: [Data; 2],
    groups: Vec<IssueGroup>,
    parts: &[PartLines],
    account: &Reconciliation,
    at: At,
    total: Option<AnyView>,
) -> AnyView {
    let file_amount = account.amount_file;
    let rows = groups
        .into_iter()
        .map(|group| {
            let parts = parts.to_vec();
            view! { <Group group=group parts=parts file_amount=file_amount at=at/> }
        })
        .collect_view();
    view! {
        <section class="fig s12">
            <h2>{say(title)}</h2>
            <p class="fig-sub">{say(sub)}</p>
            <div class="fig-body scroll-x">
                <table class="table stack" data-table=id>
                    <thead>
                        <tr>
                            <th scope="col">{say(Data::Cause)}</th>
                            <th scope="col" class="num">{say(Data::Rows)}</th>
                            <th scope="col" class="num">{say(Data::Money)}</th>
                            <th scope="col">{say(Data::Examples)}</th>
                            <th scope="col">{say(Data::Now)}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>
                        {rows}
                        {total}
                    </tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Total(account: Reconciliation, at: At) -> impl IntoView {
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let rows = account.rows_set_aside();
    let money = account.amount_set_aside();
    let can_save = at != At::Data { has_rows: false };
    let download = can_save.then(|| {
        view! {
            <button
                type="button"
                class="link"
                data-action="download-set-aside"
                on:click=move |_| steps.export(ExportWhat::SetAside, at == At::Import)
            >
                {say(Data::Download)}
            </button>
        }
    });
    view! {
        <tr class="total">
            <th scope="row">{say(Data::SetAside)}</th>
            <td class="num">{move || speaker.read().count(rows as i64)}</td>
            <td class="num">{move || speaker.read().money(money, 2)}</td>
            <td></td>
            <td></td>
            <td class="act">{download}</td>
        </tr>
    }
}

/// The file or sheet a line is in, when there are several, and the line within it.
fn place_of(parts: &[PartLines], line: u32) -> (String, i64) {
    let mut before = parts.iter().rev().filter(|_| parts.len() > 1);
    match before.find(|part| part.lines_before < line) {
        Some(part) => (part.name.clone(), i64::from(line - part.lines_before)),
        None => (String::new(), i64::from(line)),
    }
}

#[component]
fn Group(group: IssueGroup, parts: Vec<PartLines>, file_amount: Money, at: At) -> impl IntoView {
    let link = expect_context::<Link>();
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let IssueGroup {
        id,
        label,
        rows,
        amount,
        years,
        examples,
        happens,
        set_aside,
        actions,
    } = group;
    let examples: Vec<(String, i64, String)> = examples
        .into_iter()
        .map(|(line, text)| {
            let (part, line) = place_of(&parts, line);
            (part, line, text)
        })
        .collect();
    let first = examples.iter().take(LINES_NAMED);
    let lines = (!examples.is_empty()).then(|| Data::Lines {
        lines: first.map(|(part, line, _)| (part.clone(), *line)).collect(),
    });
    // Guests are often many: what they are of the whole is what decides.
    let share = amount
        .filter(|_| set_aside && file_amount > Money::ZERO)
        .map(|amount| Data::ShareOfMoney {
            share: amount.0 as f64 / file_amount.0 as f64,
        });
    let decide = move |recipe: Recipe| match at {
        At::Import => link.reread(recipe),
        At::Data { .. } => steps.decide_anew(recipe),
    };
    let actions = actions
        .into_iter()
        .enumerate()
        .filter(|_| at != At::Data { has_rows: false })
        .map(|(place, (words, recipe))| {
            view! {
                <button
                    type="button"
                    class="link"
                    data-do=place.to_string()
                    on:click=move |_| decide(recipe.clone())
                >
                    {say(words)}
                </button>
            }
        })
        .collect_view();
    let open = RwSignal::new(false);
    let name = if examples.is_empty() {
        say(label).into_any()
    } else {
        view! {
            <button
                type="button"
                class="fold"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {say(label)}
            </button>
        }
        .into_any()
    };
    let kept = StoredValue::new((examples, years));
    let detail = move || {
        open.get().then(|| {
            let (examples, years) = kept.get_value();
            detail(examples, &years, rows, set_aside)
        })
    };
    view! {
        <tr data-group=id class:open=move || open.get()>
            <th scope="row" class="strong">{name}</th>
            <td class="num">{move || speaker.read().count(rows as i64)}</td>
            <td class="num">
                {move || amount.map(|amount| speaker.read().money(amount, 2))}
                {share.map(|share| view! { <small class="soft">{say(share)}</small> })}
            </td>
            <td class="muted">{lines.map(say)}</td>
            <td>{say(happens)}</td>
            <td class="act">{actions}</td>
        </tr>
        {move || detail()}
    }
}

/// The first records as they stand in the file, and what the group is in every year.
fn detail(
    examples: Vec<(String, i64, String)>,
    years: &[YearShare],
    rows: u64,
    set_aside: bool,
) -> AnyView {
    let speaker = speaker();
    let shown = examples.len() as i64;
    let has_parts = examples.iter().any(|(part, ..)| !part.is_empty());
    let part_head = has_parts.then(|| view! { <th scope="col">{say(Data::Part)}</th> });
    let records = examples
        .into_iter()
        .map(|(part, line, text)| {
            view! {
                <tr>
                    {has_parts.then(|| view! { <td>{part}</td> })}
                    <td class="num">{move || speaker.read().count(line)}</td>
                    <td class="record">{text}</td>
                </tr>
            }
        })
        .collect_view();
    let moved = if set_aside {
        Data::IfUsed
    } else {
        Data::IfLeftOut
    };
    let by_year = years
        .iter()
        .map(|share| {
            let YearShare {
                year,
                rows,
                amount,
                used,
            } = *share;
            let moved = amount.map(|amount| if set_aside { amount } else { -amount });
            let part = moved
                .filter(|_| used > Money::ZERO)
                .map(|moved| moved.0 as f64 / used.0 as f64);
            view! {
                <tr>
                    <th scope="row">{year.to_string()}</th>
                    <td class="num">{move || speaker.read().count(rows as i64)}</td>
                    <td class="num">{move || speaker.read().money(used, 2)}</td>
                    <td class="num">
                        {move || moved.map(|moved| speaker.read().signed_money(moved, 2))}
                    </td>
                    <td class="num">
                        {move || part.map(|part| speaker.read().signed_percent(part, 1))}
                    </td>
                </tr>
            }
        })
        .collect_view();
    let by_year = (!years.is_empty()).then(|| {
        view! {
            <table class="table inner by-year">
                <thead>
                    <tr>
                        <th scope="col">{say(Data::Year)}</th>
                        <th scope="col" class="num">{say(Data::Rows)}</th>
                        <th scope="col" class="num">{say(Data::UsedInYear)}</th>
                        <th scope="col" class="num">{say(moved)}</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{by_year}</tbody>
            </table>
        }
    });
    view! {
        <tr class="detail">
            <td colspan=COLUMNS>
                <table class="table inner">
                    <thead>
                        <tr>
                            {part_head}
                            <th scope="col" class="num">{say(Data::Line)}</th>
                            <th scope="col">{say(Data::Record)}</th>
                        </tr>
                    </thead>
                    <tbody>{records}</tbody>
                </table>
                <p class="note">{say(Data::ExamplesOf { shown, of: rows as i64 })}</p>
                {by_year}
            </td>
        </tr>
    }
    .into_any()
}
