//! Messages of `profit`.
//!
//! - `english`: the sentences

mod english;

pub(super) use english::basis as basis_name;

use serde::{Deserialize, Serialize};

use super::{Language, Say, Speaker};
use crate::base::{Money, Period};

/// Messages of `profit`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Profit {
    /// Small line above the headline.
    Eyebrow {
        /// The period.
        period: Period,
    },
    /// Title: what is left.
    Title {
        /// What it is.
        basis: Basis,
        /// How much.
        money: Money,
        /// Of which sales.
        sales: Money,
    },
    /// Title where nobody bought.
    Nobody {
        /// The period.
        period: Period,
    },
    /// What to do then.
    NobodyText,
    /// Below the headline: who costs more than they bring, and what is missing.
    Lede {
        /// What is said.
        basis: Basis,
        /// Customers who cost more than they bring.
        losing: i64,
        /// Of so many.
        customers: i64,
        /// What they cost.
        give_back: Money,
        /// Lines of the cost of the relationship that are known.
        lines: i64,
        /// Of so many.
        of_lines: i64,
    },
    /// Title of the notice without costs.
    RevenueOnly,
    /// Its text.
    RevenueOnlyText,
    /// Title of the notice without costs of the relationship.
    GrossOnly,
    /// Its text.
    GrossOnlyText,
    /// The step to the columns.
    ToColumns,
    /// Title of the notice about rows without a cost.
    RowsWithout {
        /// How many.
        rows: i64,
        /// Their money.
        money: Money,
    },
    /// Its text.
    RowsWithoutText {
        /// The margin they are taken at.
        margin: f64,
    },
    /// Title of the notice about goods that cost more than they bring.
    GoodsTooDear,
    /// Its text.
    GoodsTooDearText,
    /// The step.
    CostsOfRows,
    /// Title of the notice about a table of costs that is left out.
    TableLeftOut,
    /// Its text.
    TableLeftOutText,
    /// Title of the notice about pools under a filter.
    PoolsOfFiltered,
    /// Its text.
    PoolsOfFilteredText,
    /// Title of the notice about a pool that cannot be shared as it should.
    SharedEqually(Line),
    /// Its text.
    SharedEquallyText(Driver),
    /// A figure of the statement.
    Figure(Figure),
    /// A figure as a share of sales.
    ShareOf(Figure),
    /// Explanation.
    Words(Figure),
    /// Explanation of a share.
    ShareWords,
    /// Explanation of a share.
    ShareFormula {
        /// The part.
        part: Money,
        /// Sales.
        sales: Money,
    },
    /// Explanation of sales.
    SalesFormula {
        /// Customers.
        customers: i64,
        /// Their visits.
        visits: i64,
    },
    /// Explanation of a difference.
    LessFormula {
        /// From this.
        from: Money,
        /// This is taken.
        less: Money,
    },
    /// Explanation of gross profit by one margin.
    MarginFormula {
        /// Sales.
        sales: Money,
        /// The margin.
        margin: f64,
    },
    /// Explanation of a sum of lines.
    LinesFormula {
        /// How many lines are known.
        lines: i64,
    },
    /// Explanation of a line from a column.
    ColumnFormula {
        /// Rows that say nothing.
        without: i64,
    },
    /// Explanation of a line from a table of costs.
    TableFormula {
        /// Whether a column of the sales is added.
        and_column: bool,
    },
    /// Explanation of a line from a pool.
    PoolFormula {
        /// The sum.
        pool: Money,
        /// What it is shared by.
        driver: Driver,
    },
    /// Explanation of the cost of credit.
    CreditFormula {
        /// Money × days.
        balance_days: f64,
        /// The rate a year.
        rate: f64,
    },
    /// Explanation of what cannot be told.
    MissingFormula,
    /// What would make it wrong.
    Caveat,
    /// Parameter.
    Margin {
        /// Whether the file has costs of its own.
        of_rest: bool,
    },
    /// Parameter: which column says what is sold.
    GoodsBy,
    /// Parameter: one margin, or one for each of what is sold.
    Margins,
    /// Choice.
    OneMargin,
    /// Choice.
    MarginsByGoods,
    /// Parameter: the margin of something sold.
    MarginOf {
        /// Its name.
        name: String,
    },
    /// Title of what is sold.
    GoodsTitle,
    /// The same: what leaves least.
    ThinnestGoods {
        /// Its name.
        name: String,
        /// What is left of its sales.
        margin: f64,
    },
    /// Card: what makes up most of the sales.
    MostlyBuys {
        /// Its name.
        name: String,
        /// Its share.
        share: f64,
    },
    /// Below it.
    GoodsSubtitle {
        /// The period.
        period: Period,
    },
    /// Column.
    MarginColumn,
    /// Column.
    ReturnRate,
    /// Line: rows that name nothing.
    NoGoods,
    /// Line: all that are not named.
    OtherGoods {
        /// How many.
        count: i64,
    },
    /// Set of customers.
    GoodsMembers {
        /// What they bought.
        name: String,
        /// In which period.
        period: Period,
    },
    /// Parameter.
    CostOf,
    /// Choice.
    OfPiece,
    /// Choice.
    OfRow,
    /// Parameter.
    Pool(Line),
    /// Parameter.
    DriverOf(Line),
    /// Choice.
    Driver(Driver),
    /// Column.
    LineColumn,
    /// Column.
    MoneyColumn,
    /// Column.
    ShareOfSales,
    /// Column.
    LeftOfSales(Basis),
    /// Title of the statement.
    StatementTitle {
        /// What is left.
        basis: Basis,
        /// Its share of sales.
        share: Option<f64>,
    },
    /// Subtitle of the statement.
    StatementSubtitle {
        /// The period.
        period: Period,
    },
    /// Source of the statement.
    StatementSource,
    /// Title of the steps from sales to what is left.
    StepsTitle {
        /// The largest cost.
        largest: Figure,
        /// Its share of sales.
        share: Option<f64>,
    },
    /// Subtitle of the steps.
    StepsSubtitle {
        /// The period.
        period: Period,
    },
    /// The last step when gross profit is missing.
    Left,
    /// Axis.
    MoneyAxis,
    /// Title of the curve.
    WhaleTitle {
        /// What is added up.
        basis: Basis,
        /// Customers up to the peak.
        earning: i64,
        /// Customers after it.
        losing: i64,
        /// What they give back, as a share of the total.
        give_back: f64,
    },
    /// Subtitle of the curve.
    WhaleSubtitle {
        /// What is added up.
        basis: Basis,
        /// The period.
        period: Period,
    },
    /// Source of the curve.
    WhaleSource {
        /// Share of the best tenth.
        top_tenth: f64,
        /// Fewest customers that bring four fifths.
        eighty: i64,
    },
    /// Notice where nothing is left to share.
    NoCurve(Basis),
    /// Its text.
    NoCurveText,
    /// Axis.
    CustomersAxis,
    /// Axis, column and name of the curve.
    ShareOfResult(Basis),
    /// Name of the diagonal.
    Diagonal,
    /// The highest point.
    Peak {
        /// Share of the total.
        share: f64,
    },
    /// Column.
    CustomersShare,
    /// Title of the segments.
    SegmentsTitle,
    /// Subtitle of the segments.
    SegmentsSubtitle {
        /// The period.
        period: Period,
    },
    /// Column.
    Segment,
    /// Row: customers without a segment.
    NoSegment,
    /// Title of the losers.
    LosersTitle {
        /// How many are shown.
        shown: i64,
        /// Of how many.
        of: i64,
    },
    /// Subtitle of the losers.
    LosersSubtitle {
        /// What is ranked.
        basis: Basis,
    },
    /// Column.
    Customer,
    /// The finding.
    LosingFinding {
        /// How many.
        customers: i64,
        /// What they cost.
        money: Money,
    },
    /// What it means.
    LosingFindingText {
        /// On which basis.
        basis: Basis,
    },
    /// The step.
    OpenLosing,
    /// A set of customers, as a list's title.
    AllMembers {
        /// The period.
        period: Period,
    },
    /// A set of customers, as a list's title.
    LosingMembers {
        /// The period.
        period: Period,
    },
    /// A set of customers, as a list's title.
    BestMembers {
        /// How many.
        customers: i64,
        /// The period.
        period: Period,
    },
    /// A set of customers, as a list's title.
    SegmentMembers {
        /// The segment.
        segment: super::rfm::Segment,
        /// The period.
        period: Period,
    },
    /// A set of customers, as a list's title.
    NoSegmentMembers {
        /// The period.
        period: Period,
    },
}

