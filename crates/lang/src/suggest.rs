//! The nearest name to one that does not exist.

/// Among more candidates than these none is looked for: more than a person writes, and a
/// bound for what a machine wrote to be slow.
const CANDIDATES: usize = 5_000;

/// The candidate closest to `name` in spelling, if one is close enough to be a slip.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = name.chars().take(100).count();
    if length == 100 {
        return None;
    }
    let allowed = (length / 3).max(1);
    let candidates: Vec<&str> = candidates.into_iter().take(CANDIDATES + 1).collect();
    if candidates.len() > CANDIDATES {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= 4 * allowed)
        .map(|candidate| {
            let folded = candidate.to_lowercase() == name.to_lowercase();
            let distance = strsim::damerau_levenshtein(name, candidate);
            (if folded { 0 } else { distance }, candidate)
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name_and_a_stranger_does_not() {
        let names = ["revenue", "research", "profit"];
        assert_eq!(nearest("revnue", names), Some("revenue"));
        assert_eq!(nearest("Profit", names), Some("profit"));
        assert_eq!(nearest("adoption", names), None);
    }
}
