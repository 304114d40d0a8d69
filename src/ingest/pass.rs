//! One pass over the records: each becomes a row of the table or is set aside with its reason.

use super::currency;
use super::customer::{Customer, CustomerFault, Customers, is_total};
use super::date::{DateFault, DateReader};
use super::dialect::{is_rule, same_shape};
use super::encoding::Decoder;
use super::ledger::Ledger;
use super::money::{MoneyFrom, MoneyReader, RowMoney};
use super::number::{NumberFault, NumberReader};
use super::plan::ColumnPlan;
use super::scraps::Scraps;
use super::span::MonthCounts;
use super::split::{Record, Sink};
use super::text::{trim, trim_bytes};
use super::{Guests, OnRow, Recipe, Rules};
use crate::base::{Day, Money};
use crate::dataset::{
    DatasetBuilder, Flag, Interner, NO_CODE, Role, RowFlags, RowRecord, SetAsideReason,
};

/// Which columns a pass reads.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) customer: usize,
    pub(super) date: usize,
    pub(super) money: MoneyFrom,
    pub(super) quantity: Option<usize>,
    pub(super) return_flag: Option<usize>,
    pub(super) name: Option<usize>,
    pub(super) unit_cost: Option<usize>,
    pub(super) currency: Option<usize>,
    pub(super) coded: Vec<usize>,
}

impl Layout {
    /// The columns of a recipe, or nothing while a required one is missing.
    pub(super) fn of(recipe: &Recipe) -> Option<Self> {
        let at = |role| column_of(recipe, role);
        let quantity = at(Role::Quantity);
        let product = quantity
            .and(at(Role::UnitPrice))
            .map(|unit_price| MoneyFrom::Product { unit_price });
        Some(Self {
            customer: at(Role::Customer)?,
            date: at(Role::Date)?,
            money: at(Role::Amount).map(MoneyFrom::Amount).or(product)?,
            quantity,
            return_flag: at(Role::ReturnFlag),
            name: at(Role::CustomerName),
            unit_cost: at(Role::UnitCost),
            currency: at(Role::Currency),
            coded: recipe
                .columns
                .iter()
                .filter(|column| column.role.is_coded())
                .map(|column| column.index)
                .collect(),
        })
    }
}

/// The first column with a role.
pub(super) fn column_of(recipe: &Recipe, role: Role) -> Option<usize> {
    recipe
        .columns
        .iter()
        .find(|column| column.role == role)
        .map(|column| column.index)
}

/// One pass over the records of a file.
#[derive(Debug)]
pub(super) struct Pass {
    pub(super) layout: Option<Layout>,
    decoder: Decoder,
    rules: Rules,
    header: Vec<String>,
    has_header: bool,
    /// Cells a record may have, all beyond the header's blank.
    most_cells: usize,
    /// Records before the data.
    skip: u64,
    /// Whether days beyond belief are looked for (there is no today to compare with).
    keeps_scraps: bool,

    pub(super) rows_read: u64,
    /// Records with exactly as many cells as the header.
    pub(super) full_rows: u64,
    pub(super) rounded_rows: u64,
    pub(super) last_used_line: u32,
    pub(super) too_many_lines: bool,
    pub(super) customers: Customers,
    pub(super) dates: DateReader,
    pub(super) money: MoneyReader,
    pub(super) unit_costs: NumberReader,
    pub(super) coded: Vec<Interner>,
    codes: Vec<u32>,
    pub(super) builder: DatasetBuilder,
    pub(super) months: MonthCounts,
    pub(super) epoch_rows: u64,
    pub(super) scraps: Scraps,
    pub(super) ledger: Ledger,
    pub(super) currencies: Currencies,
    /// Hashes of all rows so far, when copies are left out.
    seen_rows: Option<Interner>,
}

/// Rows and money by currency, in order of appearance.
#[derive(Debug, Default)]
pub(super) struct Currencies {
    pub(super) seen: Vec<(String, u64, i128)>,
    last: Vec<u8>,
    last_ix: Option<usize>,
}

impl Currencies {
    /// The place of a cell's currency in `seen`, or nothing when the cell is empty.
    fn of_cell(&mut self, cell: &[u8], decoder: &Decoder) -> Option<usize> {
        if self.last_ix.is_some() && self.last == cell {
            return self.last_ix;
        }
        let text = decoder.decode(trim_bytes(cell, decoder.is_utf8()));
        if text.is_empty() {
            return None;
        }
        let code = currency::of_sign(&text).map_or_else(|| text.to_uppercase(), str::to_owned);
        let ix = self.place(&code);
        self.last = cell.to_vec();
        self.last_ix = Some(ix);
        Some(ix)
    }

    fn place(&mut self, code: &str) -> usize {
        let known = self.seen.iter().position(|(known, ..)| known == code);
        known.unwrap_or_else(|| {
            self.seen.push((code.to_owned(), 0, 0));
            self.seen.len() - 1
        })
    }
}

