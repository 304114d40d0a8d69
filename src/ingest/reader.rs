use super::report::{Import, Outcome, PreviewParts, PreviewRow};
use super::{
    ColumnEvidence, ColumnRecipe, DateFormat, DateOrder, IngestError, Recipe, Rules, SourceRecipe,
};
use crate::base::{Day, Money, Quantity};
use crate::dataset::{
    DatasetBuilder, Interner, IssueLog, NO_CODE, Reconciliation, Role, RowFlags, RowRecord,
};
use crate::i18n::Message;

/// How much of a file [`Reader::open`] wants to see before it guesses.
pub const HEAD_BYTES: usize = 1 << 20;

/// Where the recipe comes from.
#[derive(Clone, Copy, Debug)]
pub enum RecipeChoice<'a> {
    /// Guess, or take the stored recipe whose header is the file's.
    Guess {
        /// Stored recipes, each with its header.
        stored: &'a [(Vec<String>, Recipe)],
    },
    /// This one.
    Given(&'a Recipe),
}

/// Push reader of one file: `open` with the first bytes, `push` them all, `finish`.
#[derive(Debug)]
pub struct Reader {
    preview: PreviewParts,
    bytes: Vec<u8>,
}

impl Reader {
    /// Looks at the first bytes (up to [`HEAD_BYTES`], or all there are) and settles on a recipe.
    /// `today` only marks dates after it.
    pub fn open(
        _name: &str,
        head: &[u8],
        _size_bytes: u64,
        choice: RecipeChoice<'_>,
        _today: Option<Day>,
    ) -> Result<Self, IngestError> {
        let rows = records(head);
        let Some((header, rows)) = rows.split_first() else {
            return Err(IngestError::Empty);
        };
        let (recipe, remembered) = match choice {
            RecipeChoice::Given(recipe) => (recipe.clone(), false),
            RecipeChoice::Guess { stored } => stored
                .iter()
                .find(|(names, _)| names == header)
                .map_or_else(
                    || (guess(header), false),
                    |(_, recipe)| (recipe.clone(), true),
                ),
        };
        let preview = PreviewParts {
            remembered,
            header: header.clone(),
            rows: rows
                .iter()
                .take(PreviewParts::ROWS)
                .enumerate()
                .map(|(at, cells)| PreviewRow {
                    line: at as u32 + 2,
                    cells: cells.clone(),
                })
                .collect(),
            evidence: Vec::new(),
            columns: recipe
                .columns
                .iter()
                .map(|column| ColumnEvidence {
                    summary: Message::Verbatim(column.name.clone()),
                    numeric: column.role.is_money(),
                    fitting: vec![column.role],
                })
                .collect(),
            recipe,
        };
        Ok(Self {
            preview,
            bytes: Vec::new(),
        })
    }

    /// The first rows and the reasons for reading them so.
    pub fn preview(&self) -> &PreviewParts {
        &self.preview
    }

    /// The next bytes of the file, in order from its first byte. How the file is cut makes no
    /// difference.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Records after the header read so far.
    pub fn rows_read(&self) -> u64 {
        memchr::memchr_iter(b'\n', &self.bytes).count() as u64
    }

