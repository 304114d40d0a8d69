//! The end of a pass: the whole file's evidence against what was assumed, and the account.

use super::currency;
use super::customer::Words;
use super::date::DateEvidence;
use super::describe;
use super::encoding::Utf8Check;
use super::identity;
use super::layout::{Layout, column_of};
use super::ledger::Balance;
use super::month_headers::is_no_customer;
use super::number::NumberEvidence;
use super::pass::Pass;
use super::plan::{self, ColumnPlan, Origin, Verdict};
use super::problems::{self, Found};
use super::profile::Profile;
use super::questions;
use super::report::{ColumnEvidence, Evidence, EvidenceAbout, Import, Outcome, PartLines};
use super::reshape::Reshape;
use super::split::Faults;
use super::tally::UsedByYear;
use super::workbook::SheetFaults;
use super::{Encoding, OnOddRow, Recipe, SourceFormat};
use crate::base::{Currency, Day, Money, order};
use crate::dataset::{
    Dataset, Dictionary, Flag, MatchReports, NO_CODE, Reconciliation, Role, RowFlags, Ruling,
    SetAsideReason,
};
use crate::i18n::import::{Import as Say, ImportEvidence as Why};

/// A pass that has seen the last byte.
pub(super) struct Finished<'a> {
    pub(super) recipe: Recipe,
    pub(super) origin: Origin,
    pub(super) plans: &'a [ColumnPlan],
    pub(super) profiles: &'a [Profile],
    pub(super) header_line: Option<u64>,
    pub(super) sheets: &'a [(String, bool)],
    pub(super) unfolded_months: Option<usize>,
    pub(super) parts: Vec<PartLines>,
    pub(super) sheet_faults: SheetFaults,
    /// Years named in the lines above the table, sorted.
    pub(super) years_above: &'a [u16],
    pub(super) today: Option<Day>,
    pub(super) columns: Vec<ColumnEvidence>,
    pub(super) utf8: &'a Utf8Check,
    pub(super) faults: Faults,
    pub(super) pass: Pass,
}

/// What was seen, of the first bytes or of all.
pub(super) struct Seen<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) plans: &'a [ColumnPlan],
    pub(super) fixed: bool,
    pub(super) utf8: &'a Utf8Check,
    pub(super) faults: Faults,
    pub(super) header_line: Option<u64>,
    pub(super) sheets: &'a [(String, bool)],
    pub(super) unfolded_months: Option<usize>,
    pub(super) columns: usize,
    pub(super) rows: u64,
    pub(super) full_rows: u64,
    /// Evidence of a column's numbers.
    pub(super) numbers: &'a dyn Fn(usize) -> Option<&'a NumberEvidence>,
    /// Evidence of a column's dates.
    pub(super) dates: &'a dyn Fn(usize) -> Option<&'a DateEvidence>,
}

/// Why the file is read as it is.
pub(super) fn evidence(seen: &Seen<'_>) -> Vec<Evidence> {
    let mut out = Vec::new();
    if seen.recipe.source.format == SourceFormat::Csv {
        out.push(describe::encoding(seen.recipe.source.encoding, seen.utf8));
        // Rows that were unfolded do not show how the file was cut.
        let cuts = describe::cuts(
            seen.recipe,
            seen.columns,
            seen.full_rows,
            seen.rows,
            seen.faults,
        );
        out.extend(
            cuts.into_iter().filter(|cut| {
                seen.unfolded_months.is_none() || cut.about != EvidenceAbout::Delimiter
            }),
        );
    } else {
        out.push(describe::sheets(&seen.recipe.source, seen.sheets));
    }
    if let Some(months) = seen.unfolded_months {
        let months = months as u32;
        out.push(describe::because(
            EvidenceAbout::Layout,
            Why::MonthsUnfolded { months },
        ));
    }
    let header_chosen =
        seen.fixed && seen.header_line.is_none() && seen.recipe.source.header_record.is_some();
    out.push(describe::header(
        seen.header_line,
        seen.recipe.source.header_records,
        header_chosen,
    ));
    let of_file = of_file(seen.recipe, seen.numbers);
    let money = amount_column(seen.recipe);
    if let Some((plan, evidence)) =
        money.and_then(|at| Some((seen.plans.get(at)?, (seen.numbers)(at)?)))
    {
        let verdict = plan::judge_decimal(plan, evidence, of_file);
        out.push(describe::decimal(evidence, verdict, plan));
    }
    let date = column_of(seen.recipe, Role::Date).or_else(|| column_of(seen.recipe, Role::LastDay));
    if let Some((plan, evidence)) =
        date.and_then(|at| Some((seen.plans.get(at)?, (seen.dates)(at)?)))
    {
        let verdict = plan::judge_order(plan, evidence);
        out.extend(describe::order(evidence, plan, verdict));
    }
    out
}

