//! What each feature of the language costs where it is used: models of sixteen stocks that use it
//! once each, against the same stocks without it.

use crate::model;
use std::fmt::Write;

/// Stocks of a model.
const STOCKS: usize = 16;

/// Draws of a timing.
const DRAWS: u64 = 20_000;

/// Steps of a trajectory.
const STEPS: u64 = 240;

/// Timings of each model; the shortest counts.
const TIMES: usize = 5;

/// A feature: its name, items it needs besides, and the target its stock moves towards, in which
/// `{x}` is the stock and `{i}` its number.
struct Feature {
    name: &'static str,
    items: &'static str,
    target: &'static str,
}

const FEATURES: [Feature; 9] = [
    Feature {
        name: "nothing (the stock alone)",
        items: "",
        target: "a",
    },
    Feature {
        name: "multiplication and addition",
        items: "",
        target: "a * {x} + 0.3",
    },
    Feature {
        name: "division",
        items: "",
        target: "a / (2 + {x})",
    },
    Feature {
        name: "exp",
        items: "",
        target: "exp(-{x})",
    },
    Feature {
        name: "power",
        items: "",
        target: "(1 + {x}) ^ (a / 2)",
    },
    Feature {
        name: "branch (`if`)",
        items: "",
        target: "(if {x} > 1 then a else 0.5)",
    },
    Feature {
        name: "lookup, 10 points, linear",
        items: "lookup f : 1 of 1 linear = (0, 1), (0.2, 1.3), (0.4, 0.7), (0.6, 1.1), (0.8, 0.9), (1, 1.4), (1.2, 0.6), (1.4, 1.2), (1.6, 0.8), (1.8, 1)\n",
        target: "f({x})",
    },
    Feature {
        name: "pipeline delay, uncertain lag",
        items: "",
        target: "delayed(2 - {x}, by: lag, before: 1)",
    },
    Feature {
        name: "event with a duration",
        items: "event e{i} hazard 10 %/year lasts uniform(0.5, 2)\n",
        target: "(if active(e{i}) then 2 else 1)",
    },
];

const NOISE: Feature = Feature {
    name: "noise, normal, each step",
    items: "noise n{i} : 1 ~ normal(1, 0.1)\n",
    target: "n{i}",
};

/// The cost of one use of a feature.
pub struct Cost {
    /// The feature.
    pub name: &'static str,
    /// Core-nanoseconds per use, trajectory and step, over those of the stock alone.
    pub nanoseconds: f64,
}

/// The costs of all features; the first is that of a stock alone.
pub fn measure() -> Vec<Cost> {
    let mut costs: Vec<Cost> = FEATURES
        .iter()
        .chain([&NOISE])
        .map(|feature| Cost {
            name: feature.name,
            nanoseconds: nanoseconds(feature),
        })
        .collect();
    let alone = costs[0].nanoseconds;
    for cost in &mut costs[1..] {
        cost.nanoseconds -= alone;
    }
    costs
}

/// Core-nanoseconds per stock, trajectory and step.
fn nanoseconds(feature: &Feature) -> f64 {
    let program = model::program(&model::checked(&text(feature)), &[]);
    let names: Vec<String> = (0..STOCKS).map(|i| format!("feature.x{i}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let kernel = model::kernel(&program, &names);
    let took = model::shortest(TIMES, || {
        drop(model::ensemble(&kernel, 1, DRAWS, STEPS as u32))
    });
    let cores = rayon::current_num_threads() as f64;
    took.as_secs_f64() * 1e9 * cores / (DRAWS * STEPS * STOCKS as u64) as f64
}

fn text(feature: &Feature) -> String {
    let mut text = String::from(
        "module feature\n\
         simulate from 0 to 20 by 1 month using euler\n\
         param a : 1 ~ uniform(0.5, 1.5)\n\
         \x20 from judgement \"made up\"\n\
         param lag : year ~ uniform(0.5, 2)\n\
         \x20 from judgement \"made up\"\n",
    );
    let per_stock = feature.items.contains("{i}");
    if !per_stock {
        text += feature.items;
    }
    for stock in 0..STOCKS {
        let number = stock.to_string();
        let fill = |pattern: &str| {
            pattern
                .replace("{x}", &format!("x{stock}"))
                .replace("{i}", &number)
        };
        if per_stock {
            text += &fill(feature.items);
        }
        let target = fill(feature.target);
        let initial = 0.5 + stock as f64 / 16.0;
        writeln!(
            text,
            "stock x{stock} : 1\n  initial {initial}\n  inflow ({target} - x{stock}) / 1 year"
        )
        .expect("a string takes what is written");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_is_a_model() {
        for feature in FEATURES.iter().chain([&NOISE]) {
            let program = model::program(&model::checked(&text(feature)), &[]);
            assert_eq!(program.stocks.len(), STOCKS, "{}", feature.name);
        }
    }
}
