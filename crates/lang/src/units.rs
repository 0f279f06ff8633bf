//! Unit expressions: names, prefixes and powers to a dimension and a factor.
//!
//! Knows the units a module sees; does not know what carries them.

use crate::ast;
use crate::format::unit_text;
use crate::sink::clip;
use crate::suggest::nearest;
use std::collections::HashMap;
use tenfold_ir::{Diagnostic, Dimension, Exponent, Unit, math};

/// Prefixes, for units declared `with prefixes`.
const PREFIXES: [(&str, &str, f64); 8] = [
    ("k", "kilo", 1e3),
    ("M", "mega", 1e6),
    ("G", "giga", 1e9),
    ("T", "tera", 1e12),
    ("P", "peta", 1e15),
    ("E", "exa", 1e18),
    ("Z", "zetta", 1e21),
    ("Y", "yotta", 1e24),
];

/// How often units declared out of order are tried again: a chain longer than this must
/// be written in order.
const DECLARE_PASSES: usize = 64;

/// Units of a module that cannot be made sense of, beyond which no more are listed.
const LISTED_MAX: usize = 100;

/// The unit of years.
pub(crate) fn year() -> Unit {
    Unit {
        text: "year".into(),
        factor: 1.0,
        dimension: Dimension::base("year"),
    }
}

/// One unit a module can name.
#[derive(Clone, Debug)]
pub(crate) struct UnitDef {
    factor: f64,
    dimension: Dimension,
    prefixes: bool,
}

/// The units a module sees.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnitScope {
    units: HashMap<String, UnitDef>,
    /// Those of the prelude, for every module but the prelude.
    outer: Option<&'static UnitScope>,
}

/// A value times a factor, exact where the factor is one over a whole number:
/// 7 % is 0.07, not 7 · 0.01 = 0.07000000000000001.
pub(crate) fn to_base(value: f64, factor: f64) -> f64 {
    let inverse = 1.0 / factor;
    if factor < 1.0 && inverse.fract() == 0.0 {
        value / inverse
    } else {
        value * factor
    }
}

/// `1 thousand` and its kin.
pub(crate) fn scale_factor(scale: Option<ast::Scale>) -> f64 {
    scale.map_or(1.0, ast::Scale::factor)
}

impl UnitScope {
    /// A module's scope before it declares or takes in anything.
    pub(crate) fn within(outer: &'static UnitScope) -> UnitScope {
        UnitScope {
            units: HashMap::new(),
            outer: Some(outer),
        }
    }