/// The most that can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// Nothing is known of costs.
    Revenue,
    /// Nothing is known of the cost of the relationship.
    GrossProfit,
    /// Both are known.
    Profit,
}

/// A line of the cost of the relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Line {
    /// Bringing the goods.
    Delivery,
    /// Bonuses to the customer's staff.
    StaffBonus,
    /// Taking goods back.
    Returns,
    /// Keeping the customer data.
    Database,
    /// Account managers.
    Salaries,
    /// Money lent.
    Credit,
    /// Support in kind.
    Support,
    /// Everything else.
    Other,
}

/// What a pool is shared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Driver {
    /// Distinct orders.
    Orders,
    /// Visits.
    Occasions,
    /// Sales.
    Sales,
    /// Money given back.
    ReturnedValue,
    /// Every customer alike.
    Customers,
    /// Hours of work.
    Hours,
    /// Money lent × days.
    BalanceDays,
}

/// A figure of the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Figure {
    /// Money of one visit.
    AverageSale,
    /// Visits a year of one customer.
    FrequencyPerYear,
    /// Sales of the period.
    Sales,
    /// Sales of a year at this pace.
    SalesPerYear,
    /// Cost of the goods.
    Goods,
    /// Sales less goods.
    GrossProfit,
    /// One line of costs.
    Cost(Line),
    /// All lines.
    RelationshipCost,
    /// What is left.
    Profit,
}

