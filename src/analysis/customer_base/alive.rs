//! What a customer who is still alive will do.

use crate::numerics::hypergeometric::gauss_series;
use crate::numerics::special::{incomplete_beta, ln_gamma};

use super::rules::Rules;

/// When a customer stops, given the history; heterogeneity already updated by it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dropout {
    /// After each purchase with a chance that is beta (a, b).
    ByPurchase {
        /// First parameter.
        a: f64,
        /// Second parameter.
        b: f64,
    },
    /// At a rate that is gamma (s, β).
    ByTime {
        /// Shape.
        s: f64,
        /// Rate, in units of time.
        beta: f64,
    },
}

/// A customer alive at a moment: purchases at a rate that is gamma (k, `rate`) until dropout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alive {
    /// `r + x`.
    pub k: f64,
    /// `α + T`, in units of time.
    pub rate: f64,
    /// When the customer stops.
    pub dropout: Dropout,
}

/// The longest series summed term by term; beyond it the integral is quicker.
const LONG_SERIES: f64 = 3000.0;

/// More expected purchases than this are not summed one by one.
const MANY_PURCHASES: f64 = 20_000.0;

/// Points over the time of dropout; a distribution needs few, for it is smooth.
const DROPOUT_POINTS: usize = 8;

impl Alive {
    /// Expected purchases within the next `time`.
    pub fn expected(&self, rules: &Rules, time: f64) -> f64 {
        match self.dropout {
            // Of many purchases the mean is quick and the variance is not.
            Dropout::ByPurchase { a, b } if time > 0.0 && self.is_long(time) => {
                self.integral_by_purchase(rules, [a, b], time)
            }
            _ => self.moments(rules, time).0,
        }
    }

    /// Whether a series over the purchases within this time is too long.
    fn is_long(&self, time: f64) -> bool {
        let odds = time / self.rate;
        let mean = self.k * odds;
        let spread = (mean * (1.0 + odds)).sqrt();
        self.k * odds.ln_1p() > 600.0 || mean + 40.0 * spread > LONG_SERIES
    }

    /// Mean and variance of the purchases within the next `time`.
    pub fn moments(&self, rules: &Rules, time: f64) -> (f64, f64) {
        if time <= 0.0 {
            return (0.0, 0.0);
        }
        match self.dropout {
            Dropout::ByPurchase { a, b } => self.moments_by_purchase(rules, [a, b], time),
            Dropout::ByTime { s, beta } => {
                let per = self.k / self.rate;
                let mean = per * integral_of_power(s, beta, time);
                // E[Y(Y−1)] = E[λ²]·2∫ u (β⁄(β+u))^s du: both purchases before the dropout.
                let pairs = 2.0 * per * (self.k + 1.0) / self.rate
                    * first_moment_of_power(rules, s, beta, time);
                (mean, (pairs + mean - mean * mean).max(0.0))
            }
        }
    }

    /// BG/NBD and MBG/NBD: with N purchases if nobody dropped out, negative binomial, and a share
    /// πₙ = (b)ₙ⁄(a+b)ₙ of customers left after n, P(Y ≥ j) = P(N ≥ j)·π_{j−1}. All terms are
    /// positive, so nothing cancels, also where the textbook form (Fader, Hardie & Lee 2005,
    /// equation 10) divides by a − 1 or takes the logarithm of a negative number.
    fn moments_by_purchase(&self, rules: &Rules, [a, b]: [f64; 2], time: f64) -> (f64, f64) {
        let (k, odds) = (self.k, time / self.rate);
        let mean = k * odds;
        let ln_none = -k * odds.ln_1p();
        let share = odds / (1.0 + odds);
        if self.is_long(time) {
            let spread = (mean * (1.0 + odds)).sqrt();
            let mean = self.integral_by_purchase(rules, [a, b], time);
            let most = k * odds + 10.0 * spread;
            let squares = rules.of(80.0).integrate(0.0, most, &mut |n| {
                2.0 * n * self.chance_of_at_least(rules, n + 0.5, time)
            });
            return (mean, (squares - mean * mean).max(0.0));
        }
        let mut chance = ln_none.exp();
        let (mut n, mut left, mut reached, mut pairs) = (0.0, 1.0, 0.0, 0.0);
        let (mut first, mut second) = (0.0, 0.0);
        loop {
            chance *= (k + n) / (n + 1.0) * share;
            n += 1.0;
            reached += left;
            pairs += (2.0 * n - 1.0) * left;
            first += chance * reached;
            second += chance * pairs;
            // Every further term is below the last one times this ratio.
            let ratio = (k + n) / (n + 1.0) * share * (1.0 + 2.0 / n);
            if ratio < 1.0 && chance * pairs * ratio < 1e-14 * second * (1.0 - ratio) {
                break;
            }
            if chance == 0.0 && n > mean {
                break;
            }
            left *= (b + n - 1.0) / (a + b + n - 1.0);
        }
        (first, (second - first * first).max(0.0))
    }