fn amount_column(recipe: &Recipe) -> Option<usize> {
    [Role::Amount, Role::UnitPrice, Role::MeanValue]
        .into_iter()
        .find_map(|role| column_of(recipe, role))
}

fn of_file<'a>(
    recipe: &Recipe,
    numbers: &dyn Fn(usize) -> Option<&'a NumberEvidence>,
) -> Option<char> {
    let columns = recipe.columns.iter();
    plan::file_decimal(
        columns
            .filter(|column| plan::is_number(column.role))
            .filter_map(|column| numbers(column.index)),
    )
}

/// Asks for another pass where the whole file refutes what was assumed; else closes the account.
pub(super) fn judge(mut finished: Finished<'_>) -> Outcome {
    let mut refuted = false;
    let source = &mut finished.recipe.source;
    if finished.origin != Origin::Given
        && source.encoding == Encoding::Utf8
        && finished.utf8.refuted()
    {
        source.encoding = finished.utf8.single_byte_guess();
        refuted = true;
    }
    let faults = finished.faults;
    if finished.origin != Origin::Given && faults.unclosed_quotes * 4 > faults.quoted_records {
        source.quote = None;
        refuted = true;
    }
    let layout = finished.pass.layout.clone();
    let mut asked = Vec::new();
    let pass = &finished.pass;
    let numbers = |column: usize| pass.numbers_of(column);
    let of_file = of_file(&finished.recipe, &numbers);
    let mut recipe = finished.recipe.clone();
    for (column, plan) in recipe.columns.iter_mut().zip(finished.plans) {
        if let Some(evidence) = numbers(column.index) {
            match plan::judge_decimal(plan, evidence, of_file) {
                Verdict::Holds(decimal) => {
                    let group = column.number.as_ref().and_then(|number| number.group);
                    plan::with_decimal(column, decimal, group.or(evidence.group));
                }
                Verdict::Refuted(decimal) => {
                    plan::with_decimal(column, decimal, evidence.group);
                    refuted = true;
                }
                Verdict::Ask => asked.push((Role::Amount, column.index)),
            }
        }
        if Some(column.index) == layout.as_ref().and_then(Layout::dated) {
            match plan::judge_order(plan, &pass.dates.evidence) {
                Verdict::Holds(order) => {
                    if column.date.is_none() {
                        plan::with_order(column, order);
                    }
                }
                Verdict::Refuted(order) => {
                    plan::with_order(column, order);
                    refuted = true;
                }
                Verdict::Ask => {
                    if let Some(order) = plan::order_without_year(&pass.dates.evidence) {
                        plan::with_order(column, order);
                    }
                    if let Some(date) = &mut column.date {
                        date.year = None;
                    }
                    asked.push((Role::Date, column.index));
                }
            }
        }
    }
    if let Some(layout) = &layout {
        refuted |= pass.days.judge(layout, &mut recipe, finished.plans);
    }
    if let Some(totals) = pass.totals() {
        refuted |= totals.judge(&mut recipe, finished.origin != Origin::Given);
        // Both days are written the same way.
        let last = column_of(&recipe, Role::LastDay);
        let format = last.and_then(|at| recipe.columns.iter().find(|column| column.index == at));
        let format = format.and_then(|column| column.date.clone());
        let mut columns = recipe.columns.iter_mut();
        if let Some(first) = columns.find(|column| column.role == Role::FirstDay) {
            first.date = format;
        }
    }
    recipe.dimensions = recipe
        .columns
        .iter()
        .filter(|column| column.role == Role::Dimension)
        .map(|column| column.name.clone())
        .collect();
    if refuted {
        return Outcome::ReadAgain(Box::new(recipe));
    }
    finished.recipe = recipe;
    Outcome::Ready(Box::new(close(finished, &asked)))
}

