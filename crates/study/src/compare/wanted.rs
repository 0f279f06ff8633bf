//! What a scenario's own text says to look at: definitions and milestones that it names.

use tenfold_ir::{Program, Variable, VariableKind};

/// A plain word shorter than this is one of the language's, whatever the model calls so.
const PLAIN_LETTERS_MIN: usize = 3;

/// Qualified names without labels, in the order of the text: whole ones, and last parts of outputs, of milestones
/// and, where they have an underscore and are no word of prose, of anything that moves. Of several of one
/// last part the root module's is meant, else all are.
pub(crate) fn wanted(doc: &str, program: &Program) -> Vec<String> {
    let known = known(program);
    let words = doc.split(|letter: char| !(letter.is_alphanumeric() || "_.".contains(letter)));
    let mut found: Vec<String> = Vec::new();
    for word in words.map(|word| word.trim_matches('.')) {
        for name in meant(word, &known, &program.name) {
            if !found.iter().any(|have| have == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

/// Positions in [`Program::variables`] of all elements of what is wanted.
pub(crate) fn positions(program: &Program, wanted: &[Vec<String>]) -> Vec<usize> {
    let all = program.variables.iter().enumerate();
    let is_wanted = |name: &String| wanted.iter().any(|names| names.contains(name));
    let found = all.filter(|(_, variable)| moves(variable) && is_wanted(&variable.name));
    found.map(|(at, _)| at).collect()
}

fn moves(variable: &Variable) -> bool {
    use VariableKind::{Data, Input, Let, Stock};
    variable.output || matches!(variable.kind, Let | Stock | Input | Data)
}

/// Names without labels, and whether a plain word may mean them.
fn known(program: &Program) -> Vec<(&str, bool)> {
    let moving = program.variables.iter().filter(|one| moves(one));
    let moving = moving.map(|one| (one.name.as_str(), one.output));
    let milestones = program.milestones.iter();
    let milestones = milestones.map(|one| (without_labels(&one.name), true));
    milestones.chain(moving).collect()
}

fn meant<'a>(word: &str, known: &[(&'a str, bool)], root: &str) -> Vec<&'a str> {
    if word.contains('.') {
        let found = known.iter().find(|(name, _)| *name == word);
        return found.map(|(name, _)| *name).into_iter().collect();
    }
    let is_long = word.chars().count() >= PLAIN_LETTERS_MIN;
    let found = known.iter().filter(|(name, shown)| {
        let last = name.rsplit('.').next() == Some(word);
        last && (word.contains('_') || (*shown && is_long))
    });
    let found: Vec<&str> = found.map(|(name, _)| *name).collect();
    let own = |name: &&&str| {
        name.split_once('.')
            .is_some_and(|(module, _)| module == root)
    };
    match found.iter().find(own) {
        Some(name) => vec![name],
        None => found,
    }
}

/// A name without the labels of an element.
pub(crate) fn without_labels(name: &str) -> &str {
    name.split_once('[').map_or(name, |(whole, _)| whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_names_outputs_and_names_are_names() {
        let known = [
            ("trade.gap", false),
            ("trade.home_part", false),
            ("world.profit", true),
            ("money.profit", true),
            ("money.revenue", true),
            ("trade.a", true),
        ];
        let meant = |word: &str| meant(word, &known, "world");
        assert_eq!(meant("trade.gap"), ["trade.gap"]);
        assert_eq!(meant("home_part"), ["trade.home_part"]);
        // A word of prose, unless the model puts it out; the root's own is meant.
        assert_eq!(meant("gap"), Vec::<&str>::new());
        assert_eq!(meant("profit"), ["world.profit"]);
        assert_eq!(meant("revenue"), ["money.revenue"]);
        assert_eq!(meant("a"), Vec::<&str>::new());
        assert_eq!(meant("elsewhere.profit"), Vec::<&str>::new());
    }
}
