//! What leaves as a file.

use super::fault::Fault;
use super::list_column::ListContext;
use super::lists;
use super::reading::Opened;
use super::session::Session;
use super::standing::Lines;
use crate::analysis::concentration::AbcClass;
use crate::analysis::profit::Statement;
use crate::analysis::rfm::Segment;
use crate::analysis::triage::{Reason, Triage};
use crate::analysis::value::CustomerValue;
use crate::analysis::value_frequency::Group;
use crate::dataset::CustomerIx;
use crate::export::customers_csv::{self, CustomerRow};
use crate::export::{Mark, set_aside_csv, table_csv, unmatched_csv};
use crate::i18n::engine::Failure;
use crate::protocol::{ExportWhat, ListQuery};

/// A file to save.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Makes the file that is asked for. Set-aside rows can be had before the analysis begins.
pub(super) fn export(
    what: ExportWhat,
    opened: Option<&Opened>,
    session: Option<&mut Session>,
) -> Result<File, Fault> {
    match what {
        ExportWhat::SetAside => {
            let read = opened.and_then(|opened| Some((opened.name(), opened.import()?)));
            let (name, header, issues, parts) = match (read, session) {
                (Some((name, import)), _) => {
                    (name, &import.header[..], &import.issues, &import.parts[..])
                }
                (None, Some(session)) => (
                    session.name(),
                    session.header(),
                    session.issues(),
                    session.parts(),
                ),
                (None, None) => return Err(Failure::NothingOpened.into()),
            };
            let parts: Vec<(String, u32)> = parts
                .iter()
                .map(|part| (part.name.clone(), part.lines_before))
                .collect();
            Ok(File {
                name: file_name(name, &["set-aside"]),
                bytes: set_aside_csv::write(
                    header,
                    &issues.set_aside,
                    &parts,
                    Mark::ForSpreadsheets,
                ),
            })
        }
        ExportWhat::Unmatched { records } => {
            let read = opened.and_then(|opened| Some((opened.name(), opened.import()?)));
            let (name, matches) = match (read, session) {
                (Some((name, import)), _) => (name, &import.matches),
                (None, Some(session)) => (session.name(), session.matches()),
                (None, None) => return Err(Failure::NothingOpened.into()),
            };
            let matches = match records {
                Some(at) => matches.records.get(at as usize),
                None => matches.customers.as_ref(),
            };
            let matches = matches.ok_or(Failure::NothingOpened)?;
            Ok(File {
                name: file_name(name, &["unmatched"]),
                bytes: unmatched_csv::write(matches, Mark::ForSpreadsheets),
            })
        }
        ExportWhat::Customers { query } => {
            let session = session.ok_or(Failure::NothingAnalysed)?;
            let mut parts = vec!["customers", query.selection.key.as_str()];
            parts.retain(|part| !part.is_empty());
            let name = file_name(session.name(), &parts);
            Ok(File {
                name,
                bytes: customers(
                    session,
                    &query,
                    &Lines::of_query(&query),
                    Mark::ForSpreadsheets,
                )?,
            })
        }
        ExportWhat::PanelTable {
            panel,
            params,
            table,
        } => {
            let session = session.ok_or(Failure::NothingAnalysed)?;
            let name = file_name(session.name(), &[&panel, &table]);
            let panel = session.panel(&panel, &params)?;
            let Some(table) = panel.tables.iter().find(|found| found.id == table) else {
                return Err(Failure::UnknownTable { table }.into());
            };
            Ok(File {
                name,
                bytes: table_csv::write(table, Mark::ForSpreadsheets),
            })
        }
    }
}

/// Column of why customers left as the person says; there when the person says it of anybody.
const LEFT_FOR: &str = "reason_for_leaving";