    /// Adds the units that a module declares; what is wrong with them goes to `diagnostics`.
    pub(crate) fn declare(&mut self, module: &ast::Module, diagnostics: &mut Vec<Diagnostic>) {
        let mut waiting: Vec<&ast::UnitItem> = Vec::new();
        let mut first: HashMap<&str, &ast::Name> = HashMap::new();
        for item in &module.items {
            let ast::ItemKind::Unit(unit) = &item.kind else {
                continue;
            };
            if ast::Scale::named(&unit.name.text).is_some() {
                diagnostics.push(scale_word(&unit.name));
            } else if let Some(before) = first.insert(&unit.name.text, &unit.name) {
                diagnostics.push(duplicate_unit(&unit.name).label(before.span, "first here"));
            } else if self.find(&unit.name.text).is_some() {
                diagnostics.push(duplicate_unit(&unit.name));
            } else if unit.value.is_none() {
                let base = UnitDef {
                    factor: 1.0,
                    dimension: Dimension::base(&unit.name.text),
                    prefixes: unit.prefixes,
                };
                self.units.insert(unit.name.text.clone(), base);
            } else {
                waiting.push(unit);
            }
        }
        for _ in 0..DECLARE_PASSES {
            let before = waiting.len();
            waiting.retain(|unit| !self.declare_ready(unit));
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        for unit in waiting.into_iter().take(LISTED_MAX) {
            if let Err(why) = self.declare_derived(unit) {
                diagnostics.push(*why);
            }
        }
    }

    /// Adds a unit made of others once they are all known and it makes sense.
    fn declare_ready(&mut self, unit: &ast::UnitItem) -> bool {
        let Some(value) = &unit.value else {
            return true;
        };
        self.knows_all(value, 0) && self.declare_derived(unit).is_ok()
    }

    /// Whether every unit in a constant is known; cheaper than the diagnostic of one that is not.
    fn knows_all(&self, e: &ast::Expr, depth: usize) -> bool {
        match &e.kind {
            ast::ExprKind::Number(number) => {
                let mut names = number.unit.iter().flat_map(|unit| &unit.factors);
                names.all(|part| part.name.text == "%" || self.find(&part.name.text).is_some())
            }
            ast::ExprKind::Binary { left, right, .. } if depth < 32 => {
                self.knows_all(left, depth + 1) && self.knows_all(right, depth + 1)
            }
            _ => true,
        }
    }

    /// Adds a unit made of others, or says why it cannot be.
    fn declare_derived(&mut self, unit: &ast::UnitItem) -> Result<(), Box<Diagnostic>> {
        let Some(value) = &unit.value else {
            return Ok(());
        };
        let (factor, dimension) = self.constant(value, 0)?;
        if !(factor > 0.0 && factor.is_finite()) {
            return Err(Box::new(bad_unit(value, &format!("found {factor}"))));
        }
        let def = UnitDef {
            factor,
            dimension,
            prefixes: unit.prefixes,
        };
        self.units.insert(unit.name.text.clone(), def);
        Ok(())
    }

    /// A constant made of numbers with units, `+` and `-` left out.
    fn constant(&self, e: &ast::Expr, depth: usize) -> Result<(f64, Dimension), Box<Diagnostic>> {
        match &e.kind {
            ast::ExprKind::Number(number) => {
                let unit = match &number.unit {
                    Some(unit) => self.unit(unit)?,
                    None => Unit::pure(),
                };
                let value = number.value * scale_factor(number.scale);
                Ok((to_base(value, unit.factor), unit.dimension))
            }
            ast::ExprKind::Binary { op, left, right } if depth < 32 => {
                let (a, a_dimension) = self.constant(left, depth + 1)?;
                let (b, b_dimension) = self.constant(right, depth + 1)?;
                let out = match op {
                    ast::BinaryOp::Mul => a_dimension.times(&b_dimension).map(|d| (a * b, d)),
                    ast::BinaryOp::Div => a_dimension.over(&b_dimension).map(|d| (a / b, d)),
                    _ => None,
                };
                out.ok_or_else(|| Box::new(bad_unit(e, "found another operation")))
            }
            _ => Err(Box::new(bad_unit(e, "found another expression"))),
        }
    }

    /// The factor and dimension of one name, prefix included.
    fn find(&self, name: &str) -> Option<(f64, &UnitDef)> {
        if let Some(def) = self.exact(name) {
            return Some((def.factor, def));
        }
        PREFIXES.iter().find_map(|(prefix, _, factor)| {
            let def = self.exact(name.strip_prefix(prefix)?)?;
            def.prefixes.then_some((factor * def.factor, def))
        })
    }

    fn exact(&self, name: &str) -> Option<&UnitDef> {
        let outer = || self.outer.and_then(|outer| outer.units.get(name));
        self.units.get(name).or_else(outer)
    }

    /// Whether a module's own declarations hold this name, and what it means.
    pub(crate) fn own(&self, name: &str) -> Option<&UnitDef> {
        self.units.get(name)
    }

    /// Takes in a unit of another module; false if the name means something already.
    pub(crate) fn take_in(&mut self, name: &str, def: UnitDef) -> bool {
        self.find(name).is_none() && self.units.insert(name.to_string(), def).is_none()
    }

    /// What a unit expression means, or `unknown-unit`.
    pub(crate) fn unit(&self, expr: &ast::UnitExpr) -> Result<Unit, Box<Diagnostic>> {
        let mut factor = 1.0;
        let mut dimension = Dimension::pure();
        for part in &expr.factors {
            let (one, part_dimension) = match part.name.text.as_str() {
                "%" => (0.01, Dimension::pure()),
                name => match self.find(name) {
                    Some((one, def)) => (one, def.dimension.clone()),
                    None => return Err(Box::new(self.unknown(&part.name))),
                },
            };
            let power = Exponent::new(i64::from(part.numerator), i64::from(part.denominator));
            let raised = power.and_then(|power| part_dimension.power(power));
            let product = raised.and_then(|raised| dimension.times(&raised));
            let (Some(power), Some(product)) = (power, product) else {
                return Err(Box::new(unit_out_of_range(expr)));
            };
            dimension = product;
            factor *= match (power.numerator, power.denominator) {
                (1, 1) => one,
                (-1, 1) => 1.0 / one,
                (n, 1) => math::powi(one, n),
                (n, d) => math::power(one, f64::from(n) / f64::from(d)),
            };
        }
        if !(factor > 0.0 && factor.is_finite()) {
            return Err(Box::new(unit_out_of_range(expr)));
        }
        Ok(Unit {
            text: unit_text(expr),
            factor,
            dimension,
        })
    }

    /// The unit, of those known, that a word such as `gigawatt` or `Kilotokens` spells out.
    fn spelled_out(&self, word: &str, known: &[&str]) -> Option<String> {
        let word = word.to_lowercase();
        let symbol = |rest: &str| {
            let rest = rest.strip_suffix('s').unwrap_or(rest);
            let own = match rest {
                "watt" => "W",
                "watthour" | "watt-hour" => "Wh",
                "dollar" => "USD",
                rest => rest,
            };
            let known = known.iter().filter(|known| known.eq_ignore_ascii_case(own));
            known.min().copied()
        };
        let prefixed = PREFIXES.iter().find_map(|(prefix, spelled, _)| {
            let unit = format!("{prefix}{}", symbol(word.strip_prefix(*spelled)?)?);
            self.find(&unit).is_some().then_some(unit)
        });
        prefixed.or_else(|| symbol(&word).map(str::to_owned))
    }

    fn unknown(&self, name: &ast::Name) -> Diagnostic {
        let mut known: Vec<&str> = self.units.keys().map(String::as_str).collect();
        let outer = self.outer.into_iter().flat_map(|outer| outer.units.keys());
        known.extend(outer.map(String::as_str));
        let text = &name.text;
        let spelled = self.spelled_out(text, &known);
        let error = Diagnostic::error(
            "unknown-unit",
            name.span,
            format!("found `{text}`, expected the name of a unit"),
        )
        .arg("name", text.clone());
        match spelled.as_deref().or_else(|| nearest(text, known)) {
            Some(near) => error.help(format!("write `{near}`")).arg("nearest", near),
            None => error.help(format!("declare it: `unit {text} = …`")),
        }
    }
}

fn duplicate_unit(name: &ast::Name) -> Diagnostic {
    let text = &name.text;
    Diagnostic::error(
        "duplicate-name",
        name.span,
        format!("found a second unit `{text}`, expected each unit once"),
    )
    .arg("name", text.clone())
    .help("rename one of them")
}

/// A unit that no number could have: `3 million` is 3,000,000 of nothing.
fn scale_word(name: &ast::Name) -> Diagnostic {
    let text = &name.text;
    Diagnostic::error(
        "reserved-name",
        name.span,
        format!("found the unit `{text}`, which scales a number, expected a name of your own"),
    )
    .arg("name", text.clone())
    .help("choose another name")
}

fn bad_unit(e: &ast::Expr, found: &str) -> Diagnostic {
    Diagnostic::error(
        "unit-value",
        e.span,
        format!("{found}, expected a positive number of known units"),
    )
    .arg("found", found)
    .help("write it like `unit minute = 60 s`, with `*` and `/` at most")
}

fn unit_out_of_range(expr: &ast::UnitExpr) -> Diagnostic {
    let text = clip(&unit_text(expr));
    Diagnostic::error(
        "unit-range",
        expr.span,
        format!(
            "found the unit `{text}`, whose powers or size are out of range, expected smaller ones"
        ),
    )
    .arg("found", text)
    .help("use smaller powers")
}
