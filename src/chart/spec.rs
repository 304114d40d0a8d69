//! What a chart shows, as plain data: panels write it, the page draws it.
//!
//! Values are raw (currency units, shares in 0…1, days as numbers); the drawing formats them by the
//! [`Axis`]. At most 2,000 marks (`platform` of the look: sample above that and say so).

use serde::{Deserialize, Serialize};

use crate::base::{Day, Month};
use crate::i18n::{CustomerRef, Message};

/// Most marks one chart may carry.
pub const MARK_LIMIT: usize = 2_000;

/// A chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "a page holds a handful of charts, each behind the box of its figure"
)]
pub enum ChartSpec {
    /// One upright bar a calendar month, pale with a cap, with an optional line over them.
    Months(Months),
    /// One dot a customer on two quantities, with cut lines.
    Scatter(Scatter),
    /// A matrix of numbered cells.
    Heat(Heat),
    /// Cumulative curves from (0, 0) to (1, 1).
    Curves(Curves),
    /// Horizontal bars, one group a row, one bar a series.
    Bars(Bars),
    /// Upright stacks, with an optional line over them.
    Columns(Columns),
    /// Pins on a day axis: the purchases of one customer.
    Pins(Pins),
    /// A point with its interval and a reference tick; the small drawing under a key figure.
    Interval(Interval),
}

/// What the numbers of an axis are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Whole things.
    Count,
    /// Plain numbers.
    Number,
    /// Currency units.
    Money,
    /// Currency units gained or lost, written with their sign.
    Change,
    /// A part of a whole, 0…1.
    Share,
    /// Days.
    Days,
}

/// How an axis is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// Even steps.
    Linear,
    /// Even ratios.
    Log,
}

/// One axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// What it measures, written at its end.
    pub label: Message,
    /// What the numbers are.
    pub unit: Unit,
    /// Even steps or ratios.
    pub scale: Scale,
}

/// Colour by meaning; the drawing maps it to a design token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ink {
    /// This shop, selection, prediction.
    Accent,
    /// Context and totals.
    #[default]
    Rest,
    /// Better.
    Up,
    /// Worse, lost.
    Down,
    /// Category 1 to 6.
    Cat1,
    /// Second category.
    Cat2,
    /// Third category.
    Cat3,
    /// Fourth category.
    Cat4,
    /// What the others add up to.
    Total,
}

/// What a mark does when it is chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Open the customers behind it.
    OpenCustomers(Selection),
    /// Open one customer's card.
    OpenCustomer {
        /// The customer.
        customer: CustomerRef,
    },
    /// Set a parameter of a panel.
    SetParam {
        /// `panel.key`.
        param: String,
        /// The value as text.
        value: String,
    },
    /// Go to a page of the program.
    GoTo {
        /// Page id, as in the address.
        page: String,
    },
    /// Save the list of these customers as a file.
    ExportCustomers(Selection),
}

/// A set of customers that a panel can name: all of them, or those behind one of its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// Panel id; empty for all customers.
    pub panel: String,
    /// Which of its sets, for example `group:much_often` or `cell:5:3`.
    pub key: String,
}

/// See [`ChartSpec::Months`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Months {
    /// Money or count of the bars.
    pub axis: Axis,
    /// The bars, in time order, no month left out.
    pub bars: Vec<MonthBar>,
    /// A line over the bars, one value a bar.
    pub line: Option<MonthLine>,
}

/// One bar of [`Months`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MonthBar {
    /// Which month.
    pub month: Month,
    /// Its value.
    pub value: f64,
    /// Further values for the tooltip, with their names.
    pub details: Vec<(Message, Message)>,
    /// Drawn darker with its value above (a peak).
    pub emphasised: bool,
    /// Only part of the month is in the data: drawn paler still.
    pub partial: bool,
    /// What choosing it does.
    pub action: Option<Action>,
}

