//! P7: recency, frequency and money in fifths, and the segments their grid names.

use super::CustomerBase;
use crate::base::Money;
use crate::dataset::CustomerIx;

/// Scores of one customer, 5 best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scores {
    /// Recency: few days since the last occasion.
    pub r: u8,
    /// Frequency: many occasions.
    pub f: u8,
    /// Money: much net revenue.
    pub m: u8,
}

/// A named part of the recency × frequency grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// Recent and very frequent.
    Champions,
    /// Frequent, not long ago.
    Loyal,
    /// Recent, on the way to loyal.
    PotentialLoyal,
    /// First purchase only just.
    New,
    /// Recent, not yet often.
    Promising,
    /// Middling in both.
    NeedsAttention,
    /// Middling recency, hardly any purchases.
    AboutToSleep,
    /// Frequent once, silent now.
    AtRisk,
    /// The most frequent of all, silent now.
    CannotLose,
    /// Long silent, seldom before.
    Hibernating,
    /// Longest silent, hardly any purchases.
    Lost,
}

impl Segment {
    /// Every segment, best first.
    pub const ALL: [Self; 11] = [
        Self::Champions,
        Self::Loyal,
        Self::PotentialLoyal,
        Self::New,
        Self::Promising,
        Self::NeedsAttention,
        Self::AboutToSleep,
        Self::AtRisk,
        Self::CannotLose,
        Self::Hibernating,
        Self::Lost,
    ];

    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Champions => "champions",
            Self::Loyal => "loyal",
            Self::PotentialLoyal => "potential_loyal",
            Self::New => "new",
            Self::Promising => "promising",
            Self::NeedsAttention => "needs_attention",
            Self::AboutToSleep => "about_to_sleep",
            Self::AtRisk => "at_risk",
            Self::CannotLose => "cannot_lose",
            Self::Hibernating => "hibernating",
            Self::Lost => "lost",
        }
    }

    /// The segment with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|segment| segment.id() == id)
    }

    /// The segment of these scores: every cell of the grid has exactly one.
    pub fn of(scores: Scores) -> Self {
        let row = usize::from(scores.r.clamp(1, 5)) - 1;
        let column = usize::from(scores.f.clamp(1, 5)) - 1;
        GRID[row][column]
    }
}

/// Segments by recency score (rows, 1 to 5) and frequency score (columns, 1 to 5).
const GRID: [[Segment; 5]; 5] = {
    use Segment::{
        AboutToSleep, AtRisk, CannotLose, Champions, Hibernating, Lost, Loyal, NeedsAttention, New,
        PotentialLoyal, Promising,
    };
    [
        [Lost, Lost, Hibernating, AtRisk, CannotLose],
        [Hibernating, Hibernating, AtRisk, AtRisk, CannotLose],
        [AboutToSleep, NeedsAttention, NeedsAttention, Loyal, Loyal],
        [Promising, PotentialLoyal, PotentialLoyal, Loyal, Champions],
        [New, Promising, PotentialLoyal, Champions, Champions],
    ]
};

/// The four values that part the scores. A customer scores at least `k + 2` when strictly better
/// than `cuts[k]`.
pub type Cuts<T> = [T; 4];

/// Scores of every customer with an occasion up to the as-of day.
#[derive(Clone, Debug)]
pub struct Rfm {
    scores: Vec<Option<Scores>>,
    /// Customers scored.
    pub customers: u64,
    /// Days since the last occasion; better is less. `None` without customers.
    pub r_cuts: Option<Cuts<i32>>,
    /// Occasions; better is more.
    pub f_cuts: Option<Cuts<u32>>,
    /// Net revenue; better is more.
    pub m_cuts: Option<Cuts<Money>>,
}

/// Customers and money of a cell or segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Customers.
    pub customers: u64,
    /// Net revenue up to the as-of day.
    pub revenue: Money,
}

