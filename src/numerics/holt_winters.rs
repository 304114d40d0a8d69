//! Exponential smoothing with trend and season (Holt 1957, Winters 1960), fitted by least squares.

/// Values of one cycle.
pub const PERIOD: usize = 12;

/// Coordinates of a fit: α, β, γ ⁄ (1 − α), φ, level, trend and a cycle of seasons.
const COORDINATES: usize = 6 + PERIOD;

/// Where the trend stands among the coordinates; the level stands before it.
const TREND: usize = 5;

/// Where the seasons begin.
const SEASONS: usize = 6;

type Vector = [f64; COORDINATES];

/// How season and trend come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Level + trend + season.
    Additive,
    /// (Level + trend) × season; needs values above zero.
    Multiplicative,
    /// (Level + damped trend) × season; needs values above zero.
    Damped,
}

impl Form {
    fn is_product(self) -> bool {
        self != Self::Additive
    }

    /// Bounds of the coordinates that have some.
    fn bounds(self) -> [(f64, f64); 4] {
        let damping = if self == Self::Damped {
            (0.8, 0.98)
        } else {
            (1.0, 1.0)
        };
        [(0.0, 1.0), (0.0, 1.0), (0.0, 1.0), damping]
    }
}

/// Level, trend and the next cycle of seasons.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct State {
    /// Level.
    pub level: f64,
    /// Gain a step.
    pub trend: f64,
    /// Seasons, that of the next step first.
    pub seasons: [f64; PERIOD],
}

/// A fitted smoother.
///
/// `l ← α(y ∘ s) + (1 − α)(l + φb)`, `b ← β(l − l₋₁) + (1 − β)φb`,
/// `s ← γ(y ∘ (l₋₁ + φb₋₁)) + (1 − γ)s`, where ∘ takes away or divides.
#[derive(Clone, Debug, PartialEq)]
pub struct HoltWinters {
    /// How season and trend come together.
    pub form: Form,
    /// Weight of the newest value in the level, 0…1.
    pub alpha: f64,
    /// Weight of the newest change in the trend, 0…1.
    pub beta: f64,
    /// Weight of the newest value in the season, 0…1 − α.
    pub gamma: f64,
    /// What is left of the trend a step on, 1 without damping.
    pub phi: f64,
    /// Before the first value.
    pub start: State,
    /// After the last value.
    pub end: State,
    /// Sum of squared one-step errors.
    pub squared_error: f64,
    point: Vector,
}

impl HoltWinters {
    /// Values of the steps after the last.
    pub fn forecast(&self, steps: usize) -> Vec<f64> {
        let mut gained = 0.0;
        let mut share = 1.0;
        (0..steps)
            .map(|step| {
                share *= self.phi;
                gained += share * self.end.trend;
                let season = self.end.seasons[step % PERIOD];
                if self.form.is_product() {
                    (self.end.level + gained) * season
                } else {
                    self.end.level + gained + season
                }
            })
            .collect()
    }

    /// Fits smoothing weights and first states so that the one-step errors are least squares: many
    /// searches from different weights, the best of which go on to their end. `None` for fewer than
    /// two cycles, for products of values that are not above zero, and when no search ends.
    pub fn fit(values: &[f64], form: Form) -> Option<Self> {
        let fitting = Fitting::new(values, form)?;
        fitting.best_of(&fitting.promising())
    }

    /// The fit of a longer series, where the one of its beginning is known: one search from there,
    /// and with `anew` the others as well.
    pub fn refit(&self, values: &[f64], anew: bool) -> Option<Self> {
        let fitting = Fitting::new(values, self.form)?;
        let mut starts = vec![self.point];
        if anew {
            starts.extend(fitting.promising());
        }
        fitting.best_of(&starts)
    }
}

/// Weights from which searches start: α, β, γ ⁄ (1 − α).
const STARTS: [[f64; 3]; 10] = [
    [0.1, 0.0, 0.0],
    [0.3, 0.0, 0.0],
    [0.7, 0.0, 0.0],
    [0.1, 0.1, 0.3],
    [0.3, 0.1, 0.9],
    [0.7, 0.1, 0.5],
    [0.5, 0.5, 0.1],
    [0.05, 0.0, 0.6],
    [0.95, 0.02, 0.5],
    [0.2, 0.9, 0.0],
];

/// Steps after which the searches are compared.
const SCREENING_STEPS: u32 = 12;

/// Searches that go on to their end.
const FOLLOWED: usize = 4;

/// Most steps of a search.
const MOST_STEPS: u32 = 150;

/// A gain below this share of what is left ends a search.
const GAIN: f64 = 1e-8;