fn close(finished: Finished<'_>, asked: &[(Role, usize)]) -> Import {
    let Finished {
        recipe,
        origin,
        plans,
        profiles,
        header_line,
        sheets,
        unfolded_months,
        parts,
        sheet_faults,
        years_above,
        today,
        mut columns,
        utf8,
        faults,
        mut pass,
    } = finished;
    let removed = take_out_unbelievable(&mut pass);
    let all = std::mem::take(&mut pass.currencies);
    let with_aside = all.seen.iter().zip(&all.aside);
    let all_currencies: Vec<(String, u64)> = with_aside
        .map(|((code, rows, _), aside)| (code.clone(), rows + aside))
        .filter(|(_, rows)| *rows > 0)
        .collect();
    let mut currencies = all.seen;
    currencies.retain(|(_, rows, _)| *rows > 0);
    let mut questions = questions::columns(&recipe, profiles);
    for &(role, column) in asked {
        let question = match role {
            Role::Date => questions::dates(&recipe, column, &pass.dates.evidence, years_above),
            _ => match pass.numbers_of(column) {
                Some(evidence) => questions::decimal(&recipe, column, evidence),
                None => continue,
            },
        };
        if !questions.iter().any(|known| known.id == question.id) {
            questions.push(question);
        }
    }
    if let Some(totals) = pass.totals() {
        let open = totals.layout().open(&recipe);
        let asked = open.into_iter();
        questions
            .extend(asked.map(|open| questions::totals(&recipe, totals.layout(), open, today)));
    }
    let is_open = recipe.rules.currency.is_none();
    let unmarked = if is_open {
        all.unmarked.named(&mut currencies)
    } else {
        all.unmarked
    };
    let (mut currency, why) = currency_of(&recipe, &currencies);
    if is_open && !currencies.is_empty() && (currencies.len() > 1 || unmarked.rows > 0) {
        questions.push(questions::currency(&recipe, &currencies, &unmarked));
        currency = None;
    }
    let mut evidence = evidence(&Seen {
        recipe: &recipe,
        plans,
        fixed: origin == Origin::Given,
        utf8,
        faults,
        header_line,
        sheets,
        unfolded_months,
        columns: pass.header().len(),
        rows: pass.rows_read,
        full_rows: pass.full_rows,
        numbers: &|column| pass.numbers_of(column),
        dates: &|_| Some(&pass.dates.evidence),
    });
    evidence.extend(describe::other_amounts(&recipe, profiles));
    evidence.push(describe::because(EvidenceAbout::Currency, why));
    evidence.extend(describe::sheet_faults(sheet_faults));
    let reshape = pass.reshape.take();
    pass.ledger
        .name_footer(pass.last_used_line, pass.header().len());

    let future = future_from(&pass);
    let has_usable_totals = pass.usable_totals > 0;
    let (rows_read, rounded_rows) = (pass.rows_read, pass.rounded_rows);
    let merged_rows = pass.customers.merged_rows();
    let header = pass.header().to_vec();
    let mut ledger = std::mem::take(&mut pass.ledger);
    let seen = WholeColumns::of(&pass);
    let mut dataset = build(pass, &recipe, currency.clone());
    evidence.extend(describe::days_of_orders(dataset.spread_days_over_orders()));
    if let Some(Reshape::Totals(totals)) = reshape {
        let repeated_rows = dataset.len() - dataset.customers();
        let said = describe::totals(totals.layout(), &recipe, repeated_rows as u64);
        evidence.extend(said);
        dataset = dataset.with_totals(&totals.rows, totals.counted_to());
    }
    let span = dataset.first_and_last_day();
    let repeated = problems::repeated_totals(&mut dataset, &recipe, &mut questions);
    let mut flags = problems::flags(&dataset);
    flags.extend(repeated);
    flags.extend(problems::void_rows(&dataset, &recipe, &mut questions));
    note_duplicates(&dataset, &mut ledger);
    let mut balance = ledger.close(&removed);
    note_used_by_rule(&dataset, &recipe, future, &mut balance);
    seen.describe(&dataset, &balance.set_aside, rows_read, &mut columns);

    let used = UsedByYear::of_rows(dataset.days(), dataset.amounts());
    let amount_total = used.total();
    let reconciliation = Reconciliation {
        rows_read,
        rows_used: dataset.len() as u64,
        set_aside: balance.set_aside.clone(),
        amount_total: Money::from_sum(amount_total),
        amount_file: Money::from_sum(amount_total + balance.amount),
        customers: dataset.customers() as u64,
        first_day: span.map(|(first, _)| first),
        last_day: dataset.days().iter().max().copied(),
        currency,
        flags: problems::counts(&flags),
        rounded_rows,
        customers_table: None,
        records: Vec::new(),
    };
    let mut groups = problems::groups(&Found {
        balance: &balance,
        flags: &flags,
        used: &used,
        recipe: &recipe,
        has_usable_totals,
    });
    groups.extend(identity::groups(&dataset, &recipe, merged_rows));
    Import {
        groups,
        currencies: all_currencies,
        dataset,
        issues: balance.issues,
        reconciliation,
        recipe,
        header,
        parts,
        evidence,
        columns,
        questions,
        matches: MatchReports::default(),
    }
}

