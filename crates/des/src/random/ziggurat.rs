//! Exponential and normal draws by the ziggurat method (Marsaglia and Tsang, 2000), with 256 layers.
//!
//! The area under the density is cut into layers of equal area. A random layer and a random place in it lie under the curve
//! at once in about 99 % of draws, which then cost one comparison and one product.
//! Layer 0 is the lowest, with the tail; for it `bound` is where the tail begins.

use std::sync::LazyLock;

use super::Rng;

/// Where the tail of the exponential density begins when 256 layers have equal areas.
const EXPONENTIAL_TAIL: f64 = 7.697_117_470_131_05;
/// The same for the normal density.
const NORMAL_TAIL: f64 = 3.654_152_885_361_009;

const LAYERS: usize = 256;
/// Places across a layer: 2^53 of them, so that every place is exact in a float.
const PLACES: f64 = (1u64 << 53) as f64;

static EXPONENTIAL: LazyLock<Table> = LazyLock::new(|| {
    let area = (EXPONENTIAL_TAIL + 1.0) * exponential_density(EXPONENTIAL_TAIL);
    Table::new(EXPONENTIAL_TAIL, area, exponential_density, |y| -libm::log(y))
});

static NORMAL: LazyLock<Table> = LazyLock::new(|| {
    let tail = libm::sqrt(std::f64::consts::FRAC_PI_2) * libm::erfc(NORMAL_TAIL / std::f64::consts::SQRT_2);
    let area = NORMAL_TAIL * normal_density(NORMAL_TAIL) + tail;
    Table::new(NORMAL_TAIL, area, normal_density, |y| libm::sqrt(-2.0 * libm::log(y)))
});

/// Densities are scaled to be 1 at 0.
fn exponential_density(x: f64) -> f64 {
    libm::exp(-x)
}

fn normal_density(x: f64) -> f64 {
    libm::exp(-0.5 * x * x)
}

struct Table {
    layers: [Layer; LAYERS],
    /// Density at the right edge of each layer; it rises with the layer. The last is 1, the top.
    heights: [f64; LAYERS + 1],
}

#[derive(Clone, Copy)]
struct Layer {
    /// Places below this lie under the curve for certain.
    sure: u64,
    /// Width of one place.
    step: f64,
}

impl Table {
    fn new(tail: f64, area: f64, density: fn(f64) -> f64, inverse: fn(f64) -> f64) -> Table {
        let mut layers = [Layer { sure: 0, step: 0.0 }; LAYERS];
        let mut heights = [1.0; LAYERS + 1];
        // The lowest layer is as wide as a rectangle of its height and the common area, so that the tail gets its share.
        let mut width = area / density(tail);
        let mut next = tail;
        heights[0] = 0.0;
        for index in 0..LAYERS {
            layers[index] = Layer { sure: (next / width * PLACES) as u64, step: width / PLACES };
            heights[index + 1] = density(next);
            width = next;
            // The top layer ends where the curve begins.
            let height = heights[index + 1] + area / width;
            next = if index + 2 < LAYERS { inverse(height) } else { 0.0 };
        }
        Table { layers, heights }
    }

    /// Whether a place in the uncertain part of `layer`, at `x`, lies under the curve.
    fn is_under(&self, layer: usize, x: f64, rng: &mut Rng, density: fn(f64) -> f64) -> bool {
        let low = self.heights[layer];
        let high = self.heights[layer + 1];
        low + (high - low) * rng.unit() < density(x)
    }
}

/// Splits 64 bits into a layer and a place in it, made of different bits.
#[inline]
fn split(bits: u64) -> (usize, u64) {
    ((bits & 0xff) as usize, bits >> 11)
}

#[inline]
pub(super) fn exponential(rng: &mut Rng) -> f64 {
    let table = &*EXPONENTIAL;
    let (index, place) = split(rng.bits());
    let layer = table.layers[index];
    if place < layer.sure {
        return place as f64 * layer.step;
    }
    exponential_edge(table, index, place, rng)
}

#[cold]
fn exponential_edge(table: &Table, mut index: usize, mut place: u64, rng: &mut Rng) -> f64 {
    let mut offset = 0.0;
    loop {
        let layer = table.layers[index];
        let x = place as f64 * layer.step;
        if place < layer.sure || (index > 0 && table.is_under(index, x, rng, exponential_density)) {
            return offset + x;
        }
        if index == 0 {
            // Without memory: what is beyond the tail's beginning is distributed as the whole.
            offset += EXPONENTIAL_TAIL;
        }
        (index, place) = split(rng.bits());
    }
}

#[inline]
pub(super) fn normal(rng: &mut Rng) -> f64 {
    let table = &*NORMAL;
    let bits = rng.bits();
    let (index, place) = split(bits);
    let layer = table.layers[index];
    // Bit 8 is in neither layer nor place.
    let sign = if bits & 0x100 == 0 { 1.0 } else { -1.0 };
    if place < layer.sure {
        return sign * (place as f64 * layer.step);
    }
    sign * normal_edge(table, index, place, rng)
}

/// The absolute value of a draw whose first try was not sure.
#[cold]
fn normal_edge(table: &Table, mut index: usize, mut place: u64, rng: &mut Rng) -> f64 {
    loop {
        let layer = table.layers[index];
        let x = place as f64 * layer.step;
        if place < layer.sure || (index > 0 && table.is_under(index, x, rng, normal_density)) {
            return x;
        }
        if index == 0 {
            return normal_tail(rng);
        }
        (index, place) = split(rng.bits());
    }
}

/// A draw given that it lies beyond [`NORMAL_TAIL`] (Marsaglia, 1964).
fn normal_tail(rng: &mut Rng) -> f64 {
    loop {
        let x = exponential(rng) / NORMAL_TAIL;
        if 2.0 * exponential(rng) > x * x {
            return NORMAL_TAIL + x;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With the right beginning of the tail, the layers fill the area under the curve exactly: the top one ends at 1.
    fn check(table: &Table, tail: f64, area: f64, density: fn(f64) -> f64) {
        let width = |index: usize| table.layers[index].step * PLACES;
        for index in 1..LAYERS {
            let height = table.heights[index + 1] - table.heights[index];
            assert!((width(index) * height / area - 1.0).abs() < 1e-9, "area of layer {index}");
            assert!((density(width(index)) - table.heights[index]).abs() < 1e-12, "edge of layer {index}");
        }
        assert!((table.layers[0].sure as f64 * table.layers[0].step - tail).abs() < 1e-9);
        assert_eq!(table.heights[LAYERS], 1.0);
    }

    #[test]
    fn layers_have_equal_areas() {
        let area = (EXPONENTIAL_TAIL + 1.0) * exponential_density(EXPONENTIAL_TAIL);
        check(&EXPONENTIAL, EXPONENTIAL_TAIL, area, exponential_density);
        let beyond =
            libm::sqrt(std::f64::consts::FRAC_PI_2) * libm::erfc(NORMAL_TAIL / std::f64::consts::SQRT_2);
        check(&NORMAL, NORMAL_TAIL, NORMAL_TAIL * normal_density(NORMAL_TAIL) + beyond, normal_density);
    }
}