struct Fitting {
    /// Divided by their mean size, so that every coordinate is about one.
    values: Vec<f64>,
    unit: f64,
    form: Form,
}

/// Squared error, its slope and second derivatives as Gauss and Newton take them.
struct Slopes {
    error: f64,
    slope: Vector,
    bend: [Vector; COORDINATES],
}

impl Fitting {
    fn new(values: &[f64], form: Form) -> Option<Self> {
        let unit = values.iter().map(|value| value.abs()).sum::<f64>() / values.len() as f64;
        let fits = values.len() >= 2 * PERIOD
            && unit > 0.0
            && unit.is_finite()
            && !(form.is_product() && values.iter().any(|&value| value <= 0.0));
        fits.then(|| Self {
            values: values.iter().map(|value| value / unit).collect(),
            unit,
            form,
        })
    }

    /// First states: means of the first two cycles and of what the places in them are beside these.
    fn start(&self, [alpha, beta, gamma]: [f64; 3]) -> Vector {
        let mean = |cycle: usize| {
            self.values[cycle * PERIOD..(cycle + 1) * PERIOD]
                .iter()
                .sum::<f64>()
                / PERIOD as f64
        };
        let cycles = (self.values.len() / PERIOD).min(4);
        let trend = (mean(cycles - 1) - mean(0)) / ((cycles - 1) * PERIOD) as f64;
        let middle = (PERIOD as f64 + 1.0) / 2.0;
        let level = mean(0) - middle * trend;
        let floor = 0.05 * mean(0).abs();
        let mut point = [0.0; COORDINATES];
        let damping = self.form.bounds()[3];
        point[..6].copy_from_slice(&[
            alpha,
            beta,
            gamma,
            f64::midpoint(damping.0, damping.1),
            level,
            trend,
        ]);
        for place in 0..PERIOD {
            let sum: f64 = (0..cycles)
                .map(|cycle| {
                    let at = cycle * PERIOD + place;
                    let usual = level + trend * (at + 1) as f64;
                    if self.form.is_product() {
                        self.values[at] / usual.max(floor).max(1e-6)
                    } else {
                        self.values[at] - usual
                    }
                })
                .sum();
            point[SEASONS + place] = sum / cycles as f64;
        }
        point
    }

    /// Runs the recursion; with `slopes`, the derivatives by every coordinate run along. `None` when
    /// a product would divide by nothing.
    fn run(&self, point: &Vector, mut slopes: Option<&mut Slopes>) -> Option<(State, f64)> {
        let &[alpha, beta, part, phi, level, trend, ..] = point;
        let gamma = part * (1.0 - alpha);
        let is_product = self.form.is_product();
        let unit =
            |at: usize| -> Vector { std::array::from_fn(|of| f64::from(u8::from(of == at))) };
        let (mut l, mut b) = (level, trend);
        let mut seasons: [f64; PERIOD] = std::array::from_fn(|at| point[SEASONS + at]);
        let (mut dl, mut db) = (unit(TREND - 1), unit(TREND));
        let mut ds: [Vector; PERIOD] = std::array::from_fn(|at| unit(SEASONS + at));
        let mut error = 0.0;
        for (step, &y) in self.values.iter().enumerate() {
            let place = step % PERIOD;
            let s = seasons[place];
            let grown = phi * b;
            let p = l + grown;
            if is_product && (s <= 1e-9 || p <= 1e-9) {
                return None;
            }
            let (said, bare, ratio) = if is_product {
                (p * s, y / s, y / p)
            } else {
                (p + s, y - s, y - p)
            };
            let off = y - said;
            error += off * off;
            let next_l = alpha * bare + (1.0 - alpha) * p;
            let next_b = beta * (next_l - l) + (1.0 - beta) * grown;
            let next_s = gamma * ratio + (1.0 - gamma) * s;
            if let Some(slopes) = slopes.as_deref_mut() {
                let mut said_by = [0.0; COORDINATES];
                for of in 0..COORDINATES {
                    let mut grown_by = phi * db[of];
                    if of == 3 {
                        grown_by += b;
                    }
                    let p_by = dl[of] + grown_by;
                    let s_by = ds[place][of];
                    let (bare_by, ratio_by) = if is_product {
                        said_by[of] = p_by * s + p * s_by;
                        (-bare / s * s_by, -ratio / p * p_by)
                    } else {
                        said_by[of] = p_by + s_by;
                        (-s_by, -p_by)
                    };
                    let mut l_by = alpha * bare_by + (1.0 - alpha) * p_by;
                    if of == 0 {
                        l_by += bare - p;
                    }
                    let mut b_by = beta * (l_by - dl[of]) + (1.0 - beta) * grown_by;
                    if of == 1 {
                        b_by += next_l - l - grown;
                    }
                    let mut s_next_by = gamma * ratio_by + (1.0 - gamma) * s_by;
                    if of == 0 {
                        s_next_by -= part * (ratio - s);
                    } else if of == 2 {
                        s_next_by += (1.0 - alpha) * (ratio - s);
                    }
                    dl[of] = l_by;
                    db[of] = b_by;
                    ds[place][of] = s_next_by;
                }
                for of in 0..COORDINATES {
                    slopes.slope[of] -= off * said_by[of];
                    for with in 0..=of {
                        slopes.bend[of][with] += said_by[of] * said_by[with];
                    }
                }
            }
            (l, b) = (next_l, next_b);
            seasons[place] = next_s;
        }
        if !error.is_finite() {
            return None;
        }
        if let Some(slopes) = slopes {
            slopes.error = error;
        }
        let turned = self.values.len() % PERIOD;
        seasons.rotate_left(turned);
        let end = State {
            level: l,
            trend: b,
            seasons,
        };
        Some((end, error))
    }

