//! One file per method; pure functions of the data, the frame and the parameters.
//!
//! Imports `base`, `numerics`, `dataset`. Nothing here knows words, charts or pages, and nothing
//! here derives serde. Definitions follow the product's contract; formulas cite their source.
//!
//! - `frame`: the resolved view (as-of day, period, what it is compared with) and its defaults
//! - `mask`: the rows a filter keeps
//! - `customers`: what every other analysis starts from; `customers_build`: made in one linear pass
//! - `gone`: who of them counts as gone
//! - `customers_totals`: the same from a list of customers without single purchases
//! - `customer_base`: models of when customers come again, when they stop and what a purchase is worth
//! - `lifetime_value`: plainer ways to say what customers are worth
//! - `months`: sums by calendar month
//! - `overview`: totals, their change with its uncertainty, and who came, stayed and left
//! - `value_frequency`: four groups by average occasion and frequency
//! - `season`: what the months of the year do to sales; `trading_days`: and the days of the week
//! - `by_value`: months of the parts of a shop
//! - `change`: what a change of revenue is made of
//! - `forecast`: what the coming months will bring; `regularity`: who is due, who comes steadily
//! - `two_ways`: the forecast beside the sum over customers
//! - `rfm`: recency, frequency and money in fifths; named segments
//! - `concentration`: ABC classes, Pareto curve, Gini, Herfindahl–Hirschman
//! - `value`: what each customer will probably still bring
//! - `profit`: what customers bring once goods and costs are taken off
//! - `credit`: what customers owe, and what waiting for it costs
//! - `attributes`: numbers that a table of customers says as text
//! - `potential`: what customers could still bring
//! - `rollup`: customers and money by any column
//! - `complaints`: which contacts are complaints
//! - `episodes`: what happened with customers, and what was critical
//! - `peers`: what customers like one buy, and it does not
//! - `goods`: what is sold and what it leaves
//! - `allocation`: sharing a sum so that the shares add up to it
//! - `triage`: whom to hold, to watch and to let go; `flip`: what would change that
//! - `steps`: what customers did in each month, quarter or year
//! - `flow`: the leaky bucket: who comes, comes back and leaves, by calendar period
//! - `growth`: growth of revenue, and of that of earlier customers
//! - `cohorts`: customers by the period of their first purchase
//! - `conversion`: time to the second purchase, regulars, how long customers stay
//! - `first_purchase`: customers by what their first purchase was
//! - `visit_bands`: how often customers come, against a norm
//! - `silence`: who has been silent for longer than is usual for them
//! - `silence_then`: how long a silence could be at the end of each period
//! - `economics`: keep, replace or win back
//! - `past`: how things stood with customers on a day; `movement`: between two days
//! - `signals`: recommendations, answers, contracts and contacts
//! - `ladder`: rungs of the relationship; `life_cycle`: its stages; `cadence`: levels and contacts
//! - `leaving`: why customers leave, and what became of their complaints

pub mod allocation;
pub mod attributes;
pub mod by_value;
pub mod cadence;
pub mod change;
pub mod cohorts;
pub mod complaints;
pub mod concentration;
pub mod conversion;
pub mod credit;
pub mod customer_base;
pub mod customers;
mod customers_build;
mod customers_totals;
pub mod economics;
pub mod episodes;
pub mod first_purchase;
pub mod flip;
pub mod flow;
pub mod forecast;
pub mod frame;
mod gone;
pub mod goods;
pub mod growth;
pub mod ladder;
pub mod leaving;
pub mod life_cycle;
pub mod lifetime_value;
pub mod mask;
pub mod months;
pub mod movement;
pub mod overview;
pub mod past;
pub mod peers;
pub mod potential;
pub mod profit;
pub mod regularity;
pub mod rfm;
pub mod rollup;
pub mod season;
pub mod signals;
pub mod silence;
pub mod silence_then;
pub mod steps;
#[cfg(test)]
pub(crate) mod testing;
pub mod trading_days;
pub mod triage;
pub mod two_ways;
pub mod value;
pub mod value_frequency;
pub mod visit_bands;

pub use customers::{CustomerBase, PeriodSums};
pub use frame::ViewFrame;
pub use mask::RowMask;