/// The line of [`Months`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MonthLine {
    /// Its name, written at its end.
    pub label: Message,
    /// One value a bar, `None` breaks the line.
    pub values: Vec<Option<f64>>,
    /// Between what bounds each value lies, one a bar, or none at all: what has bounds is expected,
    /// and dashed.
    pub band: Vec<Option<(f64, f64)>>,
}

/// See [`ChartSpec::Scatter`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scatter {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// The dots, at most [`MARK_LIMIT`] less what else is drawn.
    pub dots: Vec<Dot>,
    /// Upright cut line.
    pub x_cut: Handle,
    /// Level cut line.
    pub y_cut: Handle,
    /// Corner labels: upper left, upper right, lower left, lower right.
    pub corners: [Corner; 4],
    /// Counts of all customers by steps of the horizontal axis: (from, to, customers).
    pub x_margin: Vec<(f64, f64, u64)>,
    /// Counts of all customers by steps of the vertical axis.
    pub y_margin: Vec<(f64, f64, u64)>,
}

impl Scatter {
    /// Fewer dots than this are drawn exactly where they belong.
    const MANY: usize = 300;

    /// Whether so many dots are drawn a little beside their place, to the left or to the right:
    /// whole numbers would stand in columns where one customer hides the next.
    pub fn nudges(dots: usize) -> bool {
        dots >= Self::MANY
    }
}

/// One dot of [`Scatter`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dot {
    /// Horizontal value.
    pub x: f64,
    /// Vertical value.
    pub y: f64,
    /// Who it is.
    pub customer: CustomerRef,
}

/// A corner label of [`Scatter`]; its dots take its colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Corner {
    /// Name of the group.
    pub label: Message,
    /// Second line.
    pub detail: Message,
    /// Colour of the group's dots.
    pub ink: Ink,
    /// What choosing it does.
    pub action: Option<Action>,
}

/// A line the person can drag; bound to a parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handle {
    /// `panel.key` of the parameter it sets.
    pub param: String,
    /// Where it stands, in units of its axis.
    pub value: f64,
    /// What it says, for example "Median 4.0 visits a year".
    pub label: Message,
}

/// See [`ChartSpec::Columns`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Columns {
    /// What the columns measure.
    pub axis: Axis,
    /// Names of the parts of every stack.
    pub series: Vec<(Message, Ink)>,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// Name of the line over them, when there is one.
    pub line: Option<Message>,
}

/// One column of [`Columns`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub label: Message,
    /// One value a series: what is above zero stacks up, what is below stacks down.
    pub values: Vec<f64>,
    /// Where the line is, `None` breaks it.
    pub line: Option<f64>,
    /// The data hold only a part of it: drawn paler.
    pub partial: bool,
    /// A last line of the tooltip.
    pub note: Option<Message>,
    /// What choosing it does.
    pub action: Option<Action>,
}

/// See [`ChartSpec::Heat`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heat {
    /// Title over the columns.
    pub columns_title: Message,
    /// Title over the row names.
    pub rows_title: Message,
    /// Names of the columns, left to right.
    pub columns: Vec<Message>,
    /// Names of the rows, top to bottom.
    pub rows: Vec<Message>,
    /// A second name of every row, at the right of the first, under a title of its own: how many it
    /// is of. Such rows are low and their cells carry one line.
    pub sizes: Option<(Message, Vec<Message>)>,
    /// Row by row, `columns.len()` a row.
    pub cells: Vec<HeatCell>,
    /// Groups of cells outlined together.
    pub outlines: Vec<Outline>,
}

/// One cell of [`Heat`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeatCell {
    /// First line, large.
    pub value: Message,
    /// Second line, small.
    pub detail: Message,
    /// What the cell is, for the tooltip and the reader (for example the segment's name).
    pub name: Message,
    /// Step of the sequential ramp, 1 (least) to 7; 0 leaves the place empty.
    pub step: u8,
    /// What choosing it does.
    pub action: Option<Action>,
}

