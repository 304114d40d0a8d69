//! One axis: values to pixels and back.
//!
//! Implements plotters' [`Ranged`], so plotters' coordinate systems run on it. plotters' own
//! ranges hang or divide by zero on equal, infinite or missing bounds (plotters#253, #358); here
//! every range is repaired before it is used.

use std::ops::Range;

use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, Ranged};

use super::spec::Scale;
use super::ticks;

/// Largest magnitude an axis shows; beyond it, differences lose their last digits.
pub(super) const LARGEST: f64 = 1e15;
/// Least value a logarithmic axis shows.
const SMALLEST: f64 = 1e-6;

/// One axis from `low` to `high`; `low < high`, both finite, both positive when logarithmic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct AxisScale {
    low: f64,
    high: f64,
    scale: Scale,
}

impl AxisScale {
    /// An axis over two bounds, repaired where they cannot be an axis.
    pub(super) fn new(low: f64, high: f64, scale: Scale) -> Self {
        match scale {
            Scale::Linear => {
                let usable = |value: f64| {
                    if value.is_nan() {
                        0.0
                    } else {
                        value.clamp(-LARGEST, LARGEST)
                    }
                };
                let (low, high) = ordered(usable(low), usable(high));
                // Bounds closer than a billionth of their size are one value to a pixel.
                if high - low > low.abs().max(high.abs()) * 1e-9 {
                    Self { low, high, scale }
                } else if low == 0.0 {
                    Self {
                        low: 0.0,
                        high: 1.0,
                        scale,
                    }
                } else {
                    let half = low.abs() / 2.0;
                    Self {
                        low: low - half,
                        high: high + half,
                        scale,
                    }
                }
            }
            Scale::Log => {
                let usable = |value: f64| {
                    if value.is_nan() {
                        1.0
                    } else {
                        value.clamp(SMALLEST, LARGEST)
                    }
                };
                let (low, high) = ordered(usable(low), usable(high));
                if high / low > 1.000_001 {
                    Self { low, high, scale }
                } else {
                    Self {
                        low: low / 2.0,
                        high: high * 2.0,
                        scale,
                    }
                }
            }
        }
    }

    /// The axis over many values; those that are no numbers, and those a logarithm has none for,
    /// are left out.
    pub(super) fn over(values: impl IntoIterator<Item = f64>, scale: Scale) -> Option<Self> {
        let mut bounds: Option<(f64, f64)> = None;
        for value in values {
            if !value.is_finite() || (scale == Scale::Log && value <= 0.0) {
                continue;
            }
            bounds = Some(bounds.map_or((value, value), |(low, high)| {
                (low.min(value), high.max(value))
            }));
        }
        bounds.map(|(low, high)| Self::new(low, high, scale))
    }

    /// Lengthened to the next round step above, for at most so many ticks.
    pub(super) fn up_to_step(self, most: usize) -> Self {
        let step = super::ticks::round_step(self.high - self.low, most.saturating_sub(1).max(1));
        Self::new(self.low, (self.high / step).ceil() * step, self.scale)
    }

    /// Lower end.
    pub(super) fn low(&self) -> f64 {
        self.low
    }

    /// Upper end.
    pub(super) fn high(&self) -> f64 {
        self.high
    }

    /// Even steps or ratios.
    pub(super) fn scale(&self) -> Scale {
        self.scale
    }

    /// Where a value stands, 0 at the lower end, 1 at the upper; pinned to the ends.
    pub(super) fn fraction_of(&self, value: f64) -> f64 {
        if value.is_nan() {
            return 0.0;
        }
        let value = value.clamp(self.low, self.high);
        match self.scale {
            Scale::Linear => (value - self.low) / (self.high - self.low),
            Scale::Log => (value / self.low).ln() / (self.high / self.low).ln(),
        }
    }

    /// The value at a fraction of the axis.
    pub(super) fn value_at(&self, fraction: f64) -> f64 {
        let fraction = if fraction.is_nan() {
            0.0
        } else {
            fraction.clamp(0.0, 1.0)
        };
        match self.scale {
            Scale::Linear => self.low + (self.high - self.low) * fraction,
            Scale::Log => self.low * (self.high / self.low).powf(fraction),
        }
    }
}

impl Ranged for AxisScale {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        let span = f64::from(limit.1) - f64::from(limit.0);
        (f64::from(limit.0) + span * self.fraction_of(*value)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        ticks::of(self, hint.max_num_points())
    }

    fn range(&self) -> Range<f64> {
        self.low..self.high
    }
}

fn ordered(one: f64, other: f64) -> (f64, f64) {
    (one.min(other), one.max(other))
}
