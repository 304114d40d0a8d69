//! Log-likelihoods of grouped customers, with gradients by the logarithms of the parameters.

use crate::numerics::special::{ln_one_plus_exp, logistic};

use super::dropout_grid::DropoutGrid;
use super::dropout_integral::dropout_moments;
use super::model::{AliveOdds, Fitted, Model};
use super::rows::{Group, Groups};
use super::rules::Rules;

/// What depends on the number of repeat purchases alone.
#[derive(Clone, Copy, Debug, Default)]
struct CountTerms {
    /// `ln Γ(r+x) − ln Γ(r)` and its derivative by r.
    gamma: f64,
    gamma_by_r: f64,
    /// `ln B(a, b+y) − ln B(a, b)` with y = x, or x + 1 where the first purchase can be the last,
    /// and its derivatives by a and b.
    stay: f64,
    stay_by_a: f64,
    stay_by_b: f64,
    /// `ln a − ln(b+y−1)`.
    ln_last: f64,
}

/// What depends on an age alone.
#[derive(Clone, Copy, Debug, Default)]
struct TimeTerms {
    /// `ln(1 + t ⁄ α)` and `1 ⁄ (α + t)`.
    by_alpha: f64,
    inverse_alpha: f64,
    /// The same with β; Pareto/NBD only.
    by_beta: f64,
    inverse_beta: f64,
}

/// Logarithms of the distinct values of a customer base, for one set of parameters at a time.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    counts: Vec<CountTerms>,
    times: Vec<TimeTerms>,
    ln_alpha: f64,
    grid: DropoutGrid,
    /// Whether the grid holds the integrals of the customers at hand.
    grid_is_summed: bool,
}

impl Tables {
    fn fill(&mut self, rules: &Rules, fitted: &Fitted, counts: &[u32], times: &[f64]) {
        let [r, alpha, third, fourth] = fitted.parameters;
        let (inverse_alpha, inverse_beta) = (1.0 / alpha, 1.0 / fourth);
        self.ln_alpha = alpha.ln();
        self.times.clear();
        let is_pareto = fitted.model == Model::ParetoNbd;
        self.times.extend(times.iter().map(|&time| TimeTerms {
            by_alpha: (time * inverse_alpha).ln_1p(),
            inverse_alpha: 1.0 / (alpha + time),
            by_beta: if is_pareto {
                (time * inverse_beta).ln_1p()
            } else {
                0.0
            },
            inverse_beta: if is_pareto {
                1.0 / (fourth + time)
            } else {
                0.0
            },
        }));
        if is_pareto {
            self.grid.prepare(rules.of(4.0), alpha, fourth, times);
        }
        self.counts.clear();
        let mut terms = CountTerms::default();
        let (mut purchases, mut stays) = (0_u32, 0_u32);
        for &count in counts {
            // Sums instead of differences of ln Γ: exact on ridges where r, a or b are huge.
            while purchases < count {
                let up = r + f64::from(purchases);
                terms.gamma += up.ln();
                terms.gamma_by_r += 1.0 / up;
                purchases += 1;
            }
            if is_pareto {
                self.counts.push(terms);
                continue;
            }
            let first = u32::from(fitted.model == Model::MbgNbd);
            while stays < count + first {
                let b = fourth + f64::from(stays);
                let both = 1.0 / (third + b);
                terms.stay -= (third / b).ln_1p();
                terms.stay_by_a -= both;
                terms.stay_by_b += third / b * both;
                stays += 1;
            }
            let exposed = f64::from(count + first) - 1.0;
            terms.ln_last = if exposed < 0.0 {
                f64::NEG_INFINITY
            } else {
                third.ln() - (fourth + exposed).ln()
            };
            self.counts.push(terms);
        }
    }