/// The customers of a query as CSV.
pub(super) fn customers(
    session: &mut Session,
    query: &ListQuery,
    lines: &Lines,
    mark: Mark,
) -> Result<Vec<u8>, Fault> {
    let (list, text) = session.list_door(lines);
    let order = lists::order(query, list, text)?;
    let attributes = list.context.data.attributes();
    let mut names: Vec<&str> = attributes.iter().map(|it| it.name.as_str()).collect();
    let lines = list.standing.lines().clone();
    let left_for = (!lines.left_for.is_empty()).then_some(&lines.left_for);
    names.extend(left_for.map(|_| LEFT_FOR));
    let valued = list.context.valued(lines.value).ok();
    let margin = list.context.margin(lines.profit.clone());
    let profits = list.context.profits(lines.profit);
    let base = list.context.base;
    let triage = Triage::of(
        list.context.data,
        base,
        &profits,
        valued.as_deref(),
        lines.rules,
    );
    let rows = order.into_iter().map(|customer| {
        let texts = attributes.iter().map(|it| it.text(customer.0));
        let reason = left_for.map(|of| of.get(list.context.data.customer_id(customer)));
        let reason = reason.map(|cause| cause.map_or("", |cause| cause.id()));
        let texts = texts.chain(reason);
        let value = valued.as_ref().map(|valued| valued.value(customer));
        let place = profits.place(customer);
        let standing = Found {
            value: value.unwrap_or_default().at_margin(margin.unwrap_or(1.0)),
            profit: place.map(|at| profits.statement(at)),
            reason: triage.place(customer).map(|at| triage.reasons[at]),
        };
        (
            row(list, customer, &standing),
            texts.map(str::to_owned).collect(),
        )
    });
    Ok(customers_csv::write(&names, rows, mark))
}

/// What the analyses of all customers found of one.
struct Found {
    value: CustomerValue,
    profit: Option<Statement>,
    reason: Option<Reason>,
}

fn row(list: ListContext<'_>, customer: CustomerIx, found: &Found) -> CustomerRow {
    let ListContext { context, standing } = list;
    let (value, profit) = (found.value, found.profit.as_ref());
    let base = context.base;
    let occasions = base.occasions(customer);
    CustomerRow {
        customer: context.data.customer_id(customer).to_owned(),
        name: context.data.customer_name(customer).to_owned(),
        first_day: base.first_day(customer),
        last_day: base.last_day(customer),
        occasions,
        repeat_purchases: base.repeat_purchases(customer),
        last_purchase_age_days: base.last_purchase_age_days(customer),
        age_days: base.age_days(customer),
        mean_repeat_value: base.mean_repeat_value(customer),
        revenue: base.revenue(customer),
        gross_profit: profit.and_then(|of| of.gross_profit),
        relationship_cost: profit.and_then(Statement::relationship_cost),
        profit: profit.and_then(Statement::profit),
        scores: standing
            .scores(customer)
            .map(|scores| [scores.r, scores.f, scores.m]),
        segment: standing.segment(customer).map(Segment::id),
        value_frequency_group: standing.group(customer).map(Group::id),
        abc_class: standing.class(customer).map(AbcClass::id),
        p_alive: value.p_alive,
        expected_purchases: value.expected_purchases,
        expected_spend: value.expected_spend,
        clv: value.clv,
        clv_interval: value.interval.map(|ends| [ends.low, ends.high]),
        verdict: found.reason.map(|reason| reason.verdict().id()),
        reason: found.reason.map(Reason::id),
    }
}

/// `sales-customers-champions.csv`: the file's own name without its ending, then what it holds,
/// with nothing that a file system could take for more than a name.
fn file_name(source: &str, parts: &[&str]) -> String {
    let last = source.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let mut name = String::new();
    for part in std::iter::once(&stem).chain(parts) {
        if !name.is_empty() {
            name.push('-');
        }
        let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
        name.extend(part.chars().take(80).map(plain));
    }
    name.push_str(".csv");
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_only_names() {
        assert_eq!(
            file_name("Kasse 2025.csv", &["customers", "group:much_often"]),
            "Kasse-2025-customers-group-much-often.csv"
        );
        assert_eq!(file_name("../../etc/passwd", &["x"]), "passwd-x.csv");
        assert_eq!(file_name("", &["customers"]), "customers.csv");
    }
}
