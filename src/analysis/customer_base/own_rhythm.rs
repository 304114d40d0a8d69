//! What is said where no model speaks: everybody who has not left goes on as before.

use super::forecast::Terms;
use super::rows::Row;

/// A customer's own rhythm carried on; no chance of having left in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OwnRhythm {
    /// Repeat purchases per time so far, times the horizon.
    pub purchases: f64,
    /// Times the mean of the repeat purchases; none without one.
    pub spend: Option<f64>,
}

impl OwnRhythm {
    /// Of somebody who has left: a rhythm that has ended is not carried on.
    pub const ENDED: Self = Self {
        purchases: 0.0,
        spend: Some(0.0),
    };
}

/// The rhythm of this customer carried on up to the horizon; `None` on the first day.
pub fn own_rhythm(row: &Row, terms: &Terms) -> Option<OwnRhythm> {
    let purchases = same_rate(row, terms.horizon)?;
    let known = row.repeat_purchases > 0 && row.mean_repeat_value.is_finite();
    Some(OwnRhythm {
        purchases,
        spend: known.then_some(purchases * row.mean_repeat_value),
    })
}

/// `x ⁄ T · t`; `None` on the first day.
pub fn same_rate(row: &Row, time: f64) -> Option<f64> {
    (row.age > 0.0).then(|| f64::from(row.repeat_purchases) / row.age * time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rhythm_goes_on() {
        let terms = Terms {
            horizon: 52.0,
            month: 4.0,
            year: 52.0,
            discount_rate_per_year: 0.1,
            margin: 1.0,
        };
        let row = |repeat_purchases, age| Row {
            repeat_purchases,
            last_purchase_age: 0.0,
            age,
            mean_repeat_value: 10.0,
        };
        let found = own_rhythm(&row(3, 26.0), &terms).unwrap();
        assert!((found.purchases - 6.0).abs() < 1e-12);
        assert!((found.spend.unwrap() - 60.0).abs() < 1e-12);
        assert_eq!(own_rhythm(&row(0, 5.0), &terms).unwrap().spend, None);
        assert_eq!(own_rhythm(&row(0, 0.0), &terms), None);
    }
}
