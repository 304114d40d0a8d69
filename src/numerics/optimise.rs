//! The lowest point of a smooth function in a box.

use super::small_matrix::{DIMENSIONS, Matrix, Vector, diagonal, dot, times};

/// A function to be made small: writes its gradient, returns its value.
pub type Objective<'a> = dyn FnMut(&Vector, &mut Vector) -> f64 + 'a;

/// Where the search may go. A coordinate whose bounds are equal stays.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Lowest values.
    pub low: Vector,
    /// Highest values.
    pub high: Vector,
}

impl Bounds {
    fn clamped(&self, point: &Vector) -> Vector {
        std::array::from_fn(|at| point[at].max(self.low[at]).min(self.high[at]))
    }

    /// Whether a coordinate can still go where the gradient wants it.
    pub fn is_free(&self, at: usize, point: &Vector, gradient: &Vector) -> bool {
        self.low[at] < self.high[at]
            && !(point[at] <= self.low[at] && gradient[at] > 0.0)
            && !(point[at] >= self.high[at] && gradient[at] < 0.0)
    }
}

/// What a search found, and how it ended.
#[derive(Clone, Copy, Debug)]
pub struct Minimum {
    /// The lowest point seen.
    pub point: Vector,
    /// The value there.
    pub value: f64,
    /// The gradient there.
    pub gradient: Vector,
    /// How often the function was asked.
    pub evaluations: u32,
    /// Whether a further step would gain less than the tolerance.
    pub converged: bool,
}

/// Steps of a search; a smooth function of four coordinates needs a few dozen.
const MOST_STEPS: u32 = 250;

/// How often a metric that misleads is learnt anew: where rounding misleads, it always will.
const MOST_RELEARNT: u32 = 3;

/// A sum of many logarithms is exact to about this share of itself: a smaller gain is rounding.
const ROUNDING: f64 = 1e-11;

/// The longest step of one coordinate. Coordinates are logarithms: two is a factor of seven.
const LONGEST_STEP: f64 = 2.0;

/// A step counts when it gains this share of what the slope promises (Armijo 1966).
const SUFFICIENT: f64 = 1e-4;

/// Minimises by the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal &
/// Wright 2006, algorithm 6.1), projected on the box (Bertsekas 1982). `inverse` is a known inverse
/// of the second derivatives, `tolerance` the gain below which the search ends.
pub fn minimise(
    objective: &mut Objective<'_>,
    start: &Vector,
    bounds: &Bounds,
    inverse: Option<&Matrix>,
    tolerance: f64,
) -> Minimum {
    let mut point = bounds.clamped(start);
    let mut gradient = [0.0; DIMENSIONS];
    let mut value = objective(&point, &mut gradient);
    let mut evaluations = 1;
    let mut metric = inverse.copied();
    let mut converged = false;
    let mut relearnt = 0;
    for _ in 0..MOST_STEPS {
        let free: [bool; DIMENSIONS] =
            std::array::from_fn(|at| bounds.is_free(at, &point, &gradient));
        let wanted: Vector = std::array::from_fn(|at| if free[at] { gradient[at] } else { 0.0 });
        let steepest = wanted
            .iter()
            .fold(0.0_f64, |most, value| most.max(value.abs()));
        if steepest == 0.0 {
            converged = value.is_finite();
            break;
        }
        let known = metric.is_some();
        let tried = metric.unwrap_or_else(|| diagonal(&[0.5 / steepest; DIMENSIONS]));
        let mut direction = times(&tried, &wanted).map(|value| -value);
        for at in 0..DIMENSIONS {
            if !free[at] {
                direction[at] = 0.0;
            }
        }
        let slope = dot(&direction, &wanted);
        let tolerance = tolerance.max(ROUNDING * value.abs());
        if slope >= 0.0 || !slope.is_finite() {
            if !known {
                break;
            }
            metric = None;
            continue;
        }
        if known && -0.5 * slope < tolerance {
            converged = true;
            break;
        }
        let longest = direction
            .iter()
            .fold(0.0_f64, |most, value| most.max(value.abs()));
        let mut share = (LONGEST_STEP / longest).min(1.0);
        let mut accepted = None;
        for _ in 0..30 {
            let next = bounds.clamped(&std::array::from_fn(|at| point[at] + share * direction[at]));
            let moved: Vector = std::array::from_fn(|at| next[at] - point[at]);
            let mut next_gradient = [0.0; DIMENSIONS];
            let next_value = objective(&next, &mut next_gradient);
            evaluations += 1;
            let sound =
                next_value.is_finite() && next_gradient.iter().all(|value| value.is_finite());
            if sound && next_value <= value + SUFFICIENT * dot(&wanted, &moved) {
                accepted = Some((next, moved, next_value, next_gradient));
                break;
            }
            // The lowest point of the parabola through both values and the slope, within reason.
            let bend = 2.0 * (next_value - value - share * slope);
            let shorter = -slope * share * share / bend;
            share = if sound && shorter.is_finite() {
                shorter.max(0.1 * share).min(0.5 * share)
            } else {
                0.25 * share
            };
        }
        let Some((next, moved, next_value, next_gradient)) = accepted else {
            // Nothing better along a good direction: rounding is all that is left, or the metric is
            // misleading and is learnt anew.
            relearnt += 1;
            if !known || relearnt > MOST_RELEARNT {
                break;
            }
            if -0.5 * slope < 1e3 * tolerance {
                converged = true;
                break;
            }
            metric = None;
            continue;
        };
        let change: Vector = std::array::from_fn(|at| next_gradient[at] - gradient[at]);
        metric = learnt(metric.as_ref(), &moved, &change);
        (point, value, gradient) = (next, next_value, next_gradient);
    }
    Minimum {
        point,
        value,
        gradient,
        evaluations,
        converged,
    }
}

