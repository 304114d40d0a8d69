//! A table of customers joined to the customers of the sales, with a report of what does not fit.

use super::cutter::Cutter;
use super::dialect::is_rule;
use super::document::{Body, Document, File, fill};
use super::encoding::Decoder;
use super::identity::fold_id;
use super::raw_record::{Record, Sink};
use super::report::{Import, IssueGroup};
use super::text::trim;
use super::{CustomersTable, Encoding, IngestError, SourceFormat, SourceRecipe};
use crate::base::Money;
use crate::dataset::{
    CodedColumn, CustomerIx, Dataset, Interner, MatchCounts, MatchReport, NO_CODE, Role,
    UnmatchedCustomer, UnmatchedRow,
};
use crate::i18n::quality::Quality;

/// Rows and customers listed of those that do not fit.
const MOST_LISTED: usize = 200_000;

/// Letters of a cell that are kept.
const MOST_LETTERS: usize = 400;

/// The rows of the table, its cells as codes.
struct TableRows<'a> {
    table: &'a CustomersTable,
    decoder: Decoder,
    skip: u64,
    key: usize,
    /// By column of the table that is kept: its place, texts and codes by row.
    kept: Vec<(usize, Interner, Vec<u32>)>,
    /// Ids of the table; the code is the row.
    ids: Interner,
    /// Of each row: its line, and its cells while rows that do not fit may have to be listed.
    lines: Vec<(u32, Vec<String>)>,
    counts: MatchCounts,
    report: MatchReport,
    full: bool,
}

impl Sink for TableRows<'_> {
    fn record(&mut self, record: &Record<'_>) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        let cells: Vec<String> = record
            .cells()
            .map(|cell| {
                trim(&self.decoder.decode(cell))
                    .chars()
                    .take(MOST_LETTERS)
                    .collect()
            })
            .collect();
        if cells.iter().all(String::is_empty) || is_rule(&cells) {
            return;
        }
        self.counts.rows_read += 1;
        for (example, cell) in self.report.examples.iter_mut().zip(&cells) {
            if example.is_empty() {
                example.clone_from(cell);
            }
        }
        let line = record.line as u32;
        let id = cells.get(self.key).map_or("", String::as_str);
        if id.is_empty() {
            self.counts.rows_without_id += 1;
            self.unmatched(line, "rows_without_id", cells);
            return;
        }
        match self.ids.find(id.as_bytes()) {
            Ok(_) => {
                self.counts.repeated_ids += 1;
                self.unmatched(line, "repeated_ids", cells);
                return;
            }
            Err(new) => {
                self.ids.add(new);
            }
        }
        for (at, texts, codes) in &mut self.kept {
            codes.push(match cells.get(*at).map_or("", String::as_str) {
                "" => NO_CODE,
                text => texts.intern(text),
            });
        }
        self.full |= self.ids.is_full();
        let listed = self.lines.len() < MOST_LISTED;
        self.lines
            .push((line, if listed { cells } else { Vec::new() }));
    }
}

impl<'a> TableRows<'a> {
    fn of(table: &'a CustomersTable) -> Option<Self> {
        let mut columns = table.columns.iter();
        let key = columns.find(|column| column.role == Role::Customer)?.index;
        let kept = table.columns.iter();
        let kept = kept.filter(|column| !matches!(column.role, Role::Customer | Role::Ignore));
        let encoding = if table.source.format == SourceFormat::Csv {
            table.source.encoding
        } else {
            Encoding::Utf8
        };
        Some(Self {
            decoder: Decoder::new(encoding),
            skip: table.source.records_before_data(),
            key,
            kept: kept
                .map(|column| (column.index, Interner::default(), Vec::new()))
                .collect(),
            ids: Interner::default(),
            lines: Vec::new(),
            counts: MatchCounts {
                name: table.name.clone(),
                ..MatchCounts::default()
            },
            report: MatchReport {
                header: table.columns.iter().map(|it| it.name.clone()).collect(),
                examples: vec![String::new(); table.columns.len()],
                ..MatchReport::default()
            },
            full: false,
            table,
        })
    }

    fn unmatched(&mut self, line: u32, reason: &'static str, cells: Vec<String>) {
        if self.report.rows.len() < MOST_LISTED {
            self.report.rows.push(UnmatchedRow {
                line,
                reason,
                cells,
            });
        }
    }

    /// The row of each customer.
    fn rows_of(&mut self, data: &Dataset, merges: bool) -> Vec<Option<u32>> {
        let mut folded = Interner::default();
        let mut first_of_folded = Vec::new();
        for row in 0..self.lines.len() as u32 {
            let key = fold_id(self.ids.dictionary().get(row));
            if folded.intern(&key) as usize == first_of_folded.len() {
                first_of_folded.push(row);
            }
        }
        let mut used = vec![false; self.lines.len()];
        let mut rows = Vec::with_capacity(data.customers());
        for customer in data.customer_ixs() {
            let id = data.customer_id(customer);
            let exact = self.ids.find(trim(id).as_bytes()).ok();
            let row = exact.or_else(|| {
                let key = fold_id(id);
                let code = folded.find(key.as_bytes()).ok()?;
                let found = first_of_folded.get(code as usize).copied();
                self.counts.id_variants += u64::from(found.is_some() && !merges);
                found.filter(|_| merges)
            });
            match row {
                Some(row) => {
                    used[row as usize] = true;
                    self.counts.matched += 1;
                }
                None => self.without_row(data, customer),
            }
            rows.push(row);
        }
        let lines = std::mem::take(&mut self.lines);
        for ((line, cells), _) in lines.into_iter().zip(used).filter(|(_, used)| !used) {
            self.counts.rows_without_customer += 1;
            self.unmatched(line, "rows_without_customer", cells);
        }
        rows
    }