impl Say for Profit {
    fn say(&self, speaker: &Speaker) -> String {
        match speaker.language {
            Language::English => english::english(self, speaker),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(message: &Profit) -> String {
        message.say(&Speaker::default())
    }

    fn money(units: f64) -> Money {
        Money::from_units_f64(units)
    }

    #[test]
    fn the_title_says_what_it_speaks_of() {
        let title = |basis, units| {
            say(&Profit::Title {
                basis,
                money: money(units),
                sales: money(1_000.0),
            })
        };
        assert_eq!(
            title(Basis::Profit, 125.0),
            "Customers leave a profit of 125, 12.5% of sales"
        );
        assert_eq!(
            title(Basis::Profit, -40.0),
            "Customers cost 40 more than they bring"
        );
        assert_eq!(
            title(Basis::GrossProfit, 400.0),
            "Gross profit is 400, 40.0% of sales; what serving customers costs is missing"
        );
        assert!(title(Basis::Revenue, 1_000.0).ends_with("revenue only"));
    }

    #[test]
    fn one_customer_costs_and_two_cost() {
        let lede = |losing| {
            say(&Profit::Lede {
                basis: Basis::Profit,
                losing,
                customers: 9,
                give_back: money(7.0),
                lines: 8,
                of_lines: 8,
            })
        };
        assert_eq!(
            lede(0),
            "None of 9 customers costs more than they bring. All 8 cost lines are known."
        );
        assert_eq!(
            lede(1),
            "1 of 9 customers costs more than they bring, 7 in all. All 8 cost lines are known."
        );
        assert_eq!(
            lede(2),
            "2 of 9 customers cost more than they bring, 7 in all. All 8 cost lines are known."
        );
    }
}
