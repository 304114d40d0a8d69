//! One pass over the records: each becomes a row of the table or is set aside with its reason.

use super::currencies::{Currencies, Verdict, convert};
use super::customer::{Customer, CustomerFault, Customers, Words};
use super::date::{DateEvidence, DateFault, DateReader};
use super::dialect::same_shape;
use super::encoding::Decoder;
use super::layout::Layout;
use super::ledger::Ledger;
use super::money::{MoneyFrom, MoneyReader, RowMoney};
use super::number::{NumberEvidence, NumberFault, NumberReader};
use super::odd::Above;
use super::plan::ColumnPlan;
use super::raw_record::{Record, Sink};
use super::reshape::Reshape;
use super::return_words::Vocabulary;
use super::row_days::RowDaysReader;
use super::scraps::Scraps;
use super::span::MonthCounts;
use super::totals::{TotalsReader, TotalsSettings};
use super::unfold::Unfold;
use super::{OnOddRow, OnRow, Recipe, Rules, UnmarkedCurrency};
use crate::base::{Day, Money};
use crate::dataset::{
    COST_ROLES, DatasetBuilder, DayCell, Flag, Interner, NO_CODE, Role, RowCosts, RowFlags,
    RowRecord,
};

/// One pass over the records of a file.
#[derive(Debug)]
pub(super) struct Pass {
    pub(super) layout: Option<Layout>,
    pub(super) decoder: Decoder,
    pub(super) rules: Rules,
    pub(super) header: Vec<String>,
    names: Vec<String>,
    /// What is done with records that are no sales as they stand.
    pub(super) reshape: Option<Reshape>,
    pub(super) has_header: bool,
    /// Cells a record may have, all beyond the header's blank.
    pub(super) most_cells: usize,
    /// Records before the data of the part that is read.
    skip: Skip,
    skip_below: u64,
    skip_without_header: u64,
    /// Lines of the parts before.
    lines_before: u64,
    /// The line of the last record that was passed over.
    pub(super) last_skipped_line: u64,
    /// The line of the last record.
    pub(super) last_line: u64,
    /// Whether days beyond belief are looked for (there is no today to compare with).
    pub(super) keeps_scraps: bool,
    /// The person's today, when known.
    pub(super) today: Option<Day>,

    pub(super) rows_read: u64,
    /// Records with exactly as many cells as the header.
    pub(super) full_rows: u64,
    pub(super) rounded_rows: u64,
    pub(super) last_used_line: u32,
    pub(super) too_many_lines: bool,
    pub(super) customers: Customers,
    pub(super) dates: DateReader,
    pub(super) money: MoneyReader,
    /// Readers of what a row cost, by [`COST_ROLES`].
    pub(super) costs: [NumberReader; COST_ROLES.len()],
    pub(super) days: RowDaysReader,
    pub(super) coded: Vec<Interner>,
    codes: Vec<u32>,
    pub(super) builder: DatasetBuilder,
    pub(super) months: MonthCounts,
    pub(super) epoch_rows: u64,
    pub(super) scraps: Scraps,
    pub(super) ledger: Ledger,
    pub(super) currencies: Currencies,
    /// What one unit of the row's currency is worth, when it is converted.
    row_rate: Option<i64>,
    /// Hashes of all rows so far, when copies are left out.
    pub(super) seen_rows: Option<Interner>,
    /// What the row above says, for rows that leave it out.
    pub(super) above: Above,
    /// Sums that could be used as rows.
    pub(super) usable_totals: u64,
}

/// What is passed over at the start of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skip {
    /// So many records.
    Records(u64),
    /// All up to the header, looked for in so many records.
    ToHeader(u64),
}

/// Records of a further file or sheet in which its header must stand.
const HEADER_RECORDS: u64 = 60;

/// What is needed to start a pass.
pub(super) struct PassStart<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) columns: &'a [ColumnPlan],
    pub(super) header: &'a [String],
    /// The header as it stands in the file.
    pub(super) names: &'a [String],
    /// How a wide table becomes a long one.
    pub(super) unfold: Option<Unfold>,
    pub(super) today: Option<Day>,
    /// Cells most records have: more than the header where every line ends with a delimiter.
    pub(super) usual_cells: usize,
    /// What a column of returns says it with.
    pub(super) return_words: Vocabulary,
    /// Rows to make room for.
    pub(super) rows_hint: usize,
}

