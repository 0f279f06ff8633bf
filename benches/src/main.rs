//! Tenfold against its hand-written twins and peers.
mod twin;
use std::time::Instant;
use twin::simd::Instructions;
fn main() {
    let draws = 100_000u64;
    let speed = |n: &str, f: &dyn Fn() -> twin::sketch::Sketch| {
        let t = Instant::now();
        let s = f();
        let e = t.elapsed().as_secs_f64();
        println!(
            "{n}: {:.1} M steps/s  R20 {:.3} {:.3} {:.3} cross {:.4}",
            draws as f64 * 240.0 / e / 1e6,
            s.quantile(2, 20, 0.05),
            s.quantile(2, 20, 0.5),
            s.quantile(2, 20, 0.95),
            s.crossed()
        );
    };
    for _ in 0..3 {
        speed("scalar", &|| twin::scalar::run(1, draws));
        for i in Instructions::available() {
            speed(i.name(), &|| twin::simd::run(i, 1, draws));
        }
    }
}