impl Rfm {
    /// Scores all customers by `min(5, 1 + ⌊5 · strictly worse ÷ n⌋)`, so that equal values always
    /// share a score. (Recency, frequency and monetary value: Hughes 1994; the rank is the lowest
    /// of the ties.)
    pub fn of(base: &CustomerBase) -> Self {
        let buyers: Vec<CustomerIx> = base.buyer_ixs().collect();
        // Recency is negated so that more is better in all three.
        let freshness = |customer| i64::from(-base.silent_days(customer).unwrap_or(i32::MAX));
        let occasions = |customer| i64::from(base.occasions(customer));
        let revenue = |customer| base.revenue(customer).0;
        let cuts_of = |measure: &dyn Fn(CustomerIx) -> i64| {
            cuts(buyers.iter().map(|&customer| measure(customer)).collect())
        };
        let (r, f, m) = (cuts_of(&freshness), cuts_of(&occasions), cuts_of(&revenue));
        let mut scores = vec![None; base.len()];
        if let (Some(r), Some(f), Some(m)) = (&r, &f, &m) {
            for &customer in &buyers {
                scores[customer.0 as usize] = Some(Scores {
                    r: score(r, freshness(customer)),
                    f: score(f, occasions(customer)),
                    m: score(m, revenue(customer)),
                });
            }
        }
        Self {
            scores,
            customers: buyers.len() as u64,
            r_cuts: r.map(|cuts| cuts.map(|freshness| -freshness as i32)),
            f_cuts: f.map(|cuts| cuts.map(|occasions| occasions as u32)),
            m_cuts: m.map(|cuts| cuts.map(Money)),
        }
    }

    /// The customer's scores, `None` without an occasion.
    pub fn scores(&self, customer: CustomerIx) -> Option<Scores> {
        self.scores[customer.0 as usize]
    }

    /// The customer's segment, `None` without an occasion.
    pub fn segment(&self, customer: CustomerIx) -> Option<Segment> {
        self.scores(customer).map(Segment::of)
    }

    /// Scored customers that a condition picks, in index order.
    pub fn members(&self, picks: impl Fn(Scores) -> bool) -> Vec<CustomerIx> {
        (0_u32..)
            .zip(&self.scores)
            .filter(|(_, scores)| scores.is_some_and(&picks))
            .map(|(ix, _)| CustomerIx(ix))
            .collect()
    }

    /// Customers and revenue of the grid, `[r − 1][f − 1]`.
    pub fn grid(&self, base: &CustomerBase) -> [[Group; 5]; 5] {
        let mut grid = [[Group::default(); 5]; 5];
        for (ix, scores) in (0_u32..).zip(&self.scores) {
            let Some(scores) = scores else { continue };
            let cell = &mut grid[usize::from(scores.r) - 1][usize::from(scores.f) - 1];
            cell.customers += 1;
            cell.revenue += base.revenue(CustomerIx(ix));
        }
        grid
    }
}

/// The segment of a cell of the grid, scores 1 to 5.
pub fn segment_of_cell(r: u8, f: u8) -> Segment {
    Segment::of(Scores { r, f, m: 1 })
}

/// A value scores at least `k` when at least `t = ⌈(k − 1)·n ÷ 5⌉` values are strictly worse, that
/// is, when it is strictly better than the `t`-th worst. Four selections, no sorting.
fn cuts(mut values: Vec<i64>) -> Option<Cuts<i64>> {
    let n = values.len();
    let mut cuts = [*values.first()?; 4];
    for (cut, step) in cuts.iter_mut().zip(1..) {
        let rank = (step * n).div_ceil(5).max(1);
        *cut = *values.select_nth_unstable(rank - 1).1;
    }
    Some(cuts)
}

fn score(cuts: &Cuts<i64>, value: i64) -> u8 {
    1 + cuts.iter().filter(|&&cut| value > cut).count() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, word for word.
    fn score_by_definition(values: &[i64], value: i64) -> u8 {
        let worse = values.iter().filter(|&&other| other < value).count();
        5.min(1 + (5 * worse / values.len()) as u8)
    }

    #[test]
    fn selection_gives_the_scores_of_the_definition() {
        let mut rng = crate::numerics::rng::Pcg32::new(4);
        for size in 1..60 {
            let values: Vec<i64> = (0..size).map(|_| i64::from(rng.below(12))).collect();
            let cuts = cuts(values.clone()).unwrap();
            for value in &values {
                assert_eq!(
                    score(&cuts, *value),
                    score_by_definition(&values, *value),
                    "{value} in {values:?}"
                );
            }
        }
    }

    #[test]
    fn the_grid_names_every_cell_and_every_segment_has_one() {
        for segment in Segment::ALL {
            assert!(GRID.iter().flatten().any(|&cell| cell == segment));
            assert_eq!(Segment::from_id(segment.id()), Some(segment));
        }
        assert_eq!(segment_of_cell(5, 5), Segment::Champions);
        assert_eq!(segment_of_cell(5, 1), Segment::New);
        assert_eq!(segment_of_cell(1, 5), Segment::CannotLose);
        assert_eq!(segment_of_cell(3, 1), Segment::AboutToSleep);
        assert_eq!(segment_of_cell(2, 3), Segment::AtRisk);
    }

    #[test]
    fn nobody_has_no_cuts() {
        assert_eq!(cuts(Vec::new()), None);
    }
}