    fn slopes(&self, point: &Vector) -> Option<Slopes> {
        let mut found = Slopes {
            error: 0.0,
            slope: [0.0; COORDINATES],
            bend: [[0.0; COORDINATES]; COORDINATES],
        };
        self.run(point, Some(&mut found))?;
        Some(found)
    }

    /// Least squares by the method of Levenberg and Marquardt (1963), kept within the bounds.
    fn search(&self, start: Vector, most_steps: u32) -> Option<(Vector, f64)> {
        let bounds = self.form.bounds();
        let mut point = start;
        let mut at = self.slopes(&point)?;
        let mut damping = 1e-2;
        for _ in 0..most_steps {
            let is_free: [bool; COORDINATES] = std::array::from_fn(|of| {
                bounds.get(of).is_none_or(|&(low, high)| {
                    low < high
                        && !(point[of] <= low && at.slope[of] > 0.0)
                        && !(point[of] >= high && at.slope[of] < 0.0)
                })
            });
            let mut next = None;
            while damping < 1e8 {
                let moved = step(&at, &is_free, damping);
                let mut tried = point;
                for of in 0..COORDINATES {
                    tried[of] += moved[of];
                    if let Some(&(low, high)) = bounds.get(of) {
                        tried[of] = tried[of].max(low).min(high);
                    }
                }
                let better = self
                    .run(&tried, None)
                    .is_some_and(|(_, error)| error < at.error);
                if better {
                    next = Some(tried);
                    damping = (damping / 6.0).max(1e-12);
                    break;
                }
                damping *= 4.0;
            }
            let Some(next) = next else { break };
            let after = self.slopes(&next)?;
            let gained = at.error - after.error;
            point = next;
            at = after;
            if gained <= GAIN * at.error {
                break;
            }
        }
        Some((point, at.error))
    }

    /// Where the best of the searches stand after a few steps.
    fn promising(&self) -> Vec<Vector> {
        let mut found: Vec<(Vector, f64)> = STARTS
            .iter()
            .filter_map(|&weights| self.search(self.start(weights), SCREENING_STEPS))
            .collect();
        let followed = FOLLOWED.min(found.len());
        for kept in 0..followed {
            let mut best = kept;
            for other in kept + 1..found.len() {
                if by_rank(&found[other], &found[best]).is_lt() {
                    best = other;
                }
            }
            found.swap(kept, best);
        }
        found.truncate(followed);
        found.into_iter().map(|(point, _)| point).collect()
    }

    fn best_of(&self, starts: &[Vector]) -> Option<HoltWinters> {
        let ends = starts
            .iter()
            .filter_map(|&start| self.search(start, MOST_STEPS));
        let (point, error) = ends.min_by(by_rank)?;
        let (end, _) = self.run(&point, None)?;
        let of_seasons = if self.form.is_product() {
            1.0
        } else {
            self.unit
        };
        let scaled = |state: State| State {
            level: state.level * self.unit,
            trend: state.trend * self.unit,
            seasons: state.seasons.map(|season| season * of_seasons),
        };
        let start = State {
            level: point[TREND - 1],
            trend: point[TREND],
            seasons: std::array::from_fn(|at| point[SEASONS + at]),
        };
        Some(HoltWinters {
            form: self.form,
            alpha: point[0],
            beta: point[1],
            gamma: point[2] * (1.0 - point[0]),
            phi: point[3],
            start: scaled(start),
            end: scaled(end),
            squared_error: error * self.unit * self.unit,
            point,
        })
    }
}

