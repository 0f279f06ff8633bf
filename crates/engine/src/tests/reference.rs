//! The reference model of the benchmarks, with its published figures.

use super::build::Build;
use tenfold_ir::*;

/// A loop of compute, algorithms, capability, use, revenue and research over 20 years by month.
///
/// Records capability K, use U and revenue R; its milestone is the first R of at least 1.
pub(crate) fn reference(method: Method) -> Program {
    use Family::{Beta, Lognormal, Normal};
    let mut b = Build::new(1.0 / 12.0, 240, method);
    let mut param = |name: &str, central: f64, family, arguments: &[f64]| {
        let prior = b.family(family, arguments);
        b.param(name, Some(central), Some(prior))
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

    let mut stock = |name: &str, initial: f64| {
        let initial = b.number(initial);
        b.stock(name, initial)
    };
    let [c, a, k] = [stock("C", 1.0), stock("A", 1.0), stock("K", 0.0)];
    let [u, r, h] = [stock("U", 0.01), stock("R", 0.02), stock("H", 0.1)];

    let n = [0.0, 1.0, 2.0, 0.3, 0.5, 0.1, 0.02, 0.6, 3.0, 5.0, 0.2, 0.75].map(|x| b.number(x));
    let [
        zero,
        one,
        two,
        n03,
        half,
        tenth,
        n002,
        n06,
        three,
        five,
        fifth,
        n075,
    ] = n;
    let minus = b.number(-0.3);
    let time = b.time();
    let years = b.mul(decline, time);
    let years = b.one(Unary::Neg, years);
    let cost = b.one(Unary::Exp, years);
    let quality = {
        let x = b.sub(k, two);
        let x = b.mul(elas, x);
        let x = b.one(Unary::Neg, x);
        let x = b.one(Unary::Exp, x);
        let x = b.add(one, x);
        b.div(one, x)
    };
    let adopt = {
        let x = b.mul(q, u);
        let x = b.add(p, x);
        let y = b.sub(quality, u);
        let x = b.mul(x, y);
        b.two(Binary::Max, x, zero)
    };
    let price = {
        let x = b.pow(a, minus);
        b.mul(x, cost)
    };
    let margin = {
        let x = b.mul(half, price);
        b.sub(one, x)
    };
    let arpu = {
        let x = b.add(one, k);
        let y = b.mul(n03, elas);
        let x = b.pow(x, y);
        b.mul(m, x)
    };
    let capex = {
        let x = b.mul(half, reinvest);
        let x = b.mul(x, r);
        b.add(tenth, x)
    };
    let rest = b.sub(one, reinvest);
    let rnd = {
        let x = b.mul(n06, rest);
        let x = b.mul(x, r);
        b.add(n002, x)
    };
    let rin = {
        let x = b.pow(h, lam);
        let y = b.mul(tenth, c);
        let z = b.sub(one, lam);
        let y = b.pow(y, z);
        b.mul(x, y)
    };
    let algo = {
        let x = b.mul(g, rin);
        let y = b.one(Unary::Neg, phi);
        let y = b.pow(a, y);
        let x = b.mul(x, y);
        b.two(Binary::Min, x, three)
    };
    let flow_c = {
        let x = b.mul(five, capex);
        let x = b.div(x, cost);
        let y = b.mul(fifth, c);
        b.sub(x, y)
    };
    let flow_k = {
        let x = b.mul(c, a);
        let x = b.one(Unary::Ln, x);
        let x = b.mul(alpha, x);
        let x = b.sub(x, k);
        b.div(x, half)
    };
    let flow_r = {
        let x = b.mul(u, arpu);
        let x = b.mul(x, margin);
        let x = b.sub(x, r);
        b.div(x, n075)
    };
    let flow_a = b.mul(a, algo);
    let flow_h = {
        let x = b.mul(tenth, h);
        b.sub(rnd, x)
    };
    let flows = [
        (c, flow_c),
        (a, flow_a),
        (k, flow_k),
        (u, adopt),
        (r, flow_r),
        (h, flow_h),
    ];
    for (stock, flow) in flows {
        b.flow(stock, flow);
    }
    let crossing = b.two(Binary::Ge, r, one);
    b.milestone("cross", crossing);
    for (name, node) in [("K", k), ("U", u), ("R", r)] {
        b.variable(name, node);
    }
    b.0
}
