//! The sentences of `profit` in English.

use super::super::rfm::Rfm;
use super::super::{Say, Speaker};
use super::{Basis, Driver, Figure, Line, Profit};
use crate::base::Money;

fn line(line: Line) -> &'static str {
    match line {
        Line::Delivery => "Delivery",
        Line::StaffBonus => "Bonuses to the customer’s staff",
        Line::Returns => "Taking goods back",
        Line::Database => "Customer data",
        Line::Salaries => "Account managers",
        Line::Credit => "Credit given",
        Line::Support => "Structural support in kind",
        Line::Other => "Other costs",
    }
}

fn driver(driver: Driver) -> &'static str {
    match driver {
        Driver::Orders => "orders",
        Driver::Occasions => "visits",
        Driver::Sales => "sales",
        Driver::ReturnedValue => "returned money",
        Driver::Customers => "customers equally",
        Driver::Hours => "hours",
        Driver::BalanceDays => "balance × days",
    }
}

fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::AverageSale => "Average sale",
        Figure::FrequencyPerYear => "Visits a year per customer",
        Figure::Sales => "Sales",
        Figure::SalesPerYear => "Sales a year at this pace",
        Figure::Goods => "Cost of goods",
        Figure::GrossProfit => "Gross profit",
        Figure::Cost(of) => line(of),
        Figure::RelationshipCost => "Cost of the relationship",
        Figure::Profit => "Profit of the relationship",
    }
}

fn words(figure: Figure) -> &'static str {
    match figure {
        Figure::AverageSale => "Sales divided by visits",
        Figure::FrequencyPerYear => "Visits of the period, brought to a year",
        Figure::Sales => "Money taken in the period, refunds taken off on the day they were booked",
        Figure::SalesPerYear => "Sales of the period, brought to a year",
        Figure::Goods => {
            "What the goods cost to buy; goods that come back take their cost with them"
        }
        Figure::GrossProfit => "Sales less what the goods cost to buy",
        Figure::Cost(_) => "Cost of the relationship with customers in the period",
        Figure::RelationshipCost => {
            "All costs of serving customers that are known, beside the goods"
        }
        Figure::Profit => "Gross profit less the known costs of the relationship",
    }
}

fn upper(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// What is told, as a word within a sentence.
pub(in super::super) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Revenue => "sales",
        Basis::GrossProfit => "gross profit",
        Basis::Profit => "profit",
    }
}

fn title(of: Basis, money: Money, sales: Money, speaker: &Speaker) -> String {
    let share = |text: &str| match money.share_of(sales) {
        Some(share) => format!("{text}, {} of sales", speaker.percent(share, 1)),
        None => text.to_owned(),
    };
    match of {
        Basis::Revenue => format!(
            "{} of sales; the cost of the goods is missing, so this speaks of revenue only",
            speaker.money(money, 0)
        ),
        Basis::GrossProfit if money < Money::ZERO => format!(
            "The goods cost {} more than customers paid for them",
            speaker.money(-money, 0)
        ),
        Basis::GrossProfit => format!(
            "{}; what serving customers costs is missing",
            share(&format!("Gross profit is {}", speaker.money(money, 0)))
        ),
        Basis::Profit if money < Money::ZERO => {
            format!(
                "Customers cost {} more than they bring",
                speaker.money(-money, 0)
            )
        }
        Basis::Profit => share(&format!(
            "Customers leave a profit of {}",
            speaker.money(money, 0)
        )),
    }
}