impl Pass {
    pub(super) fn new(start: PassStart<'_>) -> Self {
        let PassStart {
            recipe,
            columns,
            header,
            names,
            unfold,
            today,
            usual_cells,
            return_words,
            rows_hint,
        } = start;
        let layout = Layout::of(recipe);
        let plan_of = |role: Role| columns.iter().find(|column| column.role == role);
        let decimal = |role: Role| plan_of(role).map_or('.', |column| column.decimal);
        let totals = layout.as_ref().and_then(|layout| layout.totals.clone());
        let is_mean = |at: usize| {
            totals
                .as_ref()
                .is_some_and(|totals| totals.mean == Some(at))
        };
        let amount_role = match layout.as_ref().map(|layout| layout.money) {
            Some(MoneyFrom::Product { .. }) => Role::UnitPrice,
            Some(MoneyFrom::Amount(at)) if is_mean(at) => Role::MeanValue,
            Some(MoneyFrom::Amount(_)) | None => Role::Amount,
        };
        let quantity = layout.as_ref().and_then(|layout| layout.quantity);
        let has_costs = layout.as_ref().map_or([false; COST_ROLES.len()], |layout| {
            layout.costs.map(|at| at.is_some())
        });
        let coded = layout.as_ref().map_or(0, |layout| layout.coded.len());
        let from = layout
            .as_ref()
            .map_or(MoneyFrom::Amount(0), |layout| layout.money);
        let return_flag = layout.as_ref().and_then(|layout| layout.return_flag);
        let return_flag = return_flag.map(|at| (at, return_words));
        let keeps_future = recipe.rules.future_dates == OnOddRow::Use;
        let default_date = super::DateFormat::of(super::DateOrder::Ymd);
        let date_role = match &totals {
            Some(_) => Role::LastDay,
            None => Role::Date,
        };
        let date = plan_of(date_role).map_or(&default_date, |column| &column.date);
        let rows_hint = if layout.is_some() { rows_hint } else { 0 };
        let has_days = layout
            .as_ref()
            .map(|layout| layout.days.map(|at| at.is_some()));
        let builder =
            DatasetBuilder::with_rows(coded, quantity.is_some(), has_costs, true, rows_hint)
                .keeping_days(has_days.unwrap_or_default(), rows_hint);
        let totals = totals.map(|layout| {
            let working = TotalsSettings::of(recipe, layout, today);
            Box::new(TotalsReader::new(working, decimal))
        });
        let uses_sums = recipe.rules.total_words == OnOddRow::Use;
        let unfold = unfold.map(|unfold| unfold.using_sums(uses_sums));
        Self {
            reshape: unfold.map(Reshape::Unfold).or(totals.map(Reshape::Totals)),
            decoder: Decoder::new(recipe.source.encoding),
            rules: recipe.rules.clone(),
            header: header.to_vec(),
            names: names.to_vec(),
            most_cells: usual_cells.max(header.len()),
            has_header: recipe.source.header_record.is_some(),
            skip: Skip::Records(recipe.source.records_before_data()),
            skip_below: u64::from(recipe.source.skip_below),
            skip_without_header: u64::from(recipe.source.skip_records),
            lines_before: 0,
            last_skipped_line: 0,
            last_line: 0,
            keeps_scraps: today.is_none() && !keeps_future,
            today,
            row_rate: None,
            rows_read: 0,
            full_rows: 0,
            rounded_rows: 0,
            last_used_line: 0,
            too_many_lines: false,
            customers: Customers::new(
                layout.as_ref().is_some_and(|layout| layout.name.is_some()),
                recipe.rules.merge_ids,
                Words::of(&recipe.rules),
            ),
            dates: DateReader::new(date, today.filter(|_| !keeps_future))
                .decoding(Decoder::new(recipe.source.encoding)),
            money: MoneyReader::new(
                from,
                quantity,
                return_flag,
                decimal(amount_role),
                decimal(Role::Quantity),
            ),
            costs: COST_ROLES.map(|role| NumberReader::new(decimal(role))),
            days: RowDaysReader::new(columns, &Decoder::new(recipe.source.encoding)),
            coded: (0..coded).map(|_| Interner::default()).collect(),
            codes: vec![NO_CODE; coded],
            builder,
            months: MonthCounts::default(),
            epoch_rows: 0,
            scraps: Scraps::default(),
            ledger: Ledger::new(recipe.source.mark_between_cells()),
            currencies: Currencies::of(recipe),
            seen_rows: (recipe.rules.exact_duplicates == OnRow::SetAside).then(Interner::default),
            above: Above::default(),
            usable_totals: 0,
            layout,
        }
    }

    /// Begins a further file or sheet: its records stand below a header like the first one's.
    pub(super) fn begin_part(&mut self, lines_before: u64) {
        self.lines_before = lines_before;
        self.above = Above::nothing(self.builder.len());
        self.skip = if self.has_header {
            Skip::ToHeader(HEADER_RECORDS)
        } else {
            Skip::Records(self.skip_without_header)
        };
    }

