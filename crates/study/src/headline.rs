//! What is said first of a model: three dates and what is earned.

use serde::{Deserialize, Serialize};
use tenfold_ir::Program;

/// Of the world the dates that are asked for most, of all that it has.
const WORLD_DATES: [&str; 3] = [
    "capability.end_to_end_coding",
    "capability.country_of_geniuses",
    "economics.revenue_trillion",
];
const DATES_MAX: usize = 3;

/// What the first screen shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Headline {
    pub milestones: Vec<String>,
    pub series: Vec<String>,
}

/// Three dates and what is earned; of other models the first that they list.
pub fn headline(program: &Program) -> Headline {
    let milestones = || program.milestones.iter().map(|one| one.name.clone());
    let known = WORLD_DATES.iter().map(|name| (*name).to_owned());
    let known: Vec<String> = known
        .filter(|name| milestones().any(|one| one == *name))
        .collect();
    let outputs = program.variables.iter().filter(|one| one.output);
    let mut series: Vec<String> = outputs.map(|one| one.full_name()).collect();
    // What is earned first, summed over what has labels.
    series.sort_by_key(|name| (!name.ends_with("revenue"), name.contains('[')));
    series.truncate(1);
    Headline {
        milestones: match known.is_empty() {
            true => milestones().take(DATES_MAX).collect(),
            false => known,
        },
        series,
    }
}
