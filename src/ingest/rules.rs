//! What happens to odd rows: the part of a recipe a person decides.

use serde::{Deserialize, Serialize};

use crate::base::Day;

/// What happens to odd rows.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Rows of exactly 0.
    pub zero_amounts: OnRow,
    /// Rows equal to an earlier row in every cell.
    pub exact_duplicates: OnRow,
    /// Rows of money going back.
    pub refunds: OnRow,
    /// Rows with fewer cells than the header.
    pub short_rows: OnRow,
    /// Rows without a customer.
    pub guests: Guests,
    /// Rows whose customer is a word for somebody unknown.
    pub placeholder_customers: OnOddRow,
    /// Rows whose customer is a word for a sum.
    pub total_words: OnOddRow,
    /// Rows without a date.
    pub missing_dates: MissingDates,
    /// Rows without an amount.
    pub missing_amounts: MissingAmounts,
    /// Rows of pieces below zero and money above zero.
    pub positive_returns: PositiveReturns,
    /// Rows whose day lies after today or beyond belief.
    pub future_dates: OnOddRow,
    /// Rows with more cells than the header.
    pub too_many_cells: OnOddRow,
    /// The currency to keep, or the one the person says the file is in.
    pub currency: Option<String>,
    /// Other currencies that are converted into it; those without a rate are set aside.
    pub rates: Vec<Rate>,
    /// What the money of rows is that name no currency.
    pub unmarked_currency: UnmarkedCurrency,
    /// Rows of orders that did not come about: asked while `None`.
    pub void_rows: Option<OnRow>,
    /// Whether ids that differ only in case, or in blanks within, are one customer's.
    pub merge_ids: bool,
    /// What amounts on the lines of an order are, when all lines of an order have the same.
    pub order_amounts: Option<OrderAmounts>,
    /// How a list of customers with their totals is meant.
    pub totals: TotalsRules,
}

/// What the money of rows is that name no currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnmarkedCurrency {
    /// In the chosen currency.
    #[default]
    AsChosen,
    /// In the currency that the header of the amounts names, or in another than the chosen one.
    Other,
    /// In the currency of the file: rows that name one are in another.
    OfFile,
}

/// What an amount on the line of an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderAmounts {
    /// The line's: lines add up.
    OfLine,
    /// The whole order's: it counts once.
    OfOrder,
}

/// What the headers of a list of customers leave open: `None` until the file or the person says.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TotalsRules {
    /// The purchases that the mean is taken over.
    pub mean_of: Option<MeanOf>,
    /// The unit of the times.
    pub age_unit: Option<AgeUnit>,
    /// Where the time to the last purchase is counted from.
    pub last_purchase_from: Option<CountedFrom>,
    /// The day up to which the times are counted.
    pub counted_to: Option<Day>,
}

/// The purchases that a mean is taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeanOf {
    /// Every one.
    AllPurchases,
    /// Those after the first.
    RepeatPurchases,
}

/// The unit of a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeUnit {
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Twelfths of 365.25 days.
    Months,
}

/// Where a time is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedFrom {
    /// From the first purchase on: `t_x` of customer-base models.
    FirstPurchase,
    /// Back from the day up to which all is counted: the recency of RFM.
    CountedTo,
}

/// What one unit of a currency is worth in the currency of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Code of the other currency.
    pub currency: String,
    /// Millionths of the file's currency that one unit of it is worth.
    pub rate_millionths: i64,
}

/// Whether rows that would be set aside are used after all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnOddRow {
    /// Set aside.
    #[default]
    SetAside,
    /// Used as it stands.
    Use,
}

/// Whether odd rows are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnRow {
    /// Used and flagged.
    #[default]
    Use,
    /// Set aside as the person's choice.
    SetAside,
}

/// What happens to rows without a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guests {
    /// Set aside, with their money.
    #[default]
    SetAside,
    /// Counted together as one visible customer.
    OneCustomer,
    /// Given the customer of the row above, as reports leave out what repeats. A row that lacks the
    /// date too is set aside all the same: it may be a sum.
    RowAbove,
}

/// What happens to rows without a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingDates {
    /// Set aside.
    #[default]
    SetAside,
    /// Given the date of the row above, unless the row lacks the customer too.
    RowAbove,
}

/// What happens to rows without an amount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingAmounts {
    /// Set aside.
    #[default]
    SetAside,
    /// Used, with no money.
    Zero,
}

/// How rows of pieces below zero and money above zero are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PositiveReturns {
    /// Used, with the sign the money has.
    #[default]
    AsWritten,
    /// As money going back.
    Refund,
}