    /// The log-likelihood of a customer base in the unit of its ages, without the constants of the
    /// data; adds its gradient by the logarithms of the parameters to `gradient`.
    ///
    /// BG/NBD: Fader, Hardie & Lee (2005), equation 6. MBG/NBD: Batislam et al. (2007), equation 5.
    /// Pareto/NBD: Schmittlein et al. (1987) in the form of Fader & Hardie (2005, note 9,
    /// equation 18). All as the likelihood of staying times (1 + odds of having dropped out).
    pub fn log_likelihood(
        &mut self,
        fitted: &Fitted,
        groups: &Groups,
        rules: &Rules,
        gradient: &mut [f64; 4],
    ) -> f64 {
        self.fill(rules, fitted, &groups.counts, &groups.times);
        let mut sum = 0.0;
        let mut slope = [0.0; 4];
        for (place, group) in groups.groups.iter().enumerate() {
            let (value, by) = self.of_group(fitted, groups, place, rules);
            sum += group.weight * value;
            for at in 0..4 {
                slope[at] += group.weight * by[at];
            }
        }
        for (total, part) in gradient.iter_mut().zip(slope) {
            *total += part;
        }
        sum
    }

    /// The gradient of the log-likelihood of one customer of every group, by the logarithms of the
    /// parameters.
    pub(super) fn scores(
        &mut self,
        fitted: &Fitted,
        groups: &Groups,
        rules: &Rules,
    ) -> Vec<[f64; 4]> {
        self.fill(rules, fitted, &groups.counts, &groups.times);
        (0..groups.groups.len())
            .map(|place| self.of_group(fitted, groups, place, rules).1)
            .collect()
    }

    /// The log-likelihood of one customer of a group and its gradient, group after group.
    fn of_group(
        &mut self,
        fitted: &Fitted,
        groups: &Groups,
        place: usize,
        rules: &Rules,
    ) -> (f64, [f64; 4]) {
        self.meet(fitted, groups, place);
        let [r, alpha, third, fourth] = fitted.parameters;
        let group = &groups.groups[place];
        let count = &self.counts[group.count as usize];
        let age = &self.times[group.age as usize];
        let x = f64::from(groups.counts[group.count as usize]);
        let odds = self.dropped(fitted, groups, group, rules);
        let dropped = logistic(odds.log_odds);
        let mut value = count.gamma - x * self.ln_alpha - (r + x) * age.by_alpha;
        let mut by = [
            count.gamma_by_r - age.by_alpha,
            r / alpha - (r + x) * age.inverse_alpha,
            count.stay_by_a,
            count.stay_by_b,
        ];
        if fitted.model == Model::ParetoNbd {
            value -= third * age.by_beta;
            by[2] = -age.by_beta;
            by[3] = third / fourth - third * age.inverse_beta;
        } else {
            value += count.stay;
        }
        let slope =
            std::array::from_fn(|at| by[at] * fitted.parameters[at] + dropped * odds.slope[at]);
        (value + ln_one_plus_exp(odds.log_odds), slope)
    }

    /// At the first of the groups of one x: sums their integrals up where that is quicker.
    fn meet(&mut self, fitted: &Fitted, groups: &Groups, place: usize) {
        let count = groups.groups[place].count;
        let is_first = place == 0 || groups.groups[place - 1].count != count;
        if fitted.model != Model::ParetoNbd || !is_first {
            return;
        }
        let far = place + self.grid.worth_while();
        let many = groups
            .groups
            .get(far)
            .is_some_and(|group| group.count == count);
        let [r, _, s, _] = fitted.parameters;
        let k = r + f64::from(groups.counts[count as usize]);
        self.grid_is_summed = many && self.grid.sum_up(k, s);
    }

