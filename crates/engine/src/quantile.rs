//! What a quantile of draws is, wherever one is made.

/// The number that a share `p` of ascending ones, from 0 to 1, lies below: the first that more than
/// that share does not exceed, and the middle of two where the share ends between them. `None` of none.
pub fn quantile(ascending: &[f64], p: f64) -> Option<f64> {
    by_rank(ascending.len() as u64, p, |rank| ascending[rank as usize])
}

/// The same of so many numbers that are known by their rank from 0.
pub(crate) fn by_rank(count: u64, p: f64, at: impl Fn(u64) -> f64) -> Option<f64> {
    let last = count.checked_sub(1)?;
    let target = p.clamp(0.0, 1.0) * count as f64;
    let above = target.floor() as u64;
    let below = if target == above as f64 {
        above.saturating_sub(1)
    } else {
        above
    };
    let [below, above] = [below, above].map(|rank| rank.min(last));
    let low = at(below);
    let high = if above == below { low } else { at(above) };
    // Halved first, as a sum may leave the finite numbers; two equal infinities have no middle.
    Some(if low == high {
        low
    } else {
        0.5 * low + 0.5 * high
    })
}
