//! The data after import: what became of every row, how the file was read.

use std::sync::Arc;

use super::import_formats::read_as;
use super::import_tables::TableAccount;
use super::unmatched::Unmatched;
use crate::app::ledger::closes;
use crate::app::recon::Recon;
use crate::app::state::{Session, say, speaker};
use crate::app::steps::Steps;
use crate::app::view::prelude::*;
use crate::base::Money;
use crate::dataset::Reconciliation;
use crate::export::raw_value;
use crate::i18n::Message;
use crate::i18n::data::Data;
use crate::i18n::mapping::Mapping;
use crate::panels::panel::Value;
use crate::protocol::{ExportWhat, IssueGroup, ReadResult, SessionInfo};

/// The data page.
#[component]
pub(super) fn DataPage() -> impl IntoView {
    let session = expect_context::<Session>();
    let info = move || session.info.get();
    move || info().map(|info| view! { <Account info=info/> })
}

#[component]
fn Account(info: Arc<SessionInfo>) -> impl IntoView {
    let session = expect_context::<Session>();
    let steps = expect_context::<Steps>();
    let account = info.reconciliation.clone();
    let title = title(&account);
    let lede = match (account.first_day, account.last_day) {
        (Some(first), Some(last)) => Some(say(Data::Lede {
            first,
            last,
            customers: account.customers as i64,
        })),
        _ => None,
    };
    let read_again = move || {
        session.has_rows.get().then(|| {
            view! {
                <button
                    type="button"
                    class="btn"
                    data-action="read-again"
                    on:click=move |_| steps.read_again()
                >
                    {say(Data::ReadAgain)}
                </button>
            }
        })
    };
    view! {
        <section data-panel="quality">
            <div class="head">
                <div>
                    <p class="eyebrow">{say(Data::Eyebrow)}</p>
                    <h1 class="answer">{say(title)}</h1>
                    <p class="lede">{lede}</p>
                </div>
                <div class="row keep">
                    {move || read_again()}
                    <button type="button" class="btn" on:click=move |_| steps.choose_file()>
                        {say(Data::OtherFile)}
                    </button>
                </div>
            </div>
            <StatValues account=account.clone()/>
            <div class="grid">
                <Recon account=account.clone()/>
                <Causes account=account.clone()/>
                <TableAccount account=account.clone()/>
                <Marks account=account/>
                <HowRead info=info/>
                <Unmatched/>
            </div>
        </section>
    }
}

fn title(account: &Reconciliation) -> Data {
    if !closes(account) {
        return Data::DoesNotClose;
    }
    match account.rows_set_aside() {
        0 => Data::AllUsed {
            rows: account.rows_used as i64,
        },
        set_aside => Data::Accounted {
            set_aside: set_aside as i64,
            share: set_aside as f64 / account.rows_read.max(1) as f64,
        },
    }
}

/// The account under its stable names, raw, for programs that look at the page.
#[component]
fn StatValues(account: Reconciliation) -> impl IntoView {
    let count = |count: u64| Value::Count(count as i64);
    let day = |day: Option<_>| day.map_or(Value::None, Value::Day);
    let mut stats = vec![
        ("rows_read".to_owned(), count(account.rows_read)),
        ("rows_used".to_owned(), count(account.rows_used)),
        (
            "amount_total".to_owned(),
            Value::Money(account.amount_total),
        ),
        ("amount_file".to_owned(), Value::Money(account.amount_file)),
        ("customers".to_owned(), count(account.customers)),
        ("first_day".to_owned(), day(account.first_day)),
        ("last_day".to_owned(), day(account.last_day)),
        (
            "currency".to_owned(),
            account
                .currency
                .map_or(Value::None, |currency| Value::Text(currency.0)),
        ),
        ("rounded_rows".to_owned(), count(account.rounded_rows)),
    ];
    for (reason, group) in account.set_aside {
        let id = reason.id();
        stats.push((format!("set_aside.{id}.rows"), count(group.rows)));
        stats.push((
            format!("set_aside.{id}.amount"),
            group.amount.map_or(Value::None, Value::Money),
        ));
    }
    for (flag, group) in account.flags {
        let id = flag.id();
        stats.push((format!("flags.{id}.rows"), count(group.rows)));
        stats.push((format!("flags.{id}.amount"), Value::Money(group.amount)));
    }
    stats
        .into_iter()
        .map(|(id, value)| view! { <data hidden data-stat=id data-value=raw_value(&value)></data> })
        .collect_view()
}

/// One cause as the page shows it: with examples while the file is open, from the account alone
/// when it is not.
struct Cause {
    id: String,
    label: Message,
    rows: u64,
    amount: Option<Money>,
    examples: Vec<(u32, String)>,
    happens: Option<Message>,
}

impl From<&IssueGroup> for Cause {
    fn from(group: &IssueGroup) -> Self {
        Self {
            id: group.id.clone(),
            label: group.label.clone(),
            rows: group.rows,
            amount: group.amount,
            examples: group.examples.clone(),
            happens: Some(group.happens.clone()),
        }
    }
}

fn causes(account: &Reconciliation, read: Option<&ReadResult>) -> Vec<Cause> {
    if let Some(read) = read {
        return read
            .groups
            .iter()
            .filter(|group| group.set_aside)
            .map(Cause::from)
            .collect();
    }
    account
        .set_aside
        .iter()
        .map(|(reason, group)| {
            let id = reason.id();
            Cause {
                label: Data::Reason { id: id.to_owned() }.into(),
                id: id.to_owned(),
                rows: group.rows,
                amount: group.amount,
                examples: Vec::new(),
                happens: None,
            }
        })
        .collect()
}