    /// `E = ∫ k⁄A (1+u⁄A)^−a ₂F₁(c−k−1, a; c; u⁄(A+u)) du` with c = a + b in the variable
    /// `ln(1 + u⁄A)`, 48 points; where the first purchases are the last ones, the integrand is
    /// steep at first and the range is cut into growing parts.
    fn integral_by_purchase(&self, rules: &Rules, [a, b]: [f64; 2], time: f64) -> f64 {
        let width = (time / self.rate).ln_1p();
        let scale = 8.0 / (self.k * a / (a + b) + 1.0);
        let rule = rules.of(48.0);
        let (mut sum, mut from, mut to) = (0.0, 0.0, scale);
        while from < width {
            if 2.0 * to > width {
                to = width;
            }
            sum += rule.integrate(from, to, &mut |w| {
                self.k * self.rate_by_purchase(a, b, w) * w.exp()
            });
            from = to;
            to *= 4.0;
        }
        sum
    }

    /// The rate of purchases at `u = A(eʷ − 1)` relative to `k⁄A`: `E[(1 + pu⁄A)^−(k+1)]` for p
    /// beta (a, b).
    fn rate_by_purchase(&self, a: f64, b: f64, w: f64) -> f64 {
        let c = a + b;
        let share = -(-w).exp_m1();
        let power = self.k + 1.0;
        let turned = c - power;
        // Of the two forms the one whose terms fall (Abramowitz & Stegun 1964, 15.3.3).
        let series = if a > power {
            let fits = power * w < 600.0;
            fits.then(|| gauss_series(power, b, c, share)).flatten()
        } else if turned.abs() <= c.max(20.0) {
            gauss_series(turned, a, c, share)
        } else {
            None
        };
        if let Some(series) = series {
            return (series * (-a.min(power) * w).exp()).max(0.0);
        }
        // Far more purchases than the dropout parameters: terms of one sign, negative binomial
        // chances times the share that is left.
        let mut sum = 0.0;
        let mut ln_term = -power * w;
        let ln_share = share.ln();
        let most = power * share / (1.0 - share);
        if most > MANY_PURCHASES {
            // Their number is next to certain, for k is large here.
            let left = ln_gamma(b + most) - ln_gamma(b) - ln_gamma(c + most) + ln_gamma(c);
            return left.min(0.0).exp();
        }
        let mut n = 0.0_f64;
        while n < 4.0 * MANY_PURCHASES {
            sum += ln_term.exp();
            if n > most && ln_term.exp() < 1e-16 * sum {
                break;
            }
            ln_term += ((power + n) / (n + 1.0) * (b + n) / (c + n)).ln() + ln_share;
            n += 1.0;
        }
        sum
    }

    /// Chance that a purchase comes within the next `time`.
    pub fn chance_of_purchase(&self, rules: &Rules, time: f64) -> f64 {
        match self.dropout {
            Dropout::ByPurchase { .. } => -(-self.k * (time / self.rate).ln_1p()).exp_m1(),
            Dropout::ByTime { s, beta } => {
                // ∫ k⁄(A+u) (A⁄(A+u))^k (β⁄(β+u))^s du, in the variable of its first factor.
                let width = (time / self.rate).ln_1p();
                let stretch = self.rate / beta;
                // The factor e^−kw leaves nothing beyond this width.
                let width = width.min(45.0 / self.k);
                rules.of(80.0).integrate(0.0, width, &mut |w| {
                    self.k * (-self.k * w - s * (stretch * w.exp_m1()).ln_1p()).exp()
                })
            }
        }
    }

