//! What broke in a draw that diverged.

use serde::{Deserialize, Serialize};
use tenfold_words::numeral::quantity;
use tenfold_words::text::{Lang, text};

/// The first value that was not finite in one draw.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DivergenceRow {
    /// Qualified name of the definition that broke first.
    pub variable: String,
    /// When, calendar years.
    pub time: f64,
    /// Which draw.
    pub draw: u64,
    /// What its equation is made of, with the values that broke it.
    #[serde(default)]
    pub operands: Vec<OperandRow>,
}

/// A definition's value in a draw at a time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OperandRow {
    /// Qualified name with labels.
    pub name: String,
    /// In its unit; null in JSON where it is not finite.
    pub value: f64,
    /// As the model writes it.
    pub unit: String,
}

impl DivergenceRow {
    /// `a = 0 USD, b = 3`; a number that is undefined is called so.
    pub fn operands_text(&self, lang: Lang) -> String {
        let one = |one: &OperandRow| {
            let value = match one.value.is_nan() {
                true => text(lang, "term-test-undefined", &[]),
                false => quantity(lang, one.value, &one.unit),
            };
            format!("{} = {value}", one.name)
        };
        let all: Vec<String> = self.operands.iter().map(one).collect();
        all.join(", ")
    }
}