/// The lower error first, but last what hears nothing: a level that never learns, or a trend that is
/// only the newest step. Short series are followed most closely by such, and not carried on well.
fn by_rank(one: &(Vector, f64), other: &(Vector, f64)) -> std::cmp::Ordering {
    let is_deaf = |point: &Vector| point[0] < 0.01 || point[1] > 0.99;
    is_deaf(&one.0)
        .cmp(&is_deaf(&other.0))
        .then(one.1.total_cmp(&other.1))
}

/// The step of the free coordinates: `(B + λ diag B) d = −g` by Cholesky's factors.
fn step(at: &Slopes, is_free: &[bool; COORDINATES], damping: f64) -> Vector {
    let mut factor = at.bend;
    let mut moved = at.slope.map(|slope| -slope);
    for of in 0..COORDINATES {
        if !is_free[of] {
            moved[of] = 0.0;
        }
        for with in 0..=of {
            if !is_free[of] || !is_free[with] {
                factor[of][with] = 0.0;
            }
        }
        // A coordinate that does nothing stays.
        factor[of][of] = if is_free[of] {
            factor[of][of] * (1.0 + damping) + 1e-12
        } else {
            1.0
        };
    }
    for of in 0..COORDINATES {
        for with in 0..=of {
            let mut sum = factor[of][with];
            for inner in 0..with {
                sum -= factor[of][inner] * factor[with][inner];
            }
            factor[of][with] = if of == with {
                sum.max(1e-14).sqrt()
            } else {
                sum / factor[with][with]
            };
        }
    }
    for of in 0..COORDINATES {
        for inner in 0..of {
            moved[of] -= factor[of][inner] * moved[inner];
        }
        moved[of] /= factor[of][of];
    }
    for of in (0..COORDINATES).rev() {
        for inner in of + 1..COORDINATES {
            moved[of] -= factor[inner][of] * moved[inner];
        }
        moved[of] /= factor[of][of];
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: [f64; PERIOD] = [0.8, 0.7, 0.9, 1.0, 1.0, 1.1, 0.9, 0.8, 1.0, 1.1, 1.2, 1.5];

    fn shop(months: usize) -> Vec<f64> {
        (0..months)
            .map(|at| (100.0 + at as f64) * YEAR[at % PERIOD])
            .collect()
    }

    #[test]
    fn what_follows_the_rule_is_followed() {
        let fit = HoltWinters::fit(&shop(48), Form::Multiplicative).unwrap();
        assert!(fit.squared_error < 1.0, "{}", fit.squared_error);
        for (said, came) in fit.forecast(12).iter().zip(&shop(60)[48..]) {
            assert!((said / came - 1.0).abs() < 0.01, "{said} {came}");
        }
    }

    #[test]
    fn derivatives_are_those_of_differences() {
        for form in [Form::Additive, Form::Multiplicative, Form::Damped] {
            let fitting = Fitting::new(&shop(30), form).unwrap();
            let mut point = fitting.start([0.3, 0.2, 0.4]);
            point[8] *= 1.1;
            let slopes = fitting.slopes(&point).unwrap();
            for of in 0..COORDINATES {
                let error = |by: f64| {
                    let mut moved = point;
                    moved[of] += by;
                    fitting.run(&moved, None).unwrap().1
                };
                let expected = (error(1e-5) - error(-1e-5)) / 2e-5;
                let found = 2.0 * slopes.slope[of];
                assert!(
                    (found - expected).abs() < 1e-5 * (1.0 + expected.abs()),
                    "{form:?} {of}: {found} {expected}"
                );
            }
        }
    }

    #[test]
    fn a_longer_series_is_fitted_from_the_shorter() {
        let short = HoltWinters::fit(&shop(36), Form::Damped).unwrap();
        let again = short.refit(&shop(40), false).unwrap();
        let anew = HoltWinters::fit(&shop(40), Form::Damped).unwrap();
        assert!(again.squared_error <= anew.squared_error * 1.05 + 1e-6);
    }

    #[test]
    fn what_cannot_be_fitted_is_not() {
        assert_eq!(HoltWinters::fit(&shop(23), Form::Additive), None);
        assert_eq!(HoltWinters::fit(&[0.0; 36], Form::Additive), None);
        let mut gap = shop(36);
        gap[7] = 0.0;
        assert_eq!(HoltWinters::fit(&gap, Form::Multiplicative), None);
        let constant = HoltWinters::fit(&[5.0; 36], Form::Additive).unwrap();
        assert!((constant.forecast(3)[2] - 5.0).abs() < 1e-6);
    }
}