    /// Whether the part's header was found.
    pub(super) fn found_header(&self) -> bool {
        matches!(self.skip, Skip::Records(_))
    }

    /// Passes over a record before the data.
    #[cold]
    fn pass_over(&mut self, record: &Record<'_>) {
        self.last_skipped_line = record.line;
        self.skip = match self.skip {
            Skip::Records(left) => Skip::Records(left - 1),
            Skip::ToHeader(left) => {
                let mut cells: Vec<String> = record
                    .cells()
                    .map(|cell| self.decoder.decode(cell).into_owned())
                    .collect();
                cells.truncate(self.names.len());
                if same_shape(&cells, &self.names) {
                    Skip::Records(self.skip_below)
                } else {
                    Skip::ToHeader(left.saturating_sub(1))
                }
            }
        };
    }

    /// Whether a row was refused for want of room.
    pub(super) fn is_full(&self) -> bool {
        self.too_many_lines
            || self.builder.is_full()
            || self.customers.is_full()
            || self.coded.iter().any(Interner::is_full)
    }

    /// The evidence of a column's numbers, when the pass read it as numbers.
    pub(super) fn numbers_of(&self, column: usize) -> Option<&NumberEvidence> {
        let layout = self.layout.as_ref()?;
        let amount = match layout.money {
            MoneyFrom::Amount(at) | MoneyFrom::Product { unit_price: at } => at,
        };
        if let Some(numbers) = self.totals().and_then(|totals| totals.numbers(column)) {
            Some(numbers)
        } else if column == amount {
            Some(&self.money.amounts.evidence)
        } else if Some(column) == layout.quantity {
            Some(&self.money.quantities.evidence)
        } else {
            let at = layout.costs.iter().position(|&at| at == Some(column))?;
            Some(&self.costs[at].evidence)
        }
    }

    /// The evidence of a column's days, when the pass read it as days of rows.
    pub(super) fn dates_of(&self, column: usize) -> Option<&DateEvidence> {
        let layout = self.layout.as_ref().filter(|it| it.totals.is_none())?;
        if column == layout.date {
            return Some(&self.dates.evidence);
        }
        self.days.evidence(&layout.days, column)
    }

    pub(super) fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// A row of the table, unless a rule says otherwise; says whether it became one.
    pub(super) fn take(
        &mut self,
        record: &Record<'_>,
        customer: Customer,
        day: Day,
        mut money: RowMoney,
        currency: Option<usize>,
    ) -> bool {
        let hash = record.hash();
        if let Some(mark) = self.left_out(record, &money, hash) {
            self.leave_out(record, mark, (customer, day, money));
            return false;
        }
        if money.refund {
            self.judge_return(record, day, &mut money);
        }
        let mut flags = self.flags(record, customer, &money);
        let Some(layout) = &self.layout else {
            return false;
        };
        if let Some(at) = layout.name {
            self.customers
                .name(customer, record.cell(at), &self.decoder);
        }
        let mut costs = RowCosts::default();
        for ((at, reader), cost) in layout.costs.iter().zip(&mut self.costs).zip(&mut costs.0) {
            let Some(at) = *at else { continue };
            let read = reader.read(record.cell(at), &self.decoder);
            let read = read.ok().map(|read| Money(read.ten_thousandths));
            *cost = match self.row_rate {
                Some(rate) => read.and_then(|read| Some(convert(read, rate)?.0)),
                None => read,
            };
        }
        let days = self.days.read(&layout.days, record);
        if days.0.contains(&DayCell::Unreadable) {
            flags = flags.with(RowFlags::UNREAD_DAY);
            self.ledger.flag(record, Flag::UnreadDay, &self.decoder);
        }
        for ((&at, texts), code) in layout
            .coded
            .iter()
            .zip(&mut self.coded)
            .zip(&mut self.codes)
        {
            let cell = self.decoder.trim(record.cell(at));
            *code = if cell.is_empty() {
                NO_CODE
            } else {
                texts.intern_bytes(cell)
            };
        }
        if let Some((_, rows, sum)) = currency.and_then(|ix| self.currencies.seen.get_mut(ix)) {
            *rows += 1;
            *sum += i128::from(money.amount.0);
        } else if money.amount != Money::ZERO {
            self.currencies.unmarked.rows += 1;
            self.currencies.unmarked.sum += i128::from(money.amount.0);
        }
        self.rounded_rows += u64::from(money.rounded);
        self.epoch_rows += u64::from(day == Day(0));
        self.months.add(day);
        if self.keeps_scraps || day == Day(0) {
            self.scraps.keep(self.months.last_year(), record);
        }
        self.last_used_line = record.line as u32;
        let row = RowRecord {
            customer: customer.code,
            day,
            amount: money.amount,
            source_row: record.line as u32,
            flags,
            quantity: money.quantity,
            costs,
            days,
        };
        self.builder.push_hashed(row, &self.codes, hash);
        true
    }

