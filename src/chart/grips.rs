//! Lines that can be dragged, bound to a parameter.

use super::scale::AxisScale;
use super::spec::Scale;

/// A cut line of a drawing: where it stands, and how its pixels read as values.
#[derive(Clone, Debug, PartialEq)]
pub struct DragHandle {
    /// `panel.key` of the parameter it sets.
    pub param: String,
    /// Which way it moves.
    pub direction: Direction,
    /// The value it stands at.
    pub value: f64,
    /// Where it stands: x of an upright line, y of a level one.
    pub at_px: f64,
    /// Where the grip is held.
    pub grip: (f64, f64),
    /// What it says, for its name.
    pub label: String,
    axis: AxisScale,
    low_px: f64,
    high_px: f64,
}

/// Which way a line moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// An upright line, moved left and right.
    Horizontal,
    /// A level line, moved up and down.
    Vertical,
}

impl DragHandle {
    /// A line over an axis whose ends stand at two pixels.
    pub(super) fn new(
        handle: &super::spec::Handle,
        label: String,
        direction: Direction,
        axis: AxisScale,
        (low_px, high_px): (f64, f64),
        grip_across_px: f64,
    ) -> Self {
        let mut line = Self {
            param: handle.param.clone(),
            direction,
            value: handle.value,
            at_px: low_px,
            grip: (grip_across_px, grip_across_px),
            label,
            axis,
            low_px,
            high_px,
        };
        line.at_px = line.px_of(handle.value);
        match direction {
            Direction::Horizontal => line.grip.0 = line.at_px,
            Direction::Vertical => line.grip.1 = line.at_px,
        }
        line
    }

    /// Where a value stands, pinned to the ends of the axis.
    pub fn px_of(&self, value: f64) -> f64 {
        self.low_px + (self.high_px - self.low_px) * self.axis.fraction_of(value)
    }

    /// The value at a pixel, rounded to what a pixel can tell; pinned to the ends of the axis.
    pub fn value_at(&self, px: f64) -> f64 {
        let value = self
            .axis
            .value_at((px - self.low_px) / (self.high_px - self.low_px));
        self.rounded(value)
    }

    /// The value so many steps of the arrow keys on (Shift takes ten). One step is the least round
    /// amount that moves the line by about a pixel.
    pub fn stepped(&self, value: f64, steps: i32) -> f64 {
        self.rounded(value + f64::from(steps) * self.step(value))
    }

    /// Least and largest value the line can stand at.
    pub fn limits(&self) -> (f64, f64) {
        (self.axis.low(), self.axis.high())
    }

    /// One step of the arrow keys at a value.
    pub fn step(&self, value: f64) -> f64 {
        let pixels = (self.high_px - self.low_px).abs().max(1.0);
        let span = self.axis.high() - self.axis.low();
        let per_pixel = match self.axis.scale() {
            Scale::Linear => span / pixels,
            Scale::Log => {
                let value = value.clamp(self.axis.low(), self.axis.high());
                value * (self.axis.high() / self.axis.low()).ln() / pixels
            }
        };
        let power = 10_f64.powi(per_pixel.log10().floor() as i32);
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|round| round * power)
            .find(|step| *step >= per_pixel * (1.0 - 1e-9))
            .unwrap_or(per_pixel);
        if step.is_finite() && step > 0.0 {
            step
        } else {
            1.0
        }
    }

    fn rounded(&self, value: f64) -> f64 {
        let step = self.step(value);
        // Dividing by a whole number keeps 29.7 from becoming 29.700000000000003.
        let rounded = if step < 1.0 {
            let per_unit = (1.0 / step).round();
            (value * per_unit).round() / per_unit
        } else {
            (value / step).round() * step
        };
        if rounded.is_finite() {
            rounded.clamp(self.axis.low(), self.axis.high())
        } else {
            self.axis.low()
        }
    }
}