    /// The log-odds of having dropped out against being alive, and their slope.
    fn dropped(&self, fitted: &Fitted, groups: &Groups, group: &Group, rules: &Rules) -> AliveOdds {
        let [r, alpha, third, fourth] = fitted.parameters;
        let count = &self.counts[group.count as usize];
        let x = groups.counts[group.count as usize];
        let k = r + f64::from(x);
        let (last, age) = (
            &self.times[group.last as usize],
            &self.times[group.age as usize],
        );
        match fitted.model {
            Model::BgNbd | Model::MbgNbd => {
                if count.ln_last == f64::NEG_INFINITY {
                    return AliveOdds {
                        log_odds: f64::NEG_INFINITY,
                        slope: [0.0; 4],
                    };
                }
                let first = f64::from(u32::from(fitted.model == Model::MbgNbd));
                let silence = age.by_alpha - last.by_alpha;
                AliveOdds {
                    log_odds: count.ln_last + k * silence,
                    slope: [
                        r * silence,
                        alpha * k * (age.inverse_alpha - last.inverse_alpha),
                        1.0,
                        -fourth / (fourth + f64::from(x) - 1.0 + first),
                    ],
                }
            }
            Model::ParetoNbd => {
                let from = groups.times[group.last as usize];
                let to = groups.times[group.age as usize];
                let found = if self.grid_is_summed {
                    self.grid.between(group.last as usize, group.age as usize)
                } else {
                    dropout_moments(rules, k, [alpha, third, fourth], from, to)
                };
                let silence = age.by_alpha - last.by_alpha;
                let pause = age.by_beta - last.by_beta;
                AliveOdds {
                    log_odds: third.ln()
                        + k * silence
                        + third * pause
                        + last.inverse_beta.ln()
                        + found.ln_integral,
                    slope: [
                        r * (silence - found.mean_log_alpha),
                        alpha * k * (age.inverse_alpha - found.mean_inverse_alpha),
                        1.0 + third * (pause - found.mean_log_beta),
                        fourth
                            * (third * age.inverse_beta - (third + 1.0) * found.mean_inverse_beta),
                    ],
                }
            }
        }
    }

    /// Log-odds of being alive for every group.
    pub fn alive_odds(
        &mut self,
        fitted: &Fitted,
        groups: &Groups,
        rules: &Rules,
    ) -> Vec<AliveOdds> {
        self.fill(rules, fitted, &groups.counts, &groups.times);
        groups
            .groups
            .iter()
            .enumerate()
            .map(|(place, group)| {
                self.meet(fitted, groups, place);
                let odds = self.dropped(fitted, groups, group, rules);
                AliveOdds {
                    log_odds: -odds.log_odds,
                    slope: odds.slope.map(|value| -value),
                }
            })
            .collect()
    }