/// Sets aside the rows whose day only the whole file shows to be beyond belief. Returns their
/// lines, sorted.
fn take_out_unbelievable(pass: &mut Pass) -> Vec<u32> {
    let future = pass
        .months
        .unbelievable_from()
        .filter(|_| pass.keeps_scraps);
    let epoch = pass.months.epoch_is_a_placeholder(pass.epoch_rows);
    let mut lines = Vec::new();
    let day_nought = Day(0);
    let mut take = |reason: SetAsideReason, doomed: &dyn Fn(Day) -> bool| {
        for row in pass.builder.remove(doomed) {
            let cells = pass.scraps.cells(row.source_row, pass.decoder());
            let seen = (Some(row.amount.0), Some(row.day));
            pass.ledger.add(row.source_row, (reason, None), seen, cells);
            lines.push(row.source_row);
        }
    };
    if let Some(from) = future {
        take(SetAsideReason::FutureDate, &|day| day >= from);
    }
    if epoch {
        take(SetAsideReason::PlaceholderDate, &|day| day == day_nought);
    }
    // No row is left in the years whose days were taken out: each stands years apart from the rest.
    let is_kept = |year: i16| {
        future.is_none_or(|from| year < from.civil().year)
            && !(epoch && year == day_nought.civil().year)
    };
    pass.ledger.retain_ruled_years(&is_kept);
    order::sort_by_key(&mut lines, |&line| line.into());
    lines
}

/// From which day on rows are used only because a rule says so.
fn future_from(pass: &Pass) -> Option<Day> {
    let is_used = pass.rules.future_dates == OnOddRow::Use;
    let from = match pass.today {
        Some(today) => Some(today.plus(1)),
        None => pass.months.unbelievable_from(),
    };
    from.filter(|_| is_used)
}

fn currency_of(recipe: &Recipe, seen: &[(String, u64, i128)]) -> (Option<Currency>, Why) {
    let column = recipe
        .columns
        .iter()
        .find(|column| column.role == Role::Currency);
    let said_by = |rows: u64| match column {
        Some(column) => Why::CurrencyColumn {
            column: column.name.clone(),
        },
        None => Why::CurrencySigns { rows },
    };
    if let Some(chosen) = &recipe.rules.currency {
        let why = match seen.iter().find(|(code, ..)| code == chosen) {
            Some(&(_, rows, _)) => said_by(rows),
            None => Why::CurrencyChosen,
        };
        return (Some(Currency(chosen.clone())), why);
    }
    let mut headers = recipe.columns.iter();
    let is_elsewhere = headers.any(|it| currency::has_other_krona(&it.name));
    match seen {
        // One sign, three countries: nobody knows which.
        [(code, ..)] if code == currency::KRONA && column.is_none() && is_elsewhere => {
            (None, Why::CurrencyUnknown)
        }
        [(code, rows, _)] => (Some(Currency(code.clone())), said_by(*rows)),
        [] => {
            let amount = amount_column(recipe).and_then(|at| recipe.columns.get(at));
            let named =
                amount.and_then(|column| Some((column, currency::of_header(&column.name)?)));
            match named {
                Some((column, code)) => {
                    let why = Why::CurrencyHeader {
                        column: column.name.clone(),
                    };
                    (Some(Currency(code.to_owned())), why)
                }
                None => (None, Why::CurrencyUnknown),
            }
        }
        _ => (None, said_by(seen.iter().map(|(_, rows, _)| rows).sum())),
    }
}

fn build(pass: Pass, recipe: &Recipe, currency: Option<Currency>) -> Dataset {
    let decoder = pass.decoder().clone();
    let text = |dictionary: Dictionary| {
        if decoder.is_utf8() && dictionary.is_text() {
            dictionary
        } else {
            dictionary.decoded(|bytes| decoder.decode(bytes))
        }
    };
    let coded = recipe
        .columns
        .iter()
        .filter(|column| column.role.is_coded())
        .zip(pass.coded)
        .map(|(column, texts)| (column.role, column.name.clone(), text(texts.finish())))
        .collect();
    let (ids, names) = pass.customers.finish();
    pass.builder.finish(text(ids), names, coded, currency)
}