fn lede(message: &Profit, speaker: &Speaker) -> String {
    let Profit::Lede {
        basis,
        losing,
        customers,
        give_back,
        lines,
        of_lines,
    } = message
    else {
        return String::new();
    };
    let missing = match basis {
        Basis::Revenue => {
            return "Give a margin below, or map the cost of the goods, to see what is earned."
                .to_owned();
        }
        Basis::GrossProfit => {
            "Type what delivery, managers and the rest cost to see profit.".to_owned()
        }
        Basis::Profit if lines == of_lines => {
            format!("All {} cost lines are known.", speaker.count(*lines))
        }
        Basis::Profit => format!(
            "{} of {} cost lines {} known; the others would make profit smaller.",
            speaker.count(*lines),
            speaker.count(*of_lines),
            if *lines == 1 { "is" } else { "are" }
        ),
    };
    let of = speaker.counted(*customers, "customer", "customers");
    let found = match losing {
        0 => format!("None of {of} costs more than they bring."),
        1 => format!(
            "1 of {of} costs more than they bring, {} in all.",
            speaker.money(*give_back, 0)
        ),
        losing => format!(
            "{} of {of} cost more than they bring, {} in all.",
            speaker.count(*losing),
            speaker.money(*give_back, 0)
        ),
    };
    format!("{found} {missing}")
}

