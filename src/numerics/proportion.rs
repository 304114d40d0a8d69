//! Shares of counts with their uncertainty.

/// Standard normal quantile of a two-sided interval of 95 %.
pub(super) const Z_95: f64 = 1.959_963_984_540_054;

/// The interval of 95 % of a share by Wilson (1927), without correction of continuity: also of no or
/// all of few. `None` of nothing.
pub fn wilson(part: u64, whole: u64) -> Option<(f64, f64)> {
    if whole == 0 || part > whole {
        return None;
    }
    let (n, z2) = (whole as f64, Z_95 * Z_95);
    let share = part as f64 / n;
    let middle = share + z2 / (2.0 * n);
    let half = Z_95 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let low = (middle - half) / (1.0 + z2 / n);
    let high = (middle + half) / (1.0 + z2 / n);
    Some((
        if part == 0 { 0.0 } else { low.max(0.0) },
        if part == whole { 1.0 } else { high.min(1.0) },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of statsmodels 0.15.0, `proportion_confint(method="wilson")`.
    #[test]
    fn it_agrees_with_statsmodels() {
        let known = [
            (120, 1000, 0.101_299_260_601, 0.141_609_075_848),
            (7, 20, 0.181_191_824_101, 0.567_145_723_315),
            (1, 2, 0.094_531_205_734_2, 0.905_468_794_266),
            (0, 100, 0.0, 0.036_993_498_207),
            (50, 50, 0.928_652_400_867, 1.0),
            (3, 100_000, 1.020_275_854_45e-5, 8.820_804_925_18e-5),
        ];
        for (part, whole, low, high) in known {
            let (found_low, found_high) = wilson(part, whole).unwrap();
            assert!((found_low - low).abs() <= 1e-6 * low, "{part} of {whole}");
            assert!(
                (found_high - high).abs() <= 1e-6 * high,
                "{part} of {whole}"
            );
        }
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(3, 2), None);
    }
}