fn note_duplicates(dataset: &Dataset, ledger: &mut super::ledger::Ledger) {
    let mut copies: Vec<(u64, u32)> = dataset
        .flags()
        .iter()
        .zip(dataset.source_rows())
        .zip(0..)
        .filter(|((flags, _), _)| flags.has(RowFlags::EXACT_DUPLICATE))
        .map(|((_, &line), row)| (line.into(), row))
        .collect();
    if copies.is_empty() {
        return;
    }
    order::sort_keyed(&mut copies);
    let lines: Vec<u32> = copies.iter().map(|&(line, _)| line as u32).collect();
    ledger.flag_lines(Flag::ExactDuplicate, &lines, |line| {
        let row = copies.iter().find(|(known, _)| *known == u64::from(line));
        row.map_or_else(String::new, |&(_, row)| {
            problems::used_row(dataset, row as usize)
        })
    });
}

/// Adds to the account the rows that rules let in unseen: they were read like any other.
fn note_used_by_rule(
    dataset: &Dataset,
    recipe: &Recipe,
    future: Option<Day>,
    balance: &mut Balance,
) {
    let words = Words::of(&recipe.rules);
    let uses_sums = recipe.source.unfold_months && recipe.rules.total_words == OnOddRow::Use;
    let ruling = |id: &str| {
        let of_sums = || (uses_sums && is_no_customer(id)).then_some(Ruling::TotalsUsed);
        words.ruling(id).or_else(of_sums)
    };
    let used = problems::used_by_rule(dataset, ruling, future);
    for (ruling, tally, rows) in used {
        let example = |&row: &u32| {
            let row = row as usize;
            let text = problems::used_row(dataset, row);
            (dataset.source_rows()[row], text)
        };
        let examples = rows.iter().map(example).collect();
        balance.add_ruled(ruling, tally, examples);
    }
}

/// What the pass saw of the columns it read.
struct WholeColumns {
    customer: Option<usize>,
    dates: Vec<(usize, DateEvidence)>,
    numbers: Vec<(usize, NumberEvidence)>,
    coded: Vec<usize>,
}

impl WholeColumns {
    fn of(pass: &Pass) -> Self {
        let layout = pass.layout.as_ref();
        let columns = 0..pass.header().len();
        Self {
            customer: layout.map(|layout| layout.customer),
            dates: columns
                .clone()
                .filter_map(|at| Some((at, pass.dates_of(at)?.clone())))
                .collect(),
            numbers: columns
                .filter_map(|at| Some((at, pass.numbers_of(at)?.clone())))
                .collect(),
            coded: layout
                .map(|layout| layout.coded.clone())
                .unwrap_or_default(),
        }
    }

    /// Puts the whole file's words in place of the first records'.
    fn describe(
        &self,
        dataset: &Dataset,
        set_aside: &[(SetAsideReason, crate::dataset::SetAside)],
        rows_read: u64,
        columns: &mut [ColumnEvidence],
    ) {
        let mut say = |at: usize, seen| {
            if let Some(column) = columns.get_mut(at) {
                column.summary = Say::Column(seen).into();
            }
        };
        let rows_of = |reason| {
            let found = set_aside.iter().find(|(known, _)| *known == reason);
            found.map_or(0, |(_, group)| group.rows)
        };
        let empty = rows_of(SetAsideReason::BlankLine) + rows_of(SetAsideReason::MissingCustomer);
        if let Some(at) = self.customer {
            let seen = describe::values(rows_read - empty, rows_read, dataset.customers() as u64);
            say(at, seen);
        }
        for (at, evidence) in &self.dates {
            say(*at, describe::dates(evidence, evidence.filled()));
        }
        for (at, evidence) in &self.numbers {
            let filled = evidence.numbers() + evidence.unreadable;
            say(*at, describe::numbers(evidence, filled));
        }
        for (&at, column) in self.coded.iter().zip(dataset.coded()) {
            let filled = column.codes.iter().filter(|&&code| code != NO_CODE).count();
            let distinct = column.dictionary.len() as u64;
            say(
                at,
                describe::values(filled as u64, dataset.len() as u64, distinct),
            );
        }
    }
}
