//! The reference model of the benchmarks, with its published figures.

use super::build::Build;
use super::term::Term;
use std::cell::RefCell;
use tenfold_ir::*;

/// A loop of compute, algorithms, capability, use, revenue and research over 20 years by month.
///
/// Records capability K, use U and revenue R; its milestone is the first R of at least 1.
pub(crate) fn reference(method: Method) -> Program {
    use Family::{Beta, Lognormal, Normal};
    let build = RefCell::new(Build::new(1.0 / 12.0, 240, method));
    let param = |name: &str, central: f64, family, arguments: &[f64]| {
        let mut b = build.borrow_mut();
        let prior = b.family(family, arguments);
        Term::new(&build, b.param(name, Some(central), Some(prior)))
    };
    let p = param("p", 0.02, Lognormal, &[0.02, 0.4]);
    let q = param("q", 0.5, Lognormal, &[0.5, 0.3]);
    let alpha = param("alpha", 0.4, Beta, &[4.0, 6.0]);
    let g = param("g", 0.5, Lognormal, &[0.5, 0.3]);
    let phi = param("phi", 0.27, Beta, &[2.0, 5.0]);
    let lam = param("lam", 0.5, Beta, &[5.0, 5.0]);
    let decline = param("decline", 0.3, Normal, &[0.30, 0.05]);
    let reinvest = param("reinvest", 0.6, Beta, &[6.0, 4.0]);
    let m = param("m", 2.0, Lognormal, &[2.0, 0.5]);
    let elas = param("elas", 1.2, Normal, &[1.2, 0.25]);
    let stock = |name: &str, initial: f64| {
        let mut b = build.borrow_mut();
        let initial = b.number(initial);
        Term::new(&build, b.stock(name, initial))
    };
    let [c, a, k] = [stock("C", 1.0), stock("A", 1.0), stock("K", 0.0)];
    let [u, r, h] = [stock("U", 0.01), stock("R", 0.02), stock("H", 0.1)];
    let time = Term::new(&build, build.borrow_mut().time());

    let cost = (-(decline * time)).exp();
    let quality = 1.0 / (1.0 + (-(elas * (k - 2.0))).exp());
    let adopt = ((p + q * u) * (quality - u)).max(0.0);
    let price = a.powf(-0.3) * cost;
    let margin = 1.0 - 0.5 * price;
    let arpu = m * (1.0 + k).pow(0.3 * elas);
    let capex = 0.1 + 0.5 * reinvest * r;
    let rnd = 0.02 + 0.6 * (1.0 - reinvest) * r;
    let rin = h.pow(lam) * (0.1 * c).pow(1.0 - lam);
    let algo = (g * rin * a.pow(-phi)).min(3.0);
    let flows = [
        (c, 5.0 * capex / cost - 0.2 * c),
        (a, a * algo),
        (k, (alpha * (c * a).ln() - k) / 0.5),
        (u, adopt),
        (r, (u * arpu * margin - r) / 0.75),
        (h, rnd - 0.1 * h),
    ];
    let crossing = r.at_least(1.0).node;
    let mut b = build.borrow_mut();
    for (stock, flow) in flows {
        b.flow(stock.node, flow.node);
    }
    b.milestone("cross", crossing);
    for (name, term) in [("K", k), ("U", u), ("R", r)] {
        b.variable(name, term.node);
    }
    b.0.clone()
}
