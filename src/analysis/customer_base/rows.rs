//! What the models know of a customer, and equal customers grouped.

use crate::base::order;

use super::reason::Reason;

/// A customer as the models see one; ages in the unit of time of the fit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Row {
    /// Purchases after the first one (`x`).
    pub repeat_purchases: u32,
    /// Age at the last purchase (`t_x`): last purchase − first purchase.
    pub last_purchase_age: f64,
    /// Age now (`T`): as-of − first purchase.
    pub age: f64,
    /// Mean amount of the repeat purchases (`m`), in money; of no meaning without one.
    pub mean_repeat_value: f64,
}

/// Customers with equal (x, `t_x`, T).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// Place of x in [`Groups::counts`].
    pub count: u32,
    /// Place of `t_x` in [`Groups::times`].
    pub last: u32,
    /// Place of T in [`Groups::times`].
    pub age: u32,
    /// How many customers.
    pub weight: f64,
}

/// A customer base by distinct values, so that logarithms are taken once for each.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// The distinct numbers of repeat purchases, rising.
    pub counts: Vec<u32>,
    /// The distinct ages, both T and `t_x`, rising.
    pub times: Vec<f64>,
    /// The distinct customers by x, then T, then `t_x`.
    pub groups: Vec<Group>,
    /// For every row the place of its group.
    pub group_of: Vec<u32>,
    /// Rows in the order of their groups, and for every group where its rows start; one more start
    /// than groups.
    pub members: Vec<u32>,
    /// See `members`.
    pub starts: Vec<u32>,
    /// Customers with a repeat purchase.
    pub repeaters: usize,
    /// Σ x.
    pub repeat_purchases: f64,
}

impl Groups {
    /// Groups these rows; a row that no customer can have is refused.
    pub fn new(rows: &[Row]) -> Result<Self, Reason> {
        for (at, row) in rows.iter().enumerate() {
            let possible = row.last_purchase_age >= 0.0
                && row.last_purchase_age <= row.age
                && row.age.is_finite()
                && if row.repeat_purchases > 0 {
                    row.age > 0.0
                } else {
                    row.last_purchase_age == 0.0
                };
            if !possible {
                return Err(Reason::ImpossibleRow { row: at });
            }
        }
        let customers = rows.len();
        let mut pairs: Vec<(u64, u32)> = Vec::with_capacity(2 * customers);
        for (row, place) in rows.iter().zip(0_u32..) {
            // Adding zero turns −0 into 0.
            pairs.push((order::upwards_f64(row.age + 0.0), 2 * place));
            pairs.push((
                order::upwards_f64(row.last_purchase_age + 0.0),
                2 * place + 1,
            ));
        }
        order::sort_keyed(&mut pairs);
        let mut times = Vec::new();
        let mut ages = vec![0_u32; customers];
        let mut lasts = vec![0_u32; customers];
        let mut before = None;
        for &(key, place) in &pairs {
            let row = &rows[place as usize / 2];
            let is_age = place.is_multiple_of(2);
            if before != Some(key) {
                times.push(
                    if is_age {
                        row.age
                    } else {
                        row.last_purchase_age
                    } + 0.0,
                );
                before = Some(key);
            }
            let found = times.len() as u32 - 1;
            let list = if is_age { &mut ages } else { &mut lasts };
            list[place as usize / 2] = found;
        }
        let (counts, places) = distinct_counts(rows);
        // Three ranks in one key: 22 bits each for the ages would not hold four million customers
        // of different ages, so those are sorted in two passes, the least significant first.
        pairs.clear();
        pairs.extend(lasts.iter().map(|&last| u64::from(last)).zip(0_u32..));
        order::sort_keyed(&mut pairs);
        for pair in &mut pairs {
            let at = pair.1 as usize;
            pair.0 = u64::from(places[at]) << 32 | u64::from(ages[at]);
        }
        order::sort_keyed(&mut pairs);
        let mut groups: Vec<Group> = Vec::new();
        let mut group_of = vec![0_u32; customers];
        let members: Vec<u32> = pairs.iter().map(|pair| pair.1).collect();
        let mut starts = Vec::new();
        for (&place, position) in members.iter().zip(0_u32..) {
            let at = place as usize;
            let (count, last, age) = (places[at], lasts[at], ages[at]);
            match groups.last_mut() {
                Some(group) if group.count == count && group.last == last && group.age == age => {
                    group.weight += 1.0;
                }
                _ => {
                    starts.push(position);
                    groups.push(Group {
                        count,
                        last,
                        age,
                        weight: 1.0,
                    });
                }
            }
            group_of[at] = groups.len() as u32 - 1;
        }
        starts.push(customers as u32);
        Ok(Self {
            counts,
            times,
            groups,
            group_of,
            members,
            starts,
            repeaters: rows.iter().filter(|row| row.repeat_purchases > 0).count(),
            repeat_purchases: rows.iter().map(|row| f64::from(row.repeat_purchases)).sum(),
        })
    }