    /// Log-odds of being alive for one customer.
    pub fn of_one(
        rules: &Rules,
        fitted: &Fitted,
        repeat_purchases: u32,
        last_purchase_age: f64,
        age: f64,
    ) -> AliveOdds {
        let groups = Groups {
            counts: vec![repeat_purchases],
            times: vec![last_purchase_age, age],
            groups: vec![Group {
                count: 0,
                last: 0,
                age: 1,
                weight: 1.0,
            }],
            ..Groups::default()
        };
        let odds = Self::default().alive_odds(fitted, &groups, rules);
        odds.first().copied().unwrap_or(AliveOdds {
            log_odds: f64::NEG_INFINITY,
            slope: [0.0; 4],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::Row;
    use super::*;

    const FITTED: [Fitted; 6] = [
        Fitted {
            model: Model::BgNbd,
            parameters: [0.24, 4.4, 0.79, 2.4],
        },
        Fitted {
            model: Model::MbgNbd,
            parameters: [0.5, 6.2, 0.89, 1.6],
        },
        Fitted {
            model: Model::ParetoNbd,
            parameters: [0.55, 10.6, 0.61, 11.7],
        },
        Fitted {
            model: Model::BgNbd,
            parameters: [80.0, 2400.0, 1e-4, 1e5],
        },
        Fitted {
            model: Model::ParetoNbd,
            parameters: [2.0, 3.0, 1.7, 300.0],
        },
        Fitted {
            model: Model::ParetoNbd,
            parameters: [2.0, 300.0, 0.2, 0.7],
        },
    ];

    fn rows(unit: f64) -> Vec<Row> {
        [
            (0, 0.0, 0.0),
            (0, 0.0, 20.0),
            (1, 3.0, 38.0),
            (1, 38.0, 38.0),
            (4, 30.0, 39.0),
            (7, 2.0, 39.0),
            (40, 35.0, 39.0),
        ]
        .map(|(x, last, age)| Row {
            repeat_purchases: x,
            last_purchase_age: last / unit,
            age: age / unit,
            mean_repeat_value: 1.0,
        })
        .to_vec()
    }

    fn value(fitted: &Fitted, groups: &Groups) -> (f64, [f64; 4]) {
        let mut gradient = [0.0; 4];
        let sum = Tables::default().log_likelihood(fitted, groups, &Rules::new(), &mut gradient);
        (sum, gradient)
    }

    fn moved(fitted: &Fitted, at: usize, by: f64) -> Fitted {
        let mut other = *fitted;
        other.parameters[at] *= by.exp();
        other
    }

    #[test]
    fn gradients_are_the_slopes_of_the_log_likelihood() {
        let groups = Groups::new(&rows(1.0)).unwrap();
        for fitted in FITTED {
            let (_, gradient) = value(&fitted, &groups);
            for (at, found) in gradient.into_iter().enumerate() {
                let h = 1e-4;
                let ends = [1.0, -1.0, 2.0, -2.0]
                    .map(|side| value(&moved(&fitted, at, side * h), &groups).0);
                let slope = (8.0 * (ends[0] - ends[1]) - (ends[2] - ends[3])) / (12.0 * h);
                assert!(
                    (slope - found).abs() < 2e-6 * (1.0 + found.abs()),
                    "{fitted:?} {at}: {slope} {found}"
                );
            }
        }
    }

    #[test]
    fn scores_add_up_to_the_gradient() {
        let groups = Groups::new(&rows(1.0)).unwrap();
        for fitted in FITTED {
            let (_, gradient) = value(&fitted, &groups);
            let scores = Tables::default().scores(&fitted, &groups, &Rules::new());
            for (at, slope) in gradient.iter().enumerate() {
                let of = scores.iter().zip(&groups.groups);
                let sum: f64 = of.map(|(score, group)| group.weight * score[at]).sum();
                assert!((sum - slope).abs() <= 1e-9 * (1.0 + slope.abs()));
            }
        }
    }

    #[test]
    fn slopes_of_the_odds_are_slopes() {
        let groups = Groups::new(&rows(1.0)).unwrap();
        let rules = Rules::new();
        let odds = |fitted: &Fitted| Tables::default().alive_odds(fitted, &groups, &rules);
        for fitted in FITTED {
            let here = odds(&fitted);
            for at in 0..4 {
                let h = 1e-5;
                let (above, below) = (odds(&moved(&fitted, at, h)), odds(&moved(&fitted, at, -h)));
                for ((here, above), below) in here.iter().zip(above).zip(below) {
                    if here.log_odds.is_infinite() {
                        assert!(above.log_odds.is_infinite());
                        assert!(here.slope.iter().all(|slope| slope.is_finite()));
                        continue;
                    }
                    let slope = (above.log_odds - below.log_odds) / (2.0 * h);
                    assert!(
                        (slope - here.slope[at]).abs() < 1e-5 * (1.0 + slope.abs()),
                        "{fitted:?} {at} {slope} {}",
                        here.slope[at]
                    );
                }
            }
        }
    }

    #[test]
    fn another_unit_of_time_moves_the_log_likelihood_by_the_purchases() {
        let (days, weeks) = (
            Groups::new(&rows(1.0)).unwrap(),
            Groups::new(&rows(7.0)).unwrap(),
        );
        for fitted in FITTED {
            let mut other = fitted;
            other.parameters[1] /= 7.0;
            if fitted.model == Model::ParetoNbd {
                other.parameters[3] /= 7.0;
            }
            let moved = value(&fitted, &days).0 + 7.0_f64.ln() * days.repeat_purchases;
            let found = value(&other, &weeks).0;
            assert!(
                (found - moved).abs() < 1e-9 * moved.abs(),
                "{found} {moved}"
            );
        }
    }

    #[test]
    fn the_later_the_last_purchase_the_likelier_alive() {
        let rules = Rules::new();
        for fitted in FITTED {
            for x in [1, 3, 20] {
                let chances: Vec<f64> = (0..=390)
                    .map(|tenth| fitted.p_alive(&rules, x, f64::from(tenth) / 10.0, 39.0))
                    .collect();
                assert!(
                    chances.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12),
                    "{fitted:?} {x}"
                );
                assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
            }
        }
    }

    #[test]
    fn the_longer_the_silence_the_less_alive() {
        let rules = Rules::new();
        for fitted in FITTED {
            let chances: Vec<f64> = (30..400)
                .map(|age| fitted.p_alive(&rules, 3, 30.0, f64::from(age)))
                .collect();
            assert!(chances.windows(2).all(|pair| pair[0] >= pair[1] - 1e-12));
        }
    }
}
