//! Round values along an axis.

use super::scale::AxisScale;
use super::spec::Scale;

/// Round values within an axis, ascending, at most `most` (never fewer than two where the axis
/// allows): steps of 1, 2, 2.5 or 5 on even axes, 1–2–5 on logarithmic ones.
pub(super) fn of(axis: &AxisScale, most: usize) -> Vec<f64> {
    match axis.scale() {
        Scale::Linear => linear(axis.low(), axis.high(), most),
        Scale::Log => log(axis.low(), axis.high(), most),
    }
}

/// The least round number that leaves at most `most` steps in `span`.
pub(super) fn round_step(span: f64, most: usize) -> f64 {
    let rough = span / most.max(1) as f64;
    if !(rough.is_finite() && rough > 0.0) {
        return 1.0;
    }
    let power = 10_f64.powi(rough.log10().floor() as i32);
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|round| round * power)
        // A part in a billion forgives the last digit of the division.
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

fn linear(low: f64, high: f64, most: usize) -> Vec<f64> {
    let most = most.max(2);
    // From the finest step that could do to the first that does.
    let mut step = round_step(high - low, most);
    loop {
        let first = (low / step - 1e-9).ceil();
        let last = (high / step + 1e-9).floor();
        if last - first < most as f64 {
            let count = (last - first).max(-1.0) as i32;
            return (0..=count)
                .map(|ix| tidy((first + f64::from(ix)) * step, step))
                .collect();
        }
        step = round_step(step * most as f64 * 1.01, most);
    }
}

fn log(low: f64, high: f64, most: usize) -> Vec<f64> {
    let lowest = low.log10().floor() as i32;
    let highest = high.log10().ceil() as i32;
    let within = |steps: &[f64]| -> Vec<f64> {
        (lowest..=highest)
            .flat_map(|power| steps.iter().map(move |step| step * 10_f64.powi(power)))
            .filter(|tick| *tick >= low * (1.0 - 1e-9) && *tick <= high * (1.0 + 1e-9))
            .collect()
    };
    for steps in [&[1.0, 2.0, 5.0][..], &[1.0, 3.0], &[1.0]] {
        let ticks = within(steps);
        if ticks.len() < 3 {
            // Less than a decade and a half: even steps tell more.
            return linear(low, high, most);
        }
        if ticks.len() <= most.max(2) {
            return ticks;
        }
    }
    let decades = within(&[1.0]);
    let every = decades.len().div_ceil(most.max(2));
    decades.into_iter().step_by(every.max(1)).collect()
}

/// Takes the noise of multiplication off a tick, so that 0.30000000000000004 is 0.3.
fn tidy(value: f64, step: f64) -> f64 {
    let digits = (2.0 - step.abs().log10().floor()).clamp(0.0, 15.0) as i32;
    let power = 10_f64.powi(digits);
    let tidied = (value * power).round() / power;
    if tidied.is_finite() { tidied } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(low: f64, high: f64, scale: Scale, most: usize) -> Vec<f64> {
        of(&AxisScale::new(low, high, scale), most)
    }

    #[test]
    fn even_axes_have_round_steps() {
        assert_eq!(
            ticks(0.0, 103_945.0, Scale::Linear, 5),
            [0.0, 25_000.0, 50_000.0, 75_000.0, 100_000.0]
        );
        assert_eq!(
            ticks(0.0, 103_945.0, Scale::Linear, 4),
            [0.0, 50_000.0, 100_000.0]
        );
        assert_eq!(
            ticks(0.0, 1.0, Scale::Linear, 5),
            [0.0, 0.25, 0.5, 0.75, 1.0]
        );
        assert_eq!(ticks(-3.0, 2.0, Scale::Linear, 4), [-2.0, 0.0, 2.0]);
    }

    #[test]
    fn logarithmic_axes_go_one_two_five() {
        assert_eq!(
            ticks(4.0, 420.0, Scale::Log, 8),
            [5.0, 10.0, 20.0, 50.0, 100.0, 200.0]
        );
        assert_eq!(
            ticks(0.9, 1_100.0, Scale::Log, 4),
            [1.0, 10.0, 100.0, 1_000.0]
        );
        assert_eq!(
            ticks(10.0, 14.0, Scale::Log, 5),
            [10.0, 11.0, 12.0, 13.0, 14.0]
        );
    }
}