    fn without_row(&mut self, data: &Dataset, customer: CustomerIx) {
        let range = data.rows_of(customer);
        let amounts = data.amounts()[range.clone()].iter();
        let amount = Money::from_sum(amounts.map(|amount| i128::from(amount.0)).sum());
        self.counts.customers_without_row += 1;
        self.counts.amount_without_row += amount;
        if self.report.customers.len() < MOST_LISTED {
            self.report.customers.push(UnmatchedCustomer {
                customer: data.customer_id(customer).to_owned(),
                rows: range.len() as u64,
                amount,
            });
        }
    }

    /// The kept columns with one code a customer, and the customers' names.
    fn columns(self, data: &Dataset, rows: &[Option<u32>]) -> (Vec<CodedColumn>, Vec<String>) {
        let mut attributes: Vec<CodedColumn> = Vec::new();
        let mut names = Vec::new();
        for (index, texts, codes) in self.kept {
            let Some(column) = self.table.columns.iter().find(|it| it.index == index) else {
                continue;
            };
            let texts = texts.finish();
            let of_row = |row: &Option<u32>| row.map_or(NO_CODE, |row| codes[row as usize]);
            let codes: Vec<u32> = rows.iter().map(of_row).collect();
            if column.role == Role::CustomerName {
                let name = |&code: &u32| match code {
                    NO_CODE => String::new(),
                    code => texts.get(code).to_owned(),
                };
                names = codes.iter().map(name).collect();
                continue;
            }
            // A column of the sales keeps its role and its name.
            let role = match data.coded_by_role(column.role) {
                Some(_) => Role::Dimension,
                None => column.role,
            };
            let mut known = data.coded().iter().chain(&attributes);
            let is_taken = role == Role::Dimension
                && known.any(|it| it.role == Role::Dimension && it.name == column.name);
            attributes.push(CodedColumn {
                role,
                name: if is_taken {
                    format!("{} ({})", column.name, self.table.name)
                } else {
                    column.name.clone()
                },
                codes,
                dictionary: texts,
            });
        }
        (attributes, names)
    }
}

/// Reads the records of a table, those above its data included.
pub(super) fn read_table(
    file: &mut File,
    source: &SourceRecipe,
    sink: &mut dyn Sink,
) -> Result<(), IngestError> {
    const SLICE_BYTES: usize = 4 << 20;
    if let Some(sheet) = &source.sheet {
        let mut rows = file.sheet_rows(sheet)?;
        while rows.step(file.source.as_mut(), &mut |record: &Record<'_>| {
            sink.record(record);
        })? {}
        return Ok(());
    }
    let Body::Text(text) = &file.body else {
        return Err(IngestError::NoSheet);
    };
    let mut cutter = Cutter::new(source);
    let mut slice = Vec::new();
    if let Some(mut stream) = text.stream(file.source.as_mut())? {
        let mut more = true;
        while more {
            slice.clear();
            more = stream.next(file.source.as_mut(), &mut slice)?;
            cutter.push(&slice, sink);
        }
    } else {
        let mut offset = 0;
        loop {
            slice.resize(SLICE_BYTES, 0);
            let got = fill(file.source.as_mut(), offset, &mut slice)?;
            cutter.push(&slice[..got], sink);
            offset += got as u64;
            if got < SLICE_BYTES {
                break;
            }
        }
    }
    cutter.finish(sink);
    Ok(())
}

impl Document {
    /// Joins the further tables to an import: that of customers when the recipe says so. Rows are
    /// found by id, as the sales write it; other spellings only where the person merges them.
    pub fn join(&mut self, import: &mut Import) -> Result<(), IngestError> {
        self.join_customers(import)?;
        self.join_records(import)
    }

    fn join_customers(&mut self, import: &mut Import) -> Result<(), IngestError> {
        let table = import.recipe.customers_table.clone();
        let (Some(second), Some(table)) = (&self.second, table.filter(|table| table.joined)) else {
            return Ok(());
        };
        let Some(mut rows) = TableRows::of(&table) else {
            return Ok(());
        };
        read_table(&mut self.files[second.place()], &table.source, &mut rows)?;
        if rows.full {
            return Err(IngestError::TooManyRows);
        }
        let merges = import.recipe.rules.merge_ids;
        let data = std::mem::take(&mut import.dataset);
        let of_customers = rows.rows_of(&data, merges);
        let counts = std::mem::take(&mut rows.counts);
        import.matches.customers = Some(std::mem::take(&mut rows.report));
        let (attributes, names) = rows.columns(&data, &of_customers);
        // Who is only written otherwise has bought.
        let people = counts
            .rows_without_customer
            .saturating_sub(counts.id_variants);
        import.dataset = data
            .with_attributes(attributes, names)
            .with_people_without_purchase(people);
        if counts.id_variants > 0 {
            let mut merged = import.recipe.clone();
            merged.rules.merge_ids = true;
            import.groups.push(IssueGroup {
                id: "table_id_variants".to_owned(),
                label: Quality::TableIdVariants.into(),
                rows: counts.id_variants,
                amount: None,
                examples: Vec::new(),
                happens: Quality::KeptApart.into(),
                set_aside: false,
                years: Vec::new(),
                actions: vec![(Quality::MergeThem.into(), merged)],
            });
        }
        import.reconciliation.customers_table = Some(counts);
        Ok(())
    }
}