pub(super) fn english(message: &Profit, speaker: &Speaker) -> String {
    use Profit as M;
    let customers = |count: i64| speaker.counted(count, "customer", "customers");
    let fixed: &str = match message {
        M::Eyebrow { period } => return format!("Profit, {}", speaker.period(*period)),
        M::Title {
            basis,
            money,
            sales,
        } => return title(*basis, *money, *sales, speaker),
        M::Nobody { period } => return format!("Nobody bought {}", speaker.within(*period)),
        M::NobodyText => "Choose a longer period or another one.",
        M::Lede { .. } => return lede(message, speaker),
        M::RevenueOnly => "On revenue only",
        M::RevenueOnlyText => {
            "Without the cost of the goods nobody is called unprofitable. From coarse to exact: one \
             margin for all, typed below; or a column with the cost of a piece, mapped at the import."
        }
        M::GrossOnly => "Gross profit, not profit",
        M::GrossOnlyText => {
            "No cost of serving customers is known. Type sums of the period below, zero where there \
             is none; each is shared by what causes it. Delivery costs and staff bonuses can also \
             come row by row, as columns of the file."
        }
        M::ToColumns => "Look at the columns",
        M::RowsWithout { rows, money } => {
            return format!(
                "{} with {} of sales say no cost",
                speaker.counted(*rows, "row", "rows"),
                speaker.money(*money, 0)
            );
        }
        M::RowsWithoutText { margin } => {
            return format!(
                "They are taken at a margin of {}: the one typed below, or else that of the rows \
                 whose cost is known.",
                speaker.percent(*margin, 1)
            );
        }
        M::GoodsTooDear => "The goods seem to cost more than they are sold for",
        M::GoodsTooDearText => {
            "Costs are multiplied with the quantity. If the column holds the cost of the whole row, \
             say so."
        }
        M::CostsOfRows => "It is the cost of the row",
        M::TableLeftOut => "The table of costs is not in these figures",
        M::TableLeftOutText => {
            "It has no days and speaks of everything that was sold. Choose the period All and no \
             filter to take it in."
        }
        M::PoolsOfFiltered => "Costs you typed are shared among the customers in view",
        M::PoolsOfFilteredText => {
            "A filter is on. The sums should be those of what the filter keeps, not of the whole shop."
        }
        M::SharedEqually(of) => {
            return format!("{} is shared among all customers equally", line(*of));
        }
        M::SharedEquallyText(Driver::Hours) => {
            "No column of a table of customers says the hours of work for each."
        }
        M::SharedEquallyText(Driver::BalanceDays) => {
            "No paid date says who owed how much for how long."
        }
        M::SharedEquallyText(by) => {
            return format!(
                "In this period there is nothing to share it by {}.",
                driver(*by)
            );
        }
        M::Figure(of) => figure(*of),
        M::ShareOf(of) => return format!("{}, share of sales", figure(*of)),
        M::Words(of) => words(*of),
        M::ShareWords => "Part of the sales of the period",
        M::ShareFormula { part, sales } => {
            return format!("{} ÷ {}", speaker.money(*part, 2), speaker.money(*sales, 2));
        }
        M::SalesFormula {
            customers: count,
            visits,
        } => {
            return format!(
                "{}, {}",
                customers(*count),
                speaker.counted(*visits, "visit", "visits")
            );
        }
        M::LessFormula { from, less } => {
            return format!("{} − {}", speaker.money(*from, 2), speaker.money(*less, 2));
        }
        M::MarginFormula { sales, margin } => {
            return format!(
                "{} × {}",
                speaker.money(*sales, 2),
                speaker.percent(*margin, 1)
            );
        }
        M::LinesFormula { lines } => {
            return format!("Sum of {}", speaker.counted(*lines, "line", "lines"));
        }
        M::TableFormula { and_column: false } => "Sum of the table of costs",
        M::TableFormula { and_column: true } => {
            "Sum of the table of costs and of the column of the sales"
        }
        M::ColumnFormula { without } => {
            return match without {
                0 => "Sum of the column".to_owned(),
                without => format!(
                    "Sum of the column; {} that say nothing count as no cost",
                    speaker.counted(*without, "row", "rows")
                ),
            };
        }
        M::PoolFormula { pool, driver: by } => {
            return format!("{} shared by {}", speaker.money(*pool, 2), driver(*by));
        }
        M::CreditFormula { balance_days, rate } => {
            return format!(
                "{} of balance × days × {} ÷ 365",
                speaker.number(*balance_days, 0),
                speaker.percent(*rate, 1)
            );
        }
        M::MissingFormula => "Neither a column nor a sum says it",
        M::Caveat => {
            "A cost that is missing makes profit look larger. Goods given back may have lost their \
             worth. A pool shared by the wrong driver moves cost between customers, not in all."
        }
        M::Margin { of_rest: false } => "Margin on sales",
        M::Margin { of_rest: true } => "Margin of rows without a cost",
        M::GoodsBy => "What is sold, by",
        M::Margins => "Margins",
        M::OneMargin => "One margin",
        M::MarginsByGoods => "A margin each",
        M::MarginOf { name } => return format!("Margin of {name}"),
        M::GoodsTitle => "What is sold",
        M::ThinnestGoods { name, margin } => {
            return format!(
                "{name} leaves least: {} of its sales",
                speaker.percent(*margin, 1)
            );
        }
        M::MostlyBuys { name, share } => {
            return format!("{} of the sales are {name}", speaker.percent(*share, 0));
        }
        M::GoodsSubtitle { period } => {
            return format!(
                "Sales and what is left once the goods are paid, {}",
                speaker.within(*period)
            );
        }
        M::MarginColumn => "Left of sales",
        M::ReturnRate => "Returned",
        M::NoGoods => "Not named",
        M::OtherGoods { count } => return format!("{} others", speaker.count(*count)),
        M::GoodsMembers { name, period } => {
            return format!("Bought {name} {}", speaker.within(*period));
        }
        M::CostOf => "What the cost column holds",
        M::OfPiece => "Cost of one piece",
        M::OfRow => "Cost of the row",
        M::Pool(of) => return format!("{} in the period", line(*of)),
        M::DriverOf(of) => return format!("{} shared by", line(*of)),
        M::Driver(by) => {
            return upper(driver(*by));
        }
        M::LineColumn => "Line",
        M::MoneyColumn => "In the period",
        M::ShareOfSales => "Share of sales",
        M::LeftOfSales(of) => return format!("{}, share of sales", upper(basis(*of))),
        M::StatementTitle { basis: of, share } => {
            return match share {
                Some(share) if *of != Basis::Revenue => format!(
                    "{} of sales is left as {}",
                    speaker.percent(*share, 1),
                    basis(*of)
                ),
                _ => "The statement as far as the file tells it".to_owned(),
            };
        }
        M::StatementSubtitle { period } => {
            return format!("Profit statement {}", speaker.within(*period));
        }
        M::StatementSource => "What customers are charged adds up to each line, to the hundredth",
        M::StepsTitle { largest, share } => {
            let name = figure(*largest);
            return match share {
                Some(share) => {
                    format!("{name} takes {} of sales", speaker.percent(*share, 1))
                }
                None => format!("{name} takes most"),
            };
        }
        M::StepsSubtitle { period } => {
            return format!("From sales to what is left {}", speaker.within(*period));
        }
        M::Left => "Sales less known costs",
        M::MoneyAxis => "Money of the period",
        M::WhaleTitle {
            basis: of,
            earning,
            losing,
            give_back,
        } => {
            return match losing {
                0 => format!("No customer takes {} away", basis(*of)),
                losing => format!(
                    "{} earn it, {} {} back {} of it",
                    customers(*earning),
                    speaker.count(*losing),
                    if *losing == 1 { "gives" } else { "give" },
                    speaker.percent(*give_back, 1)
                ),
            };
        }
        M::WhaleSubtitle { basis: of, period } => {
            return format!(
                "Cumulative share of {} {}",
                basis(*of),
                speaker.within(*period)
            );
        }
        M::WhaleSource { top_tenth, eighty } => {
            return format!(
                "The best tenth brings {} of it. {} reach four fifths",
                speaker.percent(*top_tenth, 0),
                customers(*eighty)
            );
        }
        M::NoCurve(of) => return format!("There is no {} to divide", basis(*of)),
        M::NoCurveText => {
            "Shares of a loss would mean nothing; the statement shows where it comes from."
        }
        M::CustomersAxis => "Share of customers, best first",
        M::ShareOfResult(of) => return format!("Share of {}", basis(*of)),
        M::Diagonal => "If all were equal",
        M::Peak { share } => return format!("Peak at {}", speaker.percent(*share, 0)),
        M::CustomersShare => "Share of customers",
        M::SegmentsTitle => "What each segment leaves",
        M::SegmentsSubtitle { period } => {
            return format!("Profit statement by segment {}", speaker.within(*period));
        }
        M::Segment => "Segment",
        M::NoSegment => "Without a purchase",
        M::LosersTitle { shown, of } if shown == of => {
            return format!(
                "{} {} more than they bring",
                customers(*of),
                if *of == 1 { "costs" } else { "cost" }
            );
        }
        M::LosersTitle { shown, of } => {
            return format!(
                "The {} who cost most, of {}",
                speaker.count(*shown),
                customers(*of)
            );
        }
        M::LosersSubtitle { basis: of } => {
            return format!("Customers whose {} is below zero, lowest first", basis(*of));
        }
        M::Customer => "Customer",
        M::LosingFinding {
            customers: count,
            money,
        } => {
            return format!(
                "{} {} {} more than they bring",
                customers(*count),
                if *count == 1 { "costs" } else { "cost" },
                speaker.money(*money, 0)
            );
        }
        M::LosingFindingText { basis: of } => {
            return format!(
                "Their {} is below zero: fewer deliveries, larger orders or other terms would help.",
                basis(*of)
            );
        }
        M::OpenLosing => "See who they are",
        M::AllMembers { period } => {
            return format!(
                "Customers with sales or refunds {}",
                speaker.within(*period)
            );
        }
        M::LosingMembers { period } => {
            return format!(
                "Customers who cost more than they bring {}",
                speaker.within(*period)
            );
        }
        M::BestMembers {
            customers: count,
            period,
        } => {
            let who = match count {
                1 => "The most profitable customer".to_owned(),
                count => format!("The {} most profitable customers", speaker.count(*count)),
            };
            return format!("{who} {}", speaker.within(*period));
        }
        M::SegmentMembers { segment, period } => {
            return format!(
                "{} {}",
                Rfm::Segment(*segment).say(speaker),
                speaker.within(*period)
            );
        }
        M::NoSegmentMembers { period } => {
            return format!(
                "Without a purchase, with refunds {}",
                speaker.within(*period)
            );
        }
    };
    fixed.to_owned()
}