    /// P(Y ≥ 1), P(Y ≥ 2), … within the next `time`, until one is below `least`; `None` where
    /// that would take more than a hundred or so: [`Alive::chance_of_at_least`] answers then.
    pub fn chances(&self, rules: &Rules, time: f64, least: f64, out: &mut Vec<f64>) -> Option<()> {
        out.clear();
        let mean = self.k * time / self.rate;
        if mean > 60.0 {
            return None;
        }
        match self.dropout {
            Dropout::ByPurchase { a, b } => {
                let odds = time / self.rate;
                let share = odds / (1.0 + odds);
                let ln_none = -self.k * odds.ln_1p();
                let (mut n, mut left) = (0.0, 1.0);
                let (mut chance, mut reached) = (ln_none.exp(), -ln_none.exp_m1());
                while out.len() < MOST_CHANCES {
                    out.push(reached * left);
                    if reached * left < least {
                        return Some(());
                    }
                    chance *= (self.k + n) / (n + 1.0) * share;
                    n += 1.0;
                    reached = (reached - chance).max(0.0);
                    left *= (b + n - 1.0) / (a + b + n - 1.0);
                }
                None
            }
            Dropout::ByTime { s, beta } => {
                // Stages: those who stay the whole time, then each part of those who drop out.
                let mut stages = [Stage::default(); DROPOUT_POINTS + 1];
                let gone = -(-s * (time / beta).ln_1p()).exp_m1();
                stages[0] = Stage::new(self, 1.0 - gone, time);
                for (stage, &(point, weight)) in stages[1..]
                    .iter_mut()
                    .zip(&rules.of(DROPOUT_POINTS as f64).points)
                {
                    let until = beta * (-(-gone * point).ln_1p() / s).exp_m1();
                    *stage = Stage::new(self, gone * weight, until.min(time));
                }
                let mut n = 0.0;
                while out.len() < MOST_CHANCES {
                    let mut sum = 0.0;
                    let up = (self.k + n) / (n + 1.0);
                    for stage in &mut stages {
                        sum += stage.reached;
                        stage.chance *= up * stage.share;
                        stage.reached = (stage.reached - stage.chance).max(0.0);
                    }
                    out.push(sum);
                    if sum < least {
                        return Some(());
                    }
                    n += 1.0;
                }
                None
            }
        }
    }

    /// P(Y ≥ n) within the next `time`, for any n > 0, by the incomplete beta function.
    pub fn chance_of_at_least(&self, rules: &Rules, n: f64, time: f64) -> f64 {
        let reached = |until: f64| incomplete_beta(n, self.k, until / (self.rate + until));
        match self.dropout {
            Dropout::ByPurchase { a, b } => {
                let left = ln_gamma(b + n - 1.0) - ln_gamma(b) - ln_gamma(a + b + n - 1.0)
                    + ln_gamma(a + b);
                reached(time) * left.min(0.0).exp()
            }
            Dropout::ByTime { s, beta } => {
                let gone = -(-s * (time / beta).ln_1p()).exp_m1();
                let mut sum = (1.0 - gone) * reached(time);
                for &(point, weight) in &rules.of(DROPOUT_POINTS as f64).points {
                    let until = beta * (-(-gone * point).ln_1p() / s).exp_m1();
                    sum += gone * weight * reached(until.min(time));
                }
                sum
            }
        }
    }

    /// Expected purchases of the whole future, each discounted at this continuous rate per unit of
    /// time (Fader, Hardie & Lee 2005b, discounted expected residual transactions).
    pub fn discounted_residual(&self, rules: &Rules, rate: f64) -> f64 {
        if rate <= 0.0 {
            return f64::INFINITY;
        }
        let scale = match self.dropout {
            Dropout::ByPurchase { .. } => self.rate.min(1.0 / rate),
            Dropout::ByTime { beta, .. } => beta.min(1.0 / rate),
        };
        // e^−45 is below the last digit.
        let width = (45.0 / rate / scale).ln_1p();
        rules.of(80.0).integrate(0.0, width, &mut |w| {
            let time = scale * w.exp_m1();
            let density = scale * w.exp() * (-rate * time).exp();
            let purchases = match self.dropout {
                Dropout::ByPurchase { a, b } => {
                    self.rate_by_purchase(a, b, (time / self.rate).ln_1p())
                }
                Dropout::ByTime { s, beta } => (-s * (time / beta).ln_1p()).exp(),
            };
            density * purchases * self.k / self.rate
        })
    }
}