#[component]
fn Causes(account: Reconciliation) -> impl IntoView {
    let session = expect_context::<Session>();
    let steps = expect_context::<Steps>();
    let speaker = speaker();
    let rows = account.rows_set_aside();
    if rows == 0 {
        return ().into_any();
    }
    let money = account.amount_set_aside();
    let causes = session
        .read
        .with_untracked(|read| causes(&account, read.as_deref()));
    let count = causes.len() as i64;
    let lines = causes
        .into_iter()
        .map(|cause| view! { <OneCause cause=cause/> })
        .collect_view();
    let download = move || {
        session.has_rows.get().then(|| {
            view! {
                <button
                    type="button"
                    class="link"
                    data-action="download-set-aside"
                    on:click=move |_| steps.export(ExportWhat::SetAside, false)
                >
                    {say(Data::Download)}
                </button>
            }
        })
    };
    view! {
        <section class="fig s12">
            <h2>{say(Data::Causes { count })}</h2>
            <p class="fig-sub">{say(Data::CausesSub)}</p>
            <div class="fig-body scroll-x">
                <table class="table stack" data-table="set_aside">
                    <thead>
                        <tr>
                            <th scope="col">{say(Data::Cause)}</th>
                            <th scope="col" class="num">{say(Data::Rows)}</th>
                            <th scope="col" class="num">{say(Data::Money)}</th>
                            <th scope="col">{say(Data::Now)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {lines}
                        <tr class="total">
                            <th scope="row">{say(Data::SetAside)}</th>
                            <td class="num">{move || speaker.read().count(rows as i64)}</td>
                            <td class="num">{move || speaker.read().money(money, 2)}</td>
                            <td class="act">{move || download()}</td>
                        </tr>
                    </tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn OneCause(cause: Cause) -> impl IntoView {
    let speaker = speaker();
    let Cause {
        id,
        label,
        rows,
        amount,
        examples,
        happens,
    } = cause;
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
    let shown = examples.len();
    let records = StoredValue::new(examples);
    let detail = move || {
        open.get().then(|| {
            let lines = records
                .get_value()
                .into_iter()
                .map(|(line, text)| {
                    view! {
                        <tr>
                            <td class="num">{move || speaker.read().count(i64::from(line))}</td>
                            <td class="record">{text}</td>
                        </tr>
                    }
                })
                .collect_view();
            view! {
                <tr class="detail">
                    <td colspan="4">
                        <table class="table inner">
                            <thead>
                                <tr>
                                    <th scope="col" class="num">{say(Data::Line)}</th>
                                    <th scope="col">{say(Data::Record)}</th>
                                </tr>
                            </thead>
                            <tbody>{lines}</tbody>
                        </table>
                        <p class="note">
                            {say(Data::ExamplesOf { shown: shown as i64, of: rows as i64 })}
                        </p>
                    </td>
                </tr>
            }
        })
    };
    view! {
        <tr data-group=id class:open=move || open.get()>
            <th scope="row" class="strong">{name}</th>
            <td class="num">{move || speaker.read().count(rows as i64)}</td>
            <td class="num">{move || amount.map(|amount| speaker.read().money(amount, 2))}</td>
            <td>{happens.map(say)}</td>
        </tr>
        {move || detail()}
    }
}

#[component]
fn Marks(account: Reconciliation) -> impl IntoView {
    let speaker = speaker();
    let rows = account
        .flags
        .into_iter()
        .map(|(flag, group)| {
            let id = flag.id();
            view! {
                <tr>
                    <th scope="row">{say(Data::Mark { id: id.to_owned() })}</th>
                    <td class="num">{move || speaker.read().count(group.rows as i64)}</td>
                    <td class="num">{move || speaker.read().money(group.amount, 2)}</td>
                    <td>{say(Data::MarkDone { id: id.to_owned() })}</td>
                </tr>
            }
        })
        .collect_view();
    let rounded = (account.rounded_rows > 0).then(|| {
        let rows = account.rounded_rows as i64;
        view! { <p class="fig-foot">{say(Data::Rounded { rows })}</p> }
    });
    if rows.is_empty() && rounded.is_none() {
        return view! {
            <section class="fig s7">
                <h2>{say(Data::NothingMarked)}</h2>
            </section>
        }
        .into_any();
    }
    view! {
        <section class="fig s7">
            <h2>{say(Data::ReadWithCare)}</h2>
            <p class="fig-sub">{say(Data::ReadWithCareSub)}</p>
            <div class="fig-body scroll-x">
                <table class="table dense">
                    <thead>
                        <tr>
                            <th scope="col">{say(Data::Found)}</th>
                            <th scope="col" class="num">{say(Data::Rows)}</th>
                            <th scope="col" class="num">{say(Data::Money)}</th>
                            <th scope="col">{say(Data::Done)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {rounded}
        </section>
    }
    .into_any()
}

#[component]
fn HowRead(info: Arc<SessionInfo>) -> impl IntoView {
    let rows = info
        .recipe
        .columns
        .iter()
        .map(|column| {
            let role = column.role.id().to_owned();
            view! {
                <tr>
                    <th scope="row">{column.name.clone()}</th>
                    <td>{say(Mapping::Role { id: role })}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="fig s5">
            <h2>{say(Data::Columns)}</h2>
            <p class="fig-sub">{say(read_as(&info.recipe))}</p>
            <div class="fig-body scroll-x">
                <table class="table dense">
                    <thead>
                        <tr>
                            <th scope="col">{say(Data::Column)}</th>
                            <th scope="col">{say(Data::Meaning)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
