//! Lookups prepared for evaluation: a function given by points, held flat outside them.

use tenfold_ir as ir;
use tenfold_ir::math;

/// A table with the slope of each piece.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    xs: Vec<f64>,
    /// The values, or their logarithms.
    ys: Vec<f64>,
    /// Of the piece that starts at each point; 0 for the last.
    slopes: Vec<f64>,
    is_log: bool,
}

impl Table {
    /// Expects what the language grants: ascending points, at least one, positive under `Log`.
    pub fn new(table: &ir::Table) -> Table {
        let is_log = table.interpolation == ir::Interpolation::Log;
        let value = |&y: &f64| if is_log { math::ln(y) } else { y };
        let ys: Vec<f64> = table.ys.iter().map(value).collect();
        let slope = |i: usize| match table.interpolation {
            ir::Interpolation::Step => 0.0,
            _ => (ys[i + 1] - ys[i]) / (table.xs[i + 1] - table.xs[i]),
        };
        let mut slopes: Vec<f64> = (0..ys.len() - 1).map(slope).collect();
        slopes.push(0.0);
        Table {
            xs: table.xs.to_vec(),
            ys,
            slopes,
            is_log,
        }
    }

    /// The value at x; NaN at NaN.
    #[inline(always)]
    pub fn at(&self, x: f64) -> f64 {
        let piece = self.piece(x);
        // Flat before the first point: the distance counts from there.
        let distance = math::max(x - self.xs[piece], 0.0);
        // An infinite x lies on the flat last piece, where 0·∞ must not make a NaN.
        let flat = self.slopes[piece] == 0.0 && !x.is_nan();
        let y = if flat {
            self.ys[piece]
        } else {
            distance.mul_add(self.slopes[piece], self.ys[piece])
        };
        if self.is_log { math::exp(y) } else { y }
    }

    /// The last point at or before x; the first where x lies before it or is NaN.
    #[inline(always)]
    fn piece(&self, x: f64) -> usize {
        let mut first = 0;
        let mut count = self.xs.len();
        while count > 1 {
            let half = count / 2;
            if self.xs[first + half] <= x {
                first += half;
            }
            count -= half;
        }
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tenfold_ir::Interpolation;

    fn table(xs: &[f64], ys: &[f64], interpolation: Interpolation) -> Table {
        Table::new(&ir::Table {
            name: "t".into(),
            xs: xs.into(),
            ys: ys.into(),
            interpolation,
        })
    }

    #[test]
    fn each_interpolation_meets_its_points_and_is_flat_outside() {
        let (xs, ys) = ([0.0, 1.0, 4.0], [1.0, 10.0, 100.0]);
        for interpolation in [
            Interpolation::Linear,
            Interpolation::Log,
            Interpolation::Step,
        ] {
            let t = table(&xs, &ys, interpolation);
            for (&x, &y) in xs.iter().zip(&ys) {
                assert!((t.at(x) / y - 1.0).abs() < 1e-15);
            }
            assert!((t.at(-5.0) - 1.0).abs() < 1e-15);
            assert!((t.at(f64::NEG_INFINITY) - 1.0).abs() < 1e-15);
            assert!((t.at(f64::INFINITY) / 100.0 - 1.0).abs() < 1e-15);
            assert!(t.at(f64::NAN).is_nan());
        }
        assert_eq!(table(&xs, &ys, Interpolation::Linear).at(2.0), 40.0);
        assert_eq!(table(&xs, &ys, Interpolation::Step).at(3.999), 10.0);
        let log = table(&xs, &ys, Interpolation::Log).at(2.5);
        assert!((log / 1000_f64.sqrt() - 1.0).abs() < 1e-15);
        assert_eq!(table(&[3.0], &[7.0], Interpolation::Linear).at(9.0), 7.0);
    }
}