/// More values than this are not listed one by one.
const MOST_CHANCES: usize = 400;

/// Negative binomial chances up to one time, times the share of customers it stands for.
#[derive(Clone, Copy, Debug, Default)]
struct Stage {
    share: f64,
    chance: f64,
    reached: f64,
}

impl Stage {
    fn new(alive: &Alive, weight: f64, until: f64) -> Self {
        let odds = until / alive.rate;
        let ln_none = -alive.k * odds.ln_1p();
        Self {
            share: odds / (1.0 + odds),
            chance: weight * ln_none.exp(),
            reached: -weight * ln_none.exp_m1(),
        }
    }
}

/// `∫₀ᵗ (β⁄(β+u))^s du`, exact through s = 1.
fn integral_of_power(s: f64, beta: f64, time: f64) -> f64 {
    let log = (time / beta).ln_1p();
    let power = (1.0 - s) * log;
    if power.abs() < 1e-12 {
        beta * log
    } else {
        beta * log * power.exp_m1() / power
    }
}

/// `∫₀ᵗ u (β⁄(β+u))^s du` in the variable `ln(1 + u⁄β)`.
fn first_moment_of_power(rules: &Rules, s: f64, beta: f64, time: f64) -> f64 {
    let width = (time / beta).ln_1p();
    // Nearly an exponential: few points where it hardly bends.
    let wanted = 7.0 + 2.0 * width * (1.0 + (2.0 - s).abs());
    rules.of(wanted).integrate(0.0, width, &mut |w| {
        beta * beta * w.exp_m1() * ((1.0 - s) * w).exp()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUSTOMERS: [Alive; 7] = [
        Alive {
            k: 0.25,
            rate: 5.0,
            dropout: Dropout::ByPurchase { a: 0.8, b: 2.4 },
        },
        Alive {
            k: 6.0,
            rate: 80.0,
            dropout: Dropout::ByPurchase { a: 0.6, b: 8.0 },
        },
        Alive {
            k: 0.1,
            rate: 50.0,
            dropout: Dropout::ByPurchase { a: 0.4, b: 0.35 },
        },
        Alive {
            k: 80.0,
            rate: 2500.0,
            dropout: Dropout::ByPurchase { a: 1e-6, b: 1e6 },
        },
        Alive {
            k: 0.6,
            rate: 50.0,
            dropout: Dropout::ByTime { s: 0.6, beta: 50.0 },
        },
        Alive {
            k: 9.0,
            rate: 60.0,
            dropout: Dropout::ByTime { s: 1.0, beta: 40.0 },
        },
        Alive {
            k: 30.0,
            rate: 60.0,
            dropout: Dropout::ByTime { s: 2.5, beta: 90.0 },
        },
    ];

    /// P(Y ≥ 1), P(Y ≥ 2), … as far as they matter.
    fn listed(alive: &Alive, time: f64) -> Vec<f64> {
        let mut out = Vec::new();
        alive.chances(&Rules::new(), time, 1e-12, &mut out).unwrap();
        out
    }

    #[test]
    fn the_chances_add_up_to_the_moments() {
        let rules = Rules::new();
        for alive in CUSTOMERS {
            for time in [0.5, 13.0, 52.0] {
                let chances = listed(&alive, time);
                let (mean, variance) = alive.moments(&rules, time);
                let sum: f64 = chances.iter().sum();
                // Stages of dropout are eight points: exact to about a millionth.
                assert!(
                    (sum / mean - 1.0).abs() < 1e-6,
                    "{alive:?} {time} {sum} {mean}"
                );
                let square: f64 = chances
                    .iter()
                    .zip(1_u32..)
                    .map(|(chance, y)| f64::from(2 * y - 1) * chance)
                    .sum();
                let found = square - sum * sum;
                assert!(
                    (found / variance - 1.0).abs() < 1e-5,
                    "{alive:?} {time} {found} {variance}"
                );
                assert!(chances.windows(2).all(|pair| pair[0] >= pair[1] - 1e-15));
            }
        }
    }

    #[test]
    fn two_ways_to_the_same_chance() {
        let rules = Rules::new();
        for alive in CUSTOMERS {
            let time = 26.0;
            let chances = listed(&alive, time);
            for (chance, n) in chances.iter().zip(1_u32..).take(12) {
                let other = alive.chance_of_at_least(&rules, f64::from(n), time);
                assert!(
                    (chance - other).abs() < 1e-9,
                    "{alive:?} {n} {chance} {other}"
                );
            }
            let one = alive.chance_of_purchase(&rules, time);
            assert!(
                (chances[0] - one).abs() < 1e-6,
                "{alive:?} {one} {}",
                chances[0]
            );
        }
    }

    #[test]
    fn the_series_and_the_integral_agree() {
        let rules = Rules::new();
        for alive in CUSTOMERS {
            let Dropout::ByPurchase { a, b } = alive.dropout else {
                continue;
            };
            for time in [1.0, 26.0, 300.0] {
                let series = alive.expected(&rules, time);
                let integral = alive.integral_by_purchase(&rules, [a, b], time);
                assert!(
                    (series / integral - 1.0).abs() < 1e-10,
                    "{alive:?} {series} {integral}"
                );
            }
        }
    }

    #[test]
    fn a_heavy_customer_has_moments_too() {
        let rules = Rules::new();
        let alive = Alive {
            k: 5000.0,
            rate: 400.0,
            dropout: Dropout::ByPurchase { a: 1e-6, b: 1e6 },
        };
        // Next to no dropout: negative binomial.
        let (mean, variance) = alive.moments(&rules, 52.0);
        assert!((mean / 650.0 - 1.0).abs() < 1e-6, "{mean}");
        assert!(
            (variance / (650.0 * (1.0 + 52.0 / 400.0)) - 1.0).abs() < 0.01,
            "{variance}"
        );
    }

    #[test]
    fn more_time_more_purchases() {
        let rules = Rules::new();
        for alive in CUSTOMERS {
            let mut before = 0.0;
            for step in 1..60 {
                let now = alive.expected(&rules, f64::from(step) * 3.0);
                assert!(now > before && now.is_finite());
                before = now;
            }
            assert!(alive.expected(&rules, 0.0).abs() < 1e-300);
        }
    }

    #[test]
    fn the_residual_is_the_sum_of_discounted_months() {
        let rules = Rules::new();
        let rate = 0.01;
        for alive in CUSTOMERS {
            let found = alive.discounted_residual(&rules, rate);
            let (mut sum, mut before) = (0.0, 0.0);
            for step in 1..4_000 {
                let time = f64::from(step);
                let now = alive.expected(&rules, time);
                sum += (now - before) * (-rate * (time - 0.5)).exp();
                before = now;
                if (-rate * time).exp() < 1e-9 {
                    break;
                }
            }
            assert!((found / sum - 1.0).abs() < 1e-4, "{alive:?} {found} {sum}");
            assert!(alive.discounted_residual(&rules, 0.0).is_infinite());
        }
    }

    #[test]
    fn no_parameters_make_it_wild() {
        let rules = Rules::new();
        let mut rng = crate::numerics::rng::Pcg32::new(11);
        let mut between = |low: f64, high: f64| {
            let share = crate::numerics::draws::uniform(&mut rng);
            (low + (high - low) * share).exp()
        };
        for case in 0..400 {
            let (third, fourth) = (between(-16.0, 8.0), between(-6.0, 12.0));
            let dropout = if case % 2 == 0 {
                Dropout::ByPurchase {
                    a: third,
                    b: fourth,
                }
            } else {
                Dropout::ByTime {
                    s: third,
                    beta: fourth,
                }
            };
            let alive = Alive {
                k: between(-6.0, 8.0),
                rate: between(-8.0, 8.0),
                dropout,
            };
            let mut before = 0.0;
            for time in [0.1, 5.0, 52.0, 520.0] {
                let (mean, variance) = alive.moments(&rules, time);
                let most = alive.k * time / alive.rate;
                assert!(mean.is_finite() && variance.is_finite(), "{alive:?} {time}");
                if most > 1e5 {
                    // Beyond what a shop sells: finite is enough.
                    break;
                }
                assert!(
                    mean >= before * (1.0 - 1e-4),
                    "{alive:?} {time} {mean} {before}"
                );
                assert!(
                    mean <= most * (1.0 + 1e-6),
                    "{alive:?} {time} {mean} {most}"
                );
                let chance = alive.chance_of_purchase(&rules, time);
                assert!(
                    (0.0..=1.0 + 1e-9).contains(&chance),
                    "{alive:?} {time} {chance}"
                );
                before = mean;
            }
        }
    }
}
