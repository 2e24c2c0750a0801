//! Medians, and ratios of what was measured in the same round with the interval in which their median lies. Not: what was measured.

/// A ratio of paired measurements.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ratio {
    /// The median of the pairs' ratios.
    pub(crate) median: f64,
    /// Where the interval begins that holds the true median with 95 % confidence.
    pub(crate) low: f64,
    /// Where it ends.
    pub(crate) high: f64,
    /// How many pairs.
    pub(crate) pairs: usize,
}

const RESAMPLES: usize = 2_000;

/// The middle value; the mean of the two in the middle of an even number. What is not a number was not measured.
pub(crate) fn median(values: &[f64]) -> Option<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        length if length % 2 == 1 => sorted.get(middle).copied(),
        _ => Some((sorted.get(middle - 1)? + sorted.get(middle)?) / 2.0),
    }
}

/// Ratios of `ours` to `theirs`, pair by pair, with a bootstrap interval (percentiles of the medians of resampled pairs). The median, because on
/// a busy machine a few rounds are far off; pairs, because a whole round is.
pub(crate) fn ratio(ours: &[f64], theirs: &[f64]) -> Option<Ratio> {
    let ratios: Vec<f64> =
        ours.iter().zip(theirs).filter(|(ours, theirs)| ours.is_finite() && **theirs > 0.0).map(|(ours, theirs)| ours / theirs).collect();
    interval(&ratios)
}

/// The median of measurements, with its interval.
pub(crate) fn interval(values: &[f64]) -> Option<Ratio> {
    let values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let middle = median(&values)?;
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    let mut draw = || {
        // xorshift: the same resamples in every run, so that the same measurements give the same interval.
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        usize::try_from((chance >> 11) % values.len() as u64).ok().and_then(|position| values.get(position)).copied().unwrap_or(middle)
    };
    let mut medians: Vec<f64> = (0..RESAMPLES).filter_map(|_| median(&values.iter().map(|_| draw()).collect::<Vec<_>>())).collect();
    medians.sort_by(f64::total_cmp);
    let at = |thousandths: usize| medians.get(medians.len() * thousandths / 1000).copied().unwrap_or(middle);
    Some(Ratio { median: middle, low: at(25), high: at(975), pairs: values.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_found() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[f64::NAN, 5.0]), Some(5.0));
    }

    #[test]
    fn a_round_in_which_the_machine_was_busy_weighs_nothing() {
        let theirs = [100.0, 110.0, 90.0, 1000.0, 105.0, 95.0, 100.0, 102.0, 98.0];
        let ours: Vec<f64> = theirs.iter().map(|value| value / 2.0).collect();
        let found = ratio(&ours, &theirs).unwrap();
        assert_eq!((found.median, found.low, found.high, found.pairs), (0.5, 0.5, 0.5, 9));
    }

    #[test]
    fn the_interval_holds_the_median_and_narrows_with_more_pairs() {
        let noise = |position: usize| 1.0 + (position * 37 % 100) as f64 / 500.0;
        let width = |pairs: usize| {
            let found = interval(&(0..pairs).map(noise).collect::<Vec<_>>()).unwrap();
            assert!(found.low <= found.median && found.median <= found.high, "{found:?}");
            found.high - found.low
        };
        assert!(width(400) < width(25) && width(25) > 0.0);
    }

    #[test]
    fn noise_alone_is_no_difference() {
        let mut state = 7_u64;
        let mut noise = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            100.0 + f64::from(u32::try_from(state >> 40).unwrap() % 50)
        };
        let mut experiment = || {
            let (one, other): (Vec<f64>, Vec<f64>) = (0..25).map(|_| (noise(), noise())).unzip();
            let found = ratio(&one, &other).unwrap();
            found.low <= 1.0 && 1.0 <= found.high
        };
        let right = (0..40).filter(|_| experiment()).count();
        assert!(right >= 35, "{right} of 40 intervals hold the truth; 38 were to be expected");
    }

    #[test]
    fn the_same_measurements_give_the_same_interval() {
        let values: Vec<f64> = (0..25).map(|n| f64::from(n * n % 17)).collect();
        assert_eq!(interval(&values), interval(&values));
        assert_eq!(interval(&[]), None);
        assert_eq!(ratio(&[1.0], &[0.0]), None);
        assert_eq!(ratio(&[f64::NAN, 1.0], &[4.0, 2.0]).unwrap().median, 0.5);
    }
}
