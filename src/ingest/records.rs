//! Tables with any number of rows a customer: contacts, campaigns, direct costs. Joined by the id as
//! the sales write it, after the pass, each row used or counted with a reason.

use super::date::{DateEvidence, DateReader, OrderVerdict};
use super::dialect::{self, HeadRecords, is_rule};
use super::document::{Document, File};
use super::encoding::Decoder;
use super::join::read_table;
use super::layout::column_of;
use super::number::{Decimal, NumberEvidence, NumberReader};
use super::profile::Profile;
use super::raw_record::Record;
use super::report::Import;
use super::second_table::look_at;
use super::text::trim;
use super::{
    DateFormat, DateOrder, Encoding, IngestError, Recipe, SourceFormat, SourceRecipe, mapping,
    roles,
};
use crate::base::{Day, Money, order};
use crate::dataset::{
    CustomerEvent, CustomerIndex, CustomerIx, CustomerRecords, DirectCost, Interner, MatchReport,
    RecordCounts, RecordsKind, Role, UnmatchedRow,
};

/// Rows of such a table at most, and rows listed of those that do not fit.
const MOST_ROWS: usize = 1_000_000;
const MOST_LISTED: usize = 200_000;

/// Letters of a text that are kept.
const MOST_LETTERS: usize = 400;

/// A table of records.
pub(super) struct RecordsTable {
    pub(super) kind: RecordsKind,
    pub(super) name: String,
    pub(super) place: Where,
}

/// Where a table is.
pub(super) enum Where {
    /// A file of its own.
    File(Box<File>),
    /// A sheet of the file of the sales, and how it is cut.
    Sheet(Box<SourceRecipe>),
}

/// The columns that are read.
struct Columns {
    customer: usize,
    /// Kind, channel, name or line.
    what: Option<usize>,
    text: Option<usize>,
    day: Option<usize>,
    answered: Option<usize>,
    amount: Option<usize>,
}

impl Columns {
    /// The customer stands where the ids of the sales are, or else where the header says so.
    fn of(
        kind: RecordsKind,
        header: &[String],
        rows: &Rows,
        ids: &mut CustomerIndex,
    ) -> Option<Self> {
        let profiles: Vec<Profile> = (0..header.len())
            .map(|at| Profile::of(rows.iter().map(|(_, cells)| cell(cells, at))))
            .collect();
        let roles = mapping::guess(header, true, &profiles);
        let mut known = |at: usize| {
            let cells = rows.iter().map(|(_, cells)| cell(cells, at));
            cells.filter(|id| ids.find(id).is_some()).count()
        };
        // The first of equals.
        let places = (0..header.len()).rev();
        let (found, best) = places.map(|at| (known(at), at)).max_by_key(|it| it.0)?;
        let named = || roles.iter().position(|role| *role == Role::Customer);
        let customer = if found > 0 { best } else { named()? };
        let free = |at: &usize| *at != customer && profiles[*at].filled > 0;
        let mut days = (0..header.len()).filter(free);
        let mut days = days.by_ref().filter(|&at| profiles[at].is_dates());
        let (day, answered) = (days.next(), days.next());
        let is_day = |at: usize| Some(at) == day || Some(at) == answered;
        let amount = (0..header.len())
            .filter(free)
            .filter(|&at| !is_day(at) && profiles[at].is_numbers())
            .max_by_key(|&at| (roles[at] == Role::Amount, profiles[at].has_decimals()));
        let amount = amount.filter(|_| kind == RecordsKind::Costs);
        let named_after = |at: usize| {
            let bearers = [Role::CustomerName, Role::Customer];
            bearers.contains(&roles[at])
        };
        let mut texts: Vec<usize> = (0..header.len())
            .filter(free)
            .filter(|&at| !is_day(at) && Some(at) != amount && !named_after(at))
            .collect();
        // What comes back names a kind, what does not is a text.
        order::sort_by_key(&mut texts, |&at| profiles[at].distinct);
        Some(Self {
            customer,
            what: texts.first().copied(),
            text: texts
                .get(1)
                .copied()
                .filter(|_| kind == RecordsKind::Contacts),
            day,
            answered,
            amount,
        })
    }
}

type Rows = Vec<(u32, Vec<String>)>;

fn cell(cells: &[String], at: usize) -> &str {
    cells.get(at).map_or("", |cell| trim(cell))
}

/// How the days of a column are written: as its cells say, and where they leave it open as in the
/// sales.
fn date_format(rows: &Rows, at: Option<usize>, of_sales: DateOrder) -> DateFormat {
    let mut reader = DateReader::new(&DateFormat::of(of_sales), None);
    for (_, cells) in rows {
        let day = at.map_or("", |at| cell(cells, at));
        let _ = reader.read(day.as_bytes());
    }
    let evidence: &DateEvidence = &reader.evidence;
    DateFormat::of(match evidence.decide() {
        OrderVerdict::Decided(order) => order,
        OrderVerdict::ByPoints => DateOrder::Dmy,
        OrderVerdict::Open(_) | OrderVerdict::Pairs(_) | OrderVerdict::Unseen => of_sales,
    })
}