/// The inverse of the second derivatives after one more step. A step against the curvature teaches
/// nothing.
fn learnt(metric: Option<&Matrix>, moved: &Vector, change: &Vector) -> Option<Matrix> {
    let curvature = dot(moved, change);
    let length = dot(change, change);
    if curvature <= 1e-12 * (dot(moved, moved) * length).sqrt() {
        return metric.copied();
    }
    let before = metric
        .copied()
        .unwrap_or_else(|| diagonal(&[curvature / length; DIMENSIONS]));
    let pushed = times(&before, change);
    let scale = (1.0 + dot(change, &pushed) / curvature) / curvature;
    let mut after = before;
    for (i, row) in after.iter_mut().enumerate() {
        for (j, cell) in row.iter_mut().enumerate() {
            *cell += scale * moved[i] * moved[j]
                - (pushed[i] * moved[j] + moved[i] * pushed[j]) / curvature;
        }
    }
    Some(after)
}

/// Second derivatives at a point by central differences of the gradient; a coordinate that the box
/// holds has none.
pub fn second_derivatives(
    objective: &mut Objective<'_>,
    point: &Vector,
    bounds: &Bounds,
    step: f64,
) -> Matrix {
    let mut rows = [[0.0; DIMENSIONS]; DIMENSIONS];
    for at in 0..DIMENSIONS {
        if bounds.low[at] >= bounds.high[at] {
            continue;
        }
        let mut side = |offset: f64| {
            let mut moved = *point;
            moved[at] += offset;
            let mut gradient = [0.0; DIMENSIONS];
            objective(&moved, &mut gradient);
            gradient
        };
        let (above, below) = (side(step), side(-step));
        for other in 0..DIMENSIONS {
            rows[at][other] = (above[other] - below[other]) / (2.0 * step);
        }
    }
    let mut matrix = rows;
    for i in 0..DIMENSIONS {
        for j in 0..DIMENSIONS {
            matrix[i][j] = if bounds.low[i] < bounds.high[i] && bounds.low[j] < bounds.high[j] {
                f64::midpoint(rows[i][j], rows[j][i])
            } else {
                0.0
            };
        }
    }
    matrix
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: Bounds = Bounds {
        low: [-10.0; 4],
        high: [10.0; 4],
    };

    /// The valley of Rosenbrock (1960) in two coordinates, a bowl in the others.
    fn valley(point: &Vector, gradient: &mut Vector) -> f64 {
        let [x, y, z, w] = *point;
        let bend = y - x * x;
        *gradient = [
            -400.0 * x * bend - 2.0 * (1.0 - x),
            200.0 * bend,
            2.0 * (z - 3.0),
            8.0 * (w + 1.0),
        ];
        100.0 * bend * bend + (1.0 - x).powi(2) + (z - 3.0).powi(2) + 4.0 * (w + 1.0).powi(2)
    }

    #[test]
    fn a_bent_valley_is_walked_to_its_end() {
        let found = minimise(&mut valley, &[-1.2, 1.0, 0.0, 0.0], &WIDE, None, 1e-14);
        assert!(found.converged, "{found:?}");
        for (value, expected) in found.point.iter().zip([1.0, 1.0, 3.0, -1.0]) {
            assert!((value - expected).abs() < 1e-5, "{found:?}");
        }
    }

    #[test]
    fn the_box_holds() {
        let bounds = Bounds {
            low: [-10.0, -10.0, -10.0, 2.0],
            high: [10.0, 10.0, 1.0, 2.0],
        };
        let found = minimise(&mut valley, &[-1.2, 1.0, 0.0, 0.0], &bounds, None, 1e-14);
        assert!(found.converged);
        assert!((found.point[2] - 1.0).abs() < 1e-12 && (found.point[3] - 2.0).abs() < 1e-12);
        assert!((found.point[0] - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_function_that_is_no_number_is_not_converged() {
        let mut broken = |_: &Vector, gradient: &mut Vector| {
            *gradient = [f64::NAN; 4];
            f64::NAN
        };
        let found = minimise(&mut broken, &[0.0; 4], &WIDE, None, 1e-9);
        assert!(!found.converged);
    }

    #[test]
    fn second_derivatives_of_the_valley() {
        let matrix = second_derivatives(&mut valley, &[1.0, 1.0, 3.0, -1.0], &WIDE, 1e-4);
        let expected = [
            [802.0, -400.0, 0.0, 0.0],
            [-400.0, 200.0, 0.0, 0.0],
            [0.0, 0.0, 2.0, 0.0],
            [0.0, 0.0, 0.0, 8.0],
        ];
        for i in 0..4 {
            for j in 0..4 {
                assert!((matrix[i][j] - expected[i][j]).abs() < 1e-3);
            }
        }
    }
}