    fn flags(&mut self, record: &Record<'_>, customer: Customer, money: &RowMoney) -> RowFlags {
        let short = record.len() < self.header.len();
        let zero = money.amount == Money::ZERO;
        let mut flags = RowFlags::default();
        if !(money.refund || zero || short || customer.trimmed) {
            return flags;
        }
        for (is_so, mark, flag) in [
            (money.refund, RowFlags::REFUND, Flag::Refund),
            (zero, RowFlags::ZERO_AMOUNT, Flag::ZeroAmount),
            (short, RowFlags::SHORT_ROW, Flag::ShortRow),
            (customer.trimmed, RowFlags::TRIMMED_ID, Flag::TrimmedId),
        ] {
            if is_so {
                flags = flags.with(mark);
                self.ledger.flag(record, flag, &self.decoder);
            }
        }
        flags
    }

    /// Whether a record has no cell the header has no name for. Where every line ends with a
    /// delimiter, one more empty cell is none.
    #[inline]
    fn fits(&self, record: &Record<'_>) -> bool {
        let named = self.header.len();
        record.len() <= named
            || record.len() <= self.most_cells
                && (named..record.len()).all(|at| record.cell(at).is_empty())
    }

    /// The currency of a record, by its column or by the sign beside its amount.
    #[inline]
    pub(super) fn currency(
        &mut self,
        record: &Record<'_>,
        money: Option<&RowMoney>,
    ) -> Option<usize> {
        let named = match self.layout.as_ref().and_then(|layout| layout.currency) {
            Some(at) => self.currencies.of_cell(record.cell(at), &self.decoder),
            None => money
                .and_then(|money| money.currency)
                .map(|code| self.currencies.place(code)),
        };
        named.or_else(|| {
            let is_other = self.rules.unmarked_currency == UnmarkedCurrency::Other;
            let code = self.currencies.unmarked.by_header.filter(|_| is_other)?;
            let has_money = money.is_some_and(|money| money.amount != Money::ZERO);
            has_money.then(|| self.currencies.place(code))
        })
    }

    /// Whether the row is in a currency that is neither the chosen one nor converted into it. Money
    /// that has a rate is converted.
    pub(super) fn is_other_currency(
        &mut self,
        currency: Option<usize>,
        money: Option<&mut RowMoney>,
    ) -> bool {
        self.row_rate = None;
        let has_money = money.as_ref().is_some_and(|it| it.amount != Money::ZERO);
        let rate = match self.currencies.verdict(&self.rules, currency, has_money) {
            Verdict::Used => return false,
            Verdict::Other => return true,
            Verdict::Converted(rate) => rate,
        };
        if let Some(money) = money {
            let Some((amount, rounded)) = convert(money.amount, rate) else {
                return true;
            };
            money.amount = amount;
            money.rounded |= rounded;
        }
        self.row_rate = Some(rate);
        false
    }
}

impl Sink for Pass {
    #[inline]
    fn record(&mut self, record: &Record<'_>) {
        let record = &record.after(self.lines_before);
        self.last_line = record.line;
        if self.skip != Skip::Records(0) {
            self.pass_over(record);
        } else if self.reshape.is_some() {
            self.reshaped(record);
        } else {
            self.row(record);
        }
    }
}

impl Pass {
    #[inline]
    pub(super) fn row(&mut self, record: &Record<'_>) {
        self.rows_read += 1;
        self.full_rows += u64::from(record.len() == self.header.len());
        let Some(layout) = &self.layout else {
            return;
        };
        if record.line > u64::from(u32::MAX) {
            self.too_many_lines = true;
            return;
        }
        let day = self.dates.read(record.cell(layout.date));
        let customer = self
            .customers
            .read(record.cell(layout.customer), &self.decoder);
        let money = self.money.read(record, &self.decoder);
        self.settle(record, customer, day, money);
    }

    #[inline]
    pub(super) fn settle(
        &mut self,
        record: &Record<'_>,
        customer: Result<Customer, CustomerFault>,
        day: Result<Day, DateFault>,
        money: Result<RowMoney, NumberFault>,
    ) {
        if self.fits(record)
            && let (Ok(customer), Ok(day), Ok(money)) = (customer, day, money)
        {
            let currency = self.currency(record, Some(&money));
            let mut converted = money;
            if !self.is_other_currency(currency, Some(&mut converted)) {
                let money = converted;
                self.take(record, customer, day, money, currency);
                return;
            }
        }
        self.odd(record, customer, day, money);
    }
}