fn decimal(evidence: &NumberEvidence, of_sales: char) -> char {
    match evidence.decide() {
        Decimal::Point => '.',
        Decimal::Comma => ',',
        Decimal::Mixed | Decimal::Open | Decimal::Unseen => of_sales,
    }
}

/// What the sales decided about days and numbers.
fn formats_of(recipe: &Recipe) -> (DateOrder, char) {
    let column = |role| {
        let at = column_of(recipe, role);
        recipe.columns.iter().find(|it| Some(it.index) == at)
    };
    let day = column(Role::Date).and_then(|it| it.date.as_ref());
    let money = column(Role::Amount).or_else(|| column(Role::UnitPrice));
    let money = money.and_then(|it| it.number.as_ref());
    (
        day.map_or(DateOrder::Ymd, |it| it.order),
        money.map_or('.', |it| it.decimal),
    )
}

fn rows_of(
    file: &mut File,
    source: &SourceRecipe,
    head: &HeadRecords,
) -> Result<(Vec<String>, Rows), IngestError> {
    let header = dialect::header(head, source, super::reader::column_name);
    let encoding = match source.format {
        SourceFormat::Csv => source.encoding,
        SourceFormat::Xlsx | SourceFormat::Ods => Encoding::Utf8,
    };
    let decoder = Decoder::new(encoding);
    let mut skip = source.records_before_data();
    let mut rows: Rows = Vec::new();
    let mut is_full = false;
    read_table(file, source, &mut |record: &Record<'_>| {
        if skip > 0 {
            skip -= 1;
            return;
        }
        let cells: Vec<String> = record
            .cells()
            .map(|cell| {
                let text = decoder.decode(cell);
                trim(&text).chars().take(MOST_LETTERS).collect()
            })
            .collect();
        if cells.iter().all(String::is_empty) || is_rule(&cells) {
            return;
        }
        if rows.len() == MOST_ROWS {
            is_full = true;
            return;
        }
        rows.push((record.line as u32, cells));
    })?;
    if is_full {
        return Err(IngestError::TooManyRows);
    }
    Ok((header, rows))
}

/// A table being joined.
struct Joined<'a> {
    ids: &'a mut CustomerIndex,
    counts: RecordCounts,
    report: MatchReport,
    with_row: Vec<bool>,
}

impl Joined<'_> {
    fn customer(&mut self, line: u32, cells: &[String], at: usize) -> Option<CustomerIx> {
        let id = cell(cells, at);
        let found = self.ids.find(id);
        if found.is_none() {
            let reason = if id.is_empty() {
                self.counts.rows_without_id += 1;
                "rows_without_id"
            } else {
                self.counts.rows_without_customer += 1;
                "rows_without_customer"
            };
            self.odd(line, reason, cells);
        }
        found
    }

    fn odd(&mut self, line: u32, reason: &'static str, cells: &[String]) {
        if self.report.rows.len() < MOST_LISTED {
            self.report.rows.push(UnmatchedRow {
                line,
                reason,
                cells: cells.to_vec(),
            });
        }
    }

    fn used(&mut self, customer: CustomerIx) {
        self.counts.rows_used += 1;
        let seen = &mut self.with_row[customer.0 as usize];
        self.counts.customers += u64::from(!*seen);
        *seen = true;
    }
}

impl RecordsTable {
    fn read(&mut self, sales: &mut File) -> Result<(Vec<String>, Rows), IngestError> {
        match &mut self.place {
            Where::File(file) => {
                let (source, head) = look_at(file)?;
                rows_of(file, &source, &head)
            }
            Where::Sheet(source) => {
                let name = source.sheet.as_deref().unwrap_or_default();
                let head = sales.sheet_head(name, dialect::LOOK_RECORDS)?;
                rows_of(sales, source, &head)
            }
        }
    }
}