    /// How many customers.
    pub fn customers(&self) -> usize {
        self.group_of.len()
    }

    /// Mean age of the customers.
    pub fn mean_age(&self) -> f64 {
        let (mut sum, mut weight) = (0.0, 0.0);
        for group in &self.groups {
            sum += group.weight * self.times[group.age as usize];
            weight += group.weight;
        }
        if weight > 0.0 { sum / weight } else { 0.0 }
    }

    /// The rows of a group.
    pub fn members_of(&self, group: usize) -> &[u32] {
        let (from, to) = (self.starts[group], self.starts[group + 1]);
        &self.members[from as usize..to as usize]
    }

    /// About so many customers evenly out of the order of the groups, for a first estimate; weights
    /// keep the size of the whole.
    pub fn thinned(&self, customers: usize) -> Self {
        let step = (self.customers() as f64 / customers as f64).max(1.0);
        let mut groups = Vec::new();
        let mut passed = 0.0_f64;
        for group in &self.groups {
            let before = (passed / step).floor();
            passed += group.weight;
            let taken = (passed / step).floor() - before;
            if taken > 0.0 {
                groups.push(Group {
                    weight: taken * step,
                    ..*group
                });
            }
        }
        Self {
            counts: self.counts.clone(),
            times: self.times.clone(),
            groups,
            group_of: Vec::new(),
            members: Vec::new(),
            starts: Vec::new(),
            repeaters: self.repeaters,
            repeat_purchases: self.repeat_purchases,
        }
    }
}

/// The distinct numbers of repeat purchases, and each row's place among them.
fn distinct_counts(rows: &[Row]) -> (Vec<u32>, Vec<u32>) {
    let mut pairs: Vec<(u64, u32)> = rows
        .iter()
        .map(|row| u64::from(row.repeat_purchases))
        .zip(0_u32..)
        .collect();
    order::sort_keyed(&mut pairs);
    let mut counts: Vec<u32> = Vec::new();
    let mut places = vec![0_u32; rows.len()];
    for &(count, place) in &pairs {
        let count = count as u32;
        if counts.last() != Some(&count) {
            counts.push(count);
        }
        places[place as usize] = counts.len() as u32 - 1;
    }
    (counts, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(repeat_purchases: u32, last_purchase_age: f64, age: f64) -> Row {
        Row {
            repeat_purchases,
            last_purchase_age,
            age,
            mean_repeat_value: 1.0,
        }
    }

    #[test]
    fn equal_customers_share_a_group() {
        let rows = [
            row(2, 3.0, 9.0),
            row(0, 0.0, 5.0),
            row(2, 3.0, 9.0),
            row(0, 0.0, 9.0),
            row(2, 1.0, 9.0),
        ];
        let groups = Groups::new(&rows).unwrap();
        assert_eq!(groups.counts, [0, 2]);
        assert_eq!(groups.times, [0.0, 1.0, 3.0, 5.0, 9.0]);
        assert_eq!(groups.groups.len(), 4);
        assert_eq!(groups.group_of, [3, 0, 3, 1, 2]);
        for (row, &place) in rows.iter().zip(&groups.group_of) {
            let group = groups.groups[place as usize];
            assert_eq!(groups.counts[group.count as usize], row.repeat_purchases);
            assert!((groups.times[group.last as usize] - row.last_purchase_age).abs() < 1e-15);
            assert!((groups.times[group.age as usize] - row.age).abs() < 1e-15);
        }
        assert_eq!(groups.members_of(3), [0, 2]);
        assert_eq!((groups.customers(), groups.repeaters), (5, 3));
        assert!((groups.mean_age() - 8.2).abs() < 1e-12);
    }

    #[test]
    fn impossible_customers_are_refused() {
        for bad in [
            row(1, 6.0, 5.0),
            row(1, -1.0, 5.0),
            row(0, 1.0, 5.0),
            row(1, 0.0, 0.0),
            row(0, 0.0, f64::NAN),
            row(0, 0.0, f64::INFINITY),
        ] {
            let found = Groups::new(&[row(0, 0.0, 1.0), bad]);
            assert!(matches!(found, Err(Reason::ImpossibleRow { row: 1 })));
        }
    }

    #[test]
    fn thinning_keeps_the_weight() {
        let rows: Vec<Row> = (0..1000)
            .map(|at| row(u32::from(at % 3 == 0), 0.0, f64::from(at + 1)))
            .collect();
        let thin = Groups::new(&rows).unwrap().thinned(100);
        let weight: f64 = thin.groups.iter().map(|group| group.weight).sum();
        assert!((weight - 1000.0).abs() < 1e-9);
        assert_eq!(thin.groups.len(), 100);
    }
}