/// Cells outlined together, with a note below the chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Indices into [`Heat::cells`]; a rectangle.
    pub cells: Vec<usize>,
    /// Dashed instead of solid.
    pub dashed: bool,
    /// The note.
    pub note: Message,
}

/// See [`ChartSpec::Curves`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curves {
    /// Horizontal axis (share of customers).
    pub x: Axis,
    /// Vertical axis (share of money).
    pub y: Axis,
    /// The curves.
    pub lines: Vec<Curve>,
    /// The line of equality and its name.
    pub diagonal: Option<Message>,
    /// Named points.
    pub points: Vec<CurvePoint>,
}

/// One curve.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    /// Its name.
    pub label: Message,
    /// Its colour.
    pub ink: Ink,
    /// Points from left to right.
    pub points: Vec<(f64, f64)>,
    /// Level from each point to the next, instead of straight.
    pub steps: bool,
    /// Ends of a pale band around it, by places from left to right: place, low, high.
    pub band: Vec<(f64, f64, f64)>,
}

/// A named point with a dropped line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Where.
    pub x: f64,
    /// How high.
    pub y: f64,
    /// What it says.
    pub label: Message,
    /// Its colour.
    pub ink: Ink,
    /// What choosing it does.
    pub action: Option<Action>,
}

/// See [`ChartSpec::Bars`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bars {
    /// What the bars measure.
    pub axis: Axis,
    /// Names of the series, when there is more than one.
    pub series: Vec<(Message, Ink)>,
    /// The rows, top to bottom.
    pub rows: Vec<BarRow>,
    /// Rows from this index on are in the norm; a hairline stands before it.
    pub norm_from: Option<usize>,
    /// Each bar begins where the one above it ends, except that of a total.
    pub stacked: bool,
}

/// One row of [`Bars`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BarRow {
    /// Name at the left.
    pub label: Message,
    /// Second line of the name.
    pub detail: Option<Message>,
    /// One value a series.
    pub values: Vec<f64>,
    /// Colour of its bars instead of the series'; a total stands below a rule, its name in bold.
    pub ink: Option<Ink>,
    /// What choosing it does.
    pub action: Option<Action>,
}

/// See [`ChartSpec::Pins`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pins {
    /// What the pins measure.
    pub axis: Axis,
    /// First day drawn.
    pub from: Day,
    /// Last day drawn (the as-of day).
    pub to: Day,
    /// Occasions.
    pub pins: Vec<(Day, f64)>,
    /// Refunds: day and money (negative).
    pub refunds: Vec<(Day, f64)>,
    /// Silence since this day, with its label.
    pub silent: Option<(Day, Message)>,
    /// A word at one pin: index and text.
    pub note: Option<(usize, Message)>,
}

/// See [`ChartSpec::Interval`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Estimate.
    pub value: f64,
    /// Upper end.
    pub high: f64,
    /// The upright tick, zero for a change.
    pub reference: f64,
}

impl ChartSpec {
    /// What choosing its marks does, in the order of the marks.
    pub fn actions(&self) -> Vec<&Action> {
        let actions: Vec<&Option<Action>> = match self {
            Self::Months(months) => months.bars.iter().map(|bar| &bar.action).collect(),
            Self::Scatter(scatter) => scatter.corners.iter().map(|at| &at.action).collect(),
            Self::Heat(heat) => heat.cells.iter().map(|cell| &cell.action).collect(),
            Self::Curves(curves) => curves.points.iter().map(|at| &at.action).collect(),
            Self::Bars(bars) => bars.rows.iter().map(|row| &row.action).collect(),
            Self::Columns(columns) => columns.columns.iter().map(|it| &it.action).collect(),
            Self::Pins(_) | Self::Interval(_) => Vec::new(),
        };
        actions.into_iter().flatten().collect()
    }
}
