//! The money of a row: from an amount, or from quantity × unit price.

use super::currency::CurrencyCode;
use super::encoding::Decoder;
use super::number::{Number, NumberFault, NumberReader};
use super::raw_record::Record;
use super::return_words::{Vocabulary, is_return};
use crate::base::{Money, Quantity};

/// Where the money of a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MoneyFrom {
    /// In one cell.
    Amount(usize),
    /// In two: quantity × unit price.
    Product {
        /// The price's column; the quantity's is [`MoneyReader`]'s own.
        unit_price: usize,
    },
}

/// The money of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowMoney {
    pub(super) amount: Money,
    pub(super) quantity: Quantity,
    /// Goods or money came back.
    pub(super) refund: bool,
    /// More than four decimals were rounded.
    pub(super) rounded: bool,
    pub(super) currency: Option<CurrencyCode>,
}

/// Reads the money of rows.
#[derive(Debug)]
pub(super) struct MoneyReader {
    from: MoneyFrom,
    quantity: Option<usize>,
    return_flag: Option<(usize, Vocabulary)>,
    pub(super) amounts: NumberReader,
    pub(super) quantities: NumberReader,
    /// The last word of the return flag's column, and whether it marks a return.
    last_word: (Vec<u8>, bool),
}

impl MoneyReader {
    pub(super) fn new(
        from: MoneyFrom,
        quantity: Option<usize>,
        return_flag: Option<(usize, Vocabulary)>,
        amount_decimal: char,
        quantity_decimal: char,
    ) -> Self {
        Self {
            from,
            quantity,
            return_flag,
            amounts: NumberReader::new(amount_decimal),
            quantities: NumberReader::new(quantity_decimal),
            last_word: (Vec::new(), false),
        }
    }

    /// The money of a record.
    #[inline]
    pub(super) fn read(
        &mut self,
        record: &Record<'_>,
        decoder: &Decoder,
    ) -> Result<RowMoney, NumberFault> {
        let quantity = self
            .quantity
            .map(|at| self.quantities.read(record.cell(at), decoder));
        let mut money = match self.from {
            MoneyFrom::Amount(at) => {
                let amount = self.amounts.read(record.cell(at), decoder)?;
                let pieces = match quantity {
                    Some(Ok(quantity)) => Quantity(quantity.ten_thousandths),
                    Some(Err(_)) | None => Quantity::ONE,
                };
                row_money(Money(amount.ten_thousandths), pieces, &amount)
            }
            MoneyFrom::Product { unit_price } => {
                let price = self.amounts.read(record.cell(unit_price), decoder);
                let pieces = match quantity {
                    Some(quantity) => Quantity(quantity?.ten_thousandths),
                    None => Quantity::ONE,
                };
                let price = price?;
                let (amount, rounded) = pieces.times(Money(price.ten_thousandths));
                let amount = amount.ok_or(NumberFault::TooLarge(None))?;
                let mut money = row_money(amount, pieces, &price);
                money.rounded |= rounded;
                money
            }
        };
        if let Some((at, vocabulary)) = self.return_flag
            && self.is_return(record.cell(at), vocabulary, decoder)
        {
            money.refund = true;
            if money.amount > Money::ZERO {
                money.amount = -money.amount;
            }
        }
        Ok(money)
    }

    fn is_return(&mut self, cell: &[u8], vocabulary: Vocabulary, decoder: &Decoder) -> bool {
        if self.last_word.0 != cell {
            let marked = is_return(decoder.decode(cell).trim(), vocabulary) == Some(true);
            self.last_word = (cell.to_vec(), marked);
        }
        self.last_word.1
    }
}

fn row_money(amount: Money, quantity: Quantity, number: &Number) -> RowMoney {
    RowMoney {
        amount,
        quantity,
        refund: amount < Money::ZERO || quantity.0 < 0,
        rounded: number.rounded,
        currency: number.currency,
    }
}