    /// Closes the table, or asks for another pass.
    pub fn finish(self) -> Result<Outcome, IngestError> {
        let rows = records(&self.bytes);
        let recipe = self.preview.recipe;
        let at = |role| recipe.columns.iter().find(|column| column.role == role);
        let (customer, date, amount) = (at(Role::Customer), at(Role::Date), at(Role::Amount));
        let order = date
            .and_then(|column| column.date.as_ref())
            .map_or(DateOrder::Ymd, |date| date.order);
        let coded: Vec<&ColumnRecipe> = recipe
            .columns
            .iter()
            .filter(|column| column.role.is_coded())
            .collect();
        let mut texts: Vec<Interner> = coded.iter().map(|_| Interner::default()).collect();
        let mut ids = Interner::default();
        let mut builder = DatasetBuilder::new(coded.len(), false, false);
        let mut account = Reconciliation {
            rows_read: rows.len().saturating_sub(1) as u64,
            ..Reconciliation::default()
        };
        for (line, row) in rows.iter().enumerate().skip(1) {
            let cell = |column: Option<&ColumnRecipe>| {
                column
                    .and_then(|column| row.get(column.index))
                    .map_or("", String::as_str)
            };
            let (Some(day), Ok(units)) = (day(cell(date), order), cell(amount).parse::<f64>())
            else {
                continue;
            };
            let money = Money::from_units_f64(units);
            let codes: Vec<u32> = coded
                .iter()
                .zip(&mut texts)
                .map(|(column, texts)| match cell(Some(column)) {
                    "" => NO_CODE,
                    text => texts.intern(text),
                })
                .collect();
            builder.push(
                RowRecord {
                    customer: ids.intern(cell(customer)),
                    day,
                    amount: money,
                    source_row: line as u32 + 1,
                    flags: if money < Money::ZERO {
                        RowFlags::REFUND
                    } else {
                        RowFlags::default()
                    },
                    quantity: Quantity::ONE,
                    unit_cost: Money::ZERO,
                },
                &codes,
            );
            account.rows_used += 1;
            account.amount_total += money;
            account.amount_file += money;
            account.first_day = Some(account.first_day.map_or(day, |first| first.min(day)));
            account.last_day = account.last_day.max(Some(day));
        }
        let ids = ids.finish();
        account.customers = ids.len() as u64;
        let coded = coded
            .iter()
            .zip(texts)
            .map(|(column, texts)| (column.role, column.name.clone(), texts.finish()))
            .collect();
        let dataset = builder.finish(ids, None, coded, None);
        Ok(Outcome::Ready(Box::new(Import {
            dataset,
            issues: IssueLog::default(),
            reconciliation: account,
            recipe,
            header: self.preview.header,
            evidence: Vec::new(),
            columns: self.preview.columns,
            groups: Vec::new(),
            questions: Vec::new(),
        })))
    }
}

/// Reads a whole file held in memory, as often as its evidence asks.
pub fn read_all(
    name: &str,
    bytes: &[u8],
    choice: RecipeChoice<'_>,
    today: Option<Day>,
) -> Result<Import, IngestError> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let pass = |choice: RecipeChoice<'_>| {
        let mut reader = Reader::open(name, head, bytes.len() as u64, choice, today)?;
        reader.push(bytes);
        reader.finish()
    };
    let mut outcome = pass(choice)?;
    loop {
        match outcome {
            Outcome::Ready(import) => return Ok(*import),
            Outcome::ReadAgain(recipe) => outcome = pass(RecipeChoice::Given(&recipe))?,
        }
    }
}

fn records(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes)
        .byte_records()
        .filter_map(Result::ok)
        .map(|record| {
            record
                .iter()
                .map(|cell| String::from_utf8_lossy(cell).into_owned())
                .collect()
        })
        .collect()
}

fn guess(header: &[String]) -> Recipe {
    let mut taken = Vec::new();
    let columns = header
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let role = match name.to_lowercase().as_str() {
                "customer" | "customer id" | "customer_id" => Role::Customer,
                "date" | "order date" => Role::Date,
                "amount" | "sales" | "total" => Role::Amount,
                "category" => Role::Category,
                "region" => Role::Region,
                _ => Role::Ignore,
            };
            let role = if taken.contains(&role) {
                Role::Ignore
            } else {
                role
            };
            taken.push(role);
            ColumnRecipe {
                index,
                name: name.clone(),
                role,
                number: None,
                date: (role == Role::Date).then_some(DateFormat {
                    order: if name == "Order Date" {
                        DateOrder::Mdy
                    } else {
                        DateOrder::Ymd
                    },
                    pivot_year: 69,
                }),
            }
        })
        .collect();
    Recipe {
        version: Recipe::VERSION,
        source: SourceRecipe {
            format: super::SourceFormat::Csv,
            encoding: super::Encoding::Utf8,
            delimiter: ',',
            quote: Some('"'),
            header_record: Some(1),
            skip_records: 0,
            sheet: None,
        },
        columns,
        rules: Rules::default(),
        dimensions: Vec::new(),
    }
}

fn day(text: &str, order: DateOrder) -> Option<Day> {
    let mut parts = text.split(['-', '/', '.']).map(str::parse::<i16>);
    let (a, b, c) = (
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    );
    let (year, month, of_month) = match order {
        DateOrder::Ymd => (a, b, c),
        DateOrder::Dmy => (c, b, a),
        DateOrder::Mdy => (c, a, b),
    };
    Day::from_civil(year, month as i8, of_month as i8)
}