/// What is needed to start a pass.
pub(super) struct PassStart<'a> {
    pub(super) recipe: &'a Recipe,
    pub(super) columns: &'a [ColumnPlan],
    pub(super) header: &'a [String],
    pub(super) today: Option<Day>,
    /// Cells most records have: more than the header where every line ends with a delimiter.
    pub(super) usual_cells: usize,
    /// Rows to make room for.
    pub(super) rows_hint: usize,
}

impl Pass {
    pub(super) fn new(start: &PassStart<'_>) -> Self {
        let PassStart {
            recipe,
            columns,
            header,
            today,
            usual_cells,
            rows_hint,
        } = *start;
        let layout = Layout::of(recipe);
        let plan_of = |role: Role| columns.iter().find(|column| column.role == role);
        let decimal = |role: Role| plan_of(role).map_or('.', |column| column.decimal);
        let amount_role = match layout.as_ref().map(|layout| layout.money) {
            Some(MoneyFrom::Product { .. }) => Role::UnitPrice,
            Some(MoneyFrom::Amount(_)) | None => Role::Amount,
        };
        let quantity = layout.as_ref().and_then(|layout| layout.quantity);
        let unit_cost = layout.as_ref().and_then(|layout| layout.unit_cost);
        let coded = layout.as_ref().map_or(0, |layout| layout.coded.len());
        let from = layout
            .as_ref()
            .map_or(MoneyFrom::Amount(0), |layout| layout.money);
        let return_flag = layout.as_ref().and_then(|layout| layout.return_flag);
        let default_date = super::DateFormat::of(super::DateOrder::Ymd);
        let date = plan_of(Role::Date).map_or(&default_date, |column| &column.date);
        let rows_hint = if layout.is_some() { rows_hint } else { 0 };
        let builder = DatasetBuilder::with_rows(
            coded,
            quantity.is_some(),
            unit_cost.is_some(),
            true,
            rows_hint,
        );
        Self {
            decoder: Decoder::new(recipe.source.encoding),
            rules: recipe.rules.clone(),
            header: header.to_vec(),
            most_cells: usual_cells.max(header.len()),
            has_header: recipe.source.header_record.is_some(),
            skip: recipe.source.records_before_data(),
            keeps_scraps: today.is_none(),
            rows_read: 0,
            full_rows: 0,
            rounded_rows: 0,
            last_used_line: 0,
            too_many_lines: false,
            customers: Customers::new(layout.as_ref().is_some_and(|layout| layout.name.is_some())),
            dates: DateReader::new(date, today).decoding(Decoder::new(recipe.source.encoding)),
            money: MoneyReader::new(
                from,
                quantity,
                return_flag,
                decimal(amount_role),
                decimal(Role::Quantity),
            ),
            unit_costs: NumberReader::new(decimal(Role::UnitCost)),
            coded: (0..coded).map(|_| Interner::default()).collect(),
            codes: vec![NO_CODE; coded],
            builder,
            months: MonthCounts::default(),
            epoch_rows: 0,
            scraps: Scraps::default(),
            ledger: Ledger::default(),
            currencies: Currencies::default(),
            seen_rows: (recipe.rules.exact_duplicates == OnRow::SetAside).then(Interner::default),
            layout,
        }
    }

    /// Whether a row was refused for want of room.
    pub(super) fn is_full(&self) -> bool {
        self.too_many_lines
            || self.builder.is_full()
            || self.customers.is_full()
            || self.coded.iter().any(Interner::is_full)
    }

    pub(super) fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// A row of the table, unless a rule says otherwise.
    fn take(
        &mut self,
        record: &Record<'_>,
        customer: Customer,
        day: Day,
        money: RowMoney,
        currency: Option<usize>,
    ) {
        let hash = record.hash();
        if let Some(reason) = self.left_out(&money, hash) {
            self.ledger
                .set_aside(record, reason, Some(money.amount.0), &self.decoder);
            return;
        }
        let flags = self.flags(record, customer, &money);
        let Some(layout) = &self.layout else {
            return;
        };
        if let Some(at) = layout.name {
            self.customers
                .name(customer, record.cell(at), &self.decoder);
        }
        let unit_cost = layout.unit_cost.map_or(Money::ZERO, |at| {
            let cost = self.unit_costs.read(record.cell(at), &self.decoder);
            cost.map_or(Money::ZERO, |cost| Money(cost.ten_thousandths))
        });
        let utf8 = self.decoder.is_utf8();
        for ((&at, texts), code) in layout
            .coded
            .iter()
            .zip(&mut self.coded)
            .zip(&mut self.codes)
        {
            let cell = trim_bytes(record.cell(at), utf8);
            *code = if cell.is_empty() {
                NO_CODE
            } else {
                texts.intern_bytes(cell)
            };
        }
        if let Some((_, rows, sum)) = currency.and_then(|ix| self.currencies.seen.get_mut(ix)) {
            *rows += 1;
            *sum += i128::from(money.amount.0);
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
            unit_cost,
        };
        self.builder.push_hashed(row, &self.codes, hash);
    }

