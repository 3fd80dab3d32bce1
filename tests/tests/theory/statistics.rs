//! Means of independent replications and their confidence intervals (W. S. Gosset, "Student", 1908).

/// The mean of the replications' figures, and how far from the truth it may be.
#[derive(Clone, Copy, Debug)]
pub struct Estimate {
    pub mean: f64,
    /// Standard error of the mean.
    pub error: f64,
    /// Replications less one.
    pub freedom: f64,
}

impl Estimate {
    pub fn of(figures: &[f64]) -> Estimate {
        let count = figures.len() as f64;
        let mean = figures.iter().sum::<f64>() / count;
        let squares: f64 = figures.iter().map(|figure| (figure - mean) * (figure - mean)).sum();
        Estimate { mean, error: libm::sqrt(squares / (count - 1.0) / count), freedom: count - 1.0 }
    }

    /// Half the width of the interval that holds the truth with this probability.
    pub fn half_width(&self, confidence: f64) -> f64 {
        student(confidence, self.freedom) * self.error
    }
}

/// The number of standard errors that a share `confidence` of all means with so many degrees of freedom keep to.
fn student(confidence: f64, freedom: f64) -> f64 {
    let (mut low, mut high) = (0.0, 100.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if within(middle, freedom) < confidence { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// The probability that Student's t is between -`limit` and `limit`: its density, integrated by Simpson's rule. With
/// t = √freedom · tan(angle) the range is finite and the density a power of a cosine.
fn within(limit: f64, freedom: f64) -> f64 {
    const STEPS: u32 = 2_000;
    let scale = libm::exp(libm::lgamma((freedom + 1.0) / 2.0) - libm::lgamma(freedom / 2.0));
    let step = libm::atan(limit / libm::sqrt(freedom)) / f64::from(STEPS);
    let density = |at: u32| libm::pow(libm::cos(f64::from(at) * step), freedom - 1.0);
    let inner: f64 = (1..STEPS).map(|at| if at % 2 == 1 { 4.0 } else { 2.0 } * density(at)).sum();
    2.0 * scale / libm::sqrt(std::f64::consts::PI) * (density(0) + inner + density(STEPS)) * step / 3.0
}

#[test]
fn student_agrees_with_the_tables() {
    for (confidence, freedom, table) in [(0.99, 1.0, 63.657), (0.99, 19.0, 2.861), (0.999, 10.0, 4.587)] {
        let ours = student(confidence, freedom);
        assert!((ours - table).abs() < 6e-4, "{confidence} {freedom}: {ours}, not {table}");
    }
}

#[test]
fn the_mean_of_four_figures() {
    let estimate = Estimate::of(&[1.0, 2.0, 3.0, 6.0]);
    assert_eq!(estimate.mean, 3.0);
    assert!((estimate.error - libm::sqrt(14.0 / 3.0 / 4.0)).abs() < 1e-12);
    assert!((estimate.half_width(0.99) - 5.841 * estimate.error).abs() < 1e-3);
}