impl Document {
    /// Joins the tables of records to an import.
    pub(super) fn join_records(&mut self, import: &mut Import) -> Result<(), IngestError> {
        if self.records.is_empty() {
            return Ok(());
        }
        let (order_of_sales, decimal_of_sales) = formats_of(&import.recipe);
        let data = std::mem::take(&mut import.dataset);
        let mut ids = data.customer_index();
        let mut found = CustomerRecords::default();
        // A table of customers names the people without a purchase once; else contacts do.
        let mut strangers = data.without_purchase().is_none().then(Interner::default);
        for table in &mut self.records {
            let (header, rows) = table.read(&mut self.files[0])?;
            let (kind, name) = (&table.kind, &table.name);
            let columns = Columns::of(*kind, &header, &rows, &mut ids);
            let columns = columns.filter(|it| match kind {
                RecordsKind::Contacts | RecordsKind::Campaign => it.day.is_some(),
                RecordsKind::Costs => it.amount.is_some(),
            });
            let Some(columns) = columns else {
                return Err(IngestError::NoRecordsTable {
                    name: name.clone(),
                    is_of_costs: *kind == RecordsKind::Costs,
                });
            };
            let mut joined = Joined {
                ids: &mut ids,
                counts: RecordCounts {
                    kind: *kind,
                    name: name.clone(),
                    rows_read: rows.len() as u64,
                    rows_used: 0,
                    customers: 0,
                    rows_without_customer: 0,
                    rows_without_id: 0,
                    rows_without_day: 0,
                    rows_without_amount: 0,
                    amount_used: Money::ZERO,
                    amount_without_customer: Money::ZERO,
                },
                report: MatchReport {
                    header,
                    ..MatchReport::default()
                },
                with_row: vec![false; data.customers()],
            };
            match kind {
                RecordsKind::Contacts | RecordsKind::Campaign => {
                    events(&mut joined, &columns, &rows, order_of_sales, &mut found);
                }
                RecordsKind::Costs => {
                    costs(&mut joined, &columns, &rows, decimal_of_sales, &mut found);
                }
            }
            let Joined { counts, report, .. } = joined;
            if let Some(strangers) = strangers
                .as_mut()
                .filter(|_| *kind == RecordsKind::Contacts)
            {
                let of_nobody = report.rows.iter();
                for row in of_nobody.filter(|row| row.reason == "rows_without_customer") {
                    strangers.intern(cell(&row.cells, columns.customer));
                }
            }
            import.reconciliation.records.push(counts);
            import.matches.records.push(report);
        }
        order::sort_by(&mut found.events, |a, b| {
            a.customer.cmp(&b.customer).then(a.day.cmp(&b.day))
        });
        let mut tables = self.records.iter();
        let has_contacts = tables.any(|table| table.kind == RecordsKind::Contacts);
        let data = data.with_records(found);
        import.dataset = match strangers.filter(|_| has_contacts) {
            Some(strangers) => {
                data.with_people_without_purchase(strangers.dictionary().len() as u64)
            }
            None => data,
        };
        Ok(())
    }
}

fn events(
    joined: &mut Joined<'_>,
    columns: &Columns,
    rows: &Rows,
    of_sales: DateOrder,
    found: &mut CustomerRecords,
) {
    let reader = |at| DateReader::new(&date_format(rows, at, of_sales), None);
    let (mut days, mut answers) = (reader(columns.day), reader(columns.answered));
    let text = |cells: &[String], at: Option<usize>| at.map_or("", |at| cell(cells, at)).to_owned();
    for (line, cells) in rows {
        let Some(customer) = joined.customer(*line, cells, columns.customer) else {
            continue;
        };
        let day = columns.day.map(|at| days.read(cell(cells, at).as_bytes()));
        let Some(Ok(day)) = day else {
            joined.counts.rows_without_day += 1;
            joined.odd(*line, "rows_without_day", cells);
            continue;
        };
        let answered: Option<Day> = columns
            .answered
            .and_then(|at| answers.read(cell(cells, at).as_bytes()).ok());
        joined.used(customer);
        found.events.push(CustomerEvent {
            customer,
            day,
            kind: joined.counts.kind,
            what: text(cells, columns.what),
            text: text(cells, columns.text),
            answered,
        });
    }
}

fn costs(
    joined: &mut Joined<'_>,
    columns: &Columns,
    rows: &Rows,
    of_sales: char,
    found: &mut CustomerRecords,
) {
    let Some(amount_at) = columns.amount else {
        return;
    };
    let decoder = Decoder::new(Encoding::Utf8);
    let mut seen = NumberReader::new(of_sales);
    for (_, cells) in rows {
        let _ = seen.read(cell(cells, amount_at).as_bytes(), &decoder);
    }
    let mut amounts = NumberReader::new(decimal(&seen.evidence, of_sales));
    let mut sums: Vec<DirectCost> = Vec::new();
    for (line, cells) in rows {
        let amount = amounts.read(cell(cells, amount_at).as_bytes(), &decoder);
        let amount = amount.map(|number| Money(number.ten_thousandths));
        let Some(customer) = joined.customer(*line, cells, columns.customer) else {
            joined.counts.amount_without_customer += amount.unwrap_or_default();
            continue;
        };
        let Ok(amount) = amount else {
            joined.counts.rows_without_amount += 1;
            joined.odd(*line, "rows_without_amount", cells);
            continue;
        };
        let name = columns.what.map_or("", |at| cell(cells, at));
        let at = found.cost_lines.iter().position(|known| known == name);
        let at = at.unwrap_or_else(|| {
            found.cost_lines.push(name.to_owned());
            let spoken = roles::of_header(name);
            found
                .cost_roles
                .push(spoken.first().and_then(|(role, _)| *role));
            found.cost_lines.len() - 1
        });
        joined.used(customer);
        joined.counts.amount_used += amount;
        sums.push(DirectCost {
            customer,
            line: at as u32,
            amount,
        });
    }
    order::sort_by(&mut sums, |a, b| {
        a.customer.cmp(&b.customer).then(a.line.cmp(&b.line))
    });
    for cost in sums {
        match found.costs.last_mut() {
            Some(last) if (last.customer, last.line) == (cost.customer, cost.line) => {
                last.amount += cost.amount;
            }
            _ => found.costs.push(cost),
        }
    }
}