    /// Rows the person does not want.
    fn left_out(&mut self, money: &RowMoney, hash: u64) -> Option<SetAsideReason> {
        let copy = match &mut self.seen_rows {
            Some(seen) => match seen.find(&hash.to_le_bytes()) {
                Ok(_) => true,
                Err(new) => {
                    seen.add(new);
                    false
                }
            },
            None => false,
        };
        let unwanted = copy
            || self.rules.refunds == OnRow::SetAside && money.refund
            || self.rules.zero_amounts == OnRow::SetAside && money.amount == Money::ZERO;
        unwanted.then_some(SetAsideReason::ChosenByPerson)
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

    /// A record something is wrong with: the first reason that holds sets it aside.
    #[cold]
    fn odd(
        &mut self,
        record: &Record<'_>,
        customer: Result<Customer, CustomerFault>,
        day: Result<Day, DateFault>,
        money: Result<RowMoney, NumberFault>,
    ) {
        let cells: Vec<String> = record
            .cells()
            .map(|cell| self.decoder.decode(cell).into_owned())
            .collect();
        let currency = self.currency(record, money.as_ref().ok());
        let amount = match &money {
            Ok(money) => Some(money.amount.0),
            Err(NumberFault::TooLarge(amount)) => *amount,
            Err(_) => None,
        };
        if let Some(reason) = self.no_sale(&cells, customer, day) {
            self.ledger.set_aside(record, reason, None, &self.decoder);
            return;
        }
        let mut extra = cells.iter().skip(self.header.len());
        let shifted = cells.len() > self.most_cells;
        if shifted || extra.any(|cell| !trim(cell).is_empty()) {
            self.ledger
                .set_aside(record, SetAsideReason::TooManyCells, amount, &self.decoder);
            return;
        }
        if self.is_other_currency(currency) {
            self.ledger
                .set_aside(record, SetAsideReason::OtherCurrency, None, &self.decoder);
            return;
        }
        let customer = match customer {
            Err(CustomerFault::Missing | CustomerFault::Placeholder)
                if self.rules.guests == Guests::OneCustomer =>
            {
                Ok(self.customers.guests())
            }
            customer => customer,
        };
        let reason = match (customer, day, money) {
            (Ok(customer), Ok(day), Ok(money)) => {
                self.take(record, customer, day, money, currency);
                return;
            }
            (Err(fault), ..) => match fault {
                CustomerFault::Missing => SetAsideReason::MissingCustomer,
                CustomerFault::Placeholder => SetAsideReason::PlaceholderCustomer,
                CustomerFault::Total => SetAsideReason::TotalsRow,
            },
            (_, Err(fault), _) => match fault {
                DateFault::Missing => SetAsideReason::MissingDate,
                DateFault::Impossible => SetAsideReason::ImpossibleDate,
                DateFault::Placeholder => SetAsideReason::PlaceholderDate,
                DateFault::Future => SetAsideReason::FutureDate,
            },
            (.., Err(fault)) => match fault {
                NumberFault::Missing => SetAsideReason::MissingAmount,
                NumberFault::Unreadable => SetAsideReason::UnreadableAmount,
                NumberFault::TooLarge(_) => SetAsideReason::AmountTooLarge,
                NumberFault::Error => SetAsideReason::ErrorCell,
            },
        };
        self.ledger.set_aside(record, reason, amount, &self.decoder);
    }

    /// Records that are no sale at all. Their amounts, if any, are not the file's money.
    fn no_sale(
        &self,
        cells: &[String],
        customer: Result<Customer, CustomerFault>,
        day: Result<Day, DateFault>,
    ) -> Option<SetAsideReason> {
        if cells.iter().all(|cell| trim(cell).is_empty()) {
            return Some(SetAsideReason::BlankLine);
        }
        if is_rule(cells) {
            return Some(SetAsideReason::RuleLine);
        }
        if self.has_header && day.is_err() {
            let mut named = cells.to_vec();
            named.truncate(self.header.len());
            if same_shape(&named, &self.header) {
                return Some(SetAsideReason::RepeatedHeader);
            }
        }
        let lacks = customer.is_err() || day.is_err();
        (customer == Err(CustomerFault::Total) || lacks && cells.iter().any(|cell| is_total(cell)))
            .then_some(SetAsideReason::TotalsRow)
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
    fn currency(&mut self, record: &Record<'_>, money: Option<&RowMoney>) -> Option<usize> {
        match self.layout.as_ref().and_then(|layout| layout.currency) {
            Some(at) => self.currencies.of_cell(record.cell(at), &self.decoder),
            None => money
                .and_then(|money| money.currency)
                .map(|code| self.currencies.place(code)),
        }
    }

    fn is_other_currency(&self, currency: Option<usize>) -> bool {
        match (&self.rules.currency, currency) {
            (Some(chosen), Some(ix)) => self
                .currencies
                .seen
                .get(ix)
                .is_some_and(|(code, ..)| code != chosen),
            _ => false,
        }
    }
}

impl Sink for Pass {
    #[inline]
    fn record(&mut self, record: &Record<'_>) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
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
        if self.fits(record)
            && let (Ok(customer), Ok(day), Ok(money)) = (customer, day, money)
        {
            let currency = self.currency(record, Some(&money));
            if !self.is_other_currency(currency) {
                self.take(record, customer, day, money, currency);
                return;
            }
        }
        self.odd(record, customer, day, money);
    }
}
