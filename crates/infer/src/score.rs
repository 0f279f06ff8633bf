//! How good a forecast was: proper scores of a distribution, given what came.
//!
//! The continuous ranked probability score (Matheson and Winkler 1976) is ∫(F(x) − 1{x ≥ y})² dx, in the
//! unit of what is forecast; less is better. The logarithmic score (Good 1952) is the log density
//! at what came; more is better. Both are proper: nobody scores better in expectation than who
//! states what they believe (Gneiting and Raftery 2007).

use tenfold_engine::distribution::{Resolved, resolve};
use tenfold_engine::{Key, Part, quantile};
use tenfold_ir::{Distribution, Family, NodeId};

/// A forecast of one number.
#[derive(Clone, Debug, PartialEq)]
pub enum Forecast {
    /// Student's t with a location and a scale; at least 2 degrees of freedom, or the score is infinite.
    Student(Student),
    /// Equally likely centres, each with an error of its own, all of one kind.
    Ensemble(Ensemble),
}

/// Student's t.
#[derive(Clone, Debug, PartialEq)]
pub struct Student {
    dof: f64,
    location: f64,
    scale: f64,
    law: Resolved,
}

/// Equally likely centres with errors, and a value drawn from each.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// Centre and scale of its error.
    members: Vec<(f64, f64)>,
    /// How an error of the scale 1 is distributed.
    law: Resolved,
    /// Ascending.
    drawn: Vec<f64>,
}

/// What a forecast scored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Continuous ranked probability score; less is better.
    pub crps: f64,
    /// Log density of what came, in nats; more is better.
    pub log: f64,
    /// The probability that the forecast gave to no more than what came (Dawid 1984).
    pub place: f64,
}

impl Score {
    /// Whether what came lies in the central band of this probability.
    pub fn is_within(&self, band: f64) -> bool {
        (self.place - 0.5).abs() <= 0.5 * band
    }
}

impl Forecast {
    /// A Student's t.
    ///
    /// # Panics
    /// If the scale is not positive, or there are under 2 degrees of freedom.
    pub fn student(dof: f64, location: f64, scale: f64) -> Forecast {
        assert!(
            dof >= 2.0 && scale > 0.0,
            "a forecast t({dof}) of scale {scale}"
        );
        let arguments = [dof, location, scale];
        let named = Distribution::Family {
            family: Family::StudentT,
            arguments: (0..3).map(NodeId).collect(),
        };
        let law = resolve(&named, &|node| arguments[node.index()]).expect("checked above");
        Forecast::Student(Student {
            dof,
            location,
            scale,
            law,
        })
    }

    /// Centres with the scales of their errors, which have this law; the values drawn have the
    /// addresses of a key at a step.
    ///
    /// # Panics
    /// If there are fewer than two, or an error has no width.
    pub fn ensemble(members: Vec<(f64, f64)>, law: Resolved, key: Key, step: u32) -> Forecast {
        assert!(members.len() > 1, "an ensemble of {}", members.len());
        assert!(
            members.iter().all(|(_, scale)| *scale > 0.0),
            "an error without width"
        );
        let value = |(draw, (centre, scale)): (usize, &(f64, f64))| {
            centre + scale * law.quantile(key.uniform(draw as u64, step, Part::Value))
        };
        let mut drawn: Vec<f64> = members.iter().enumerate().map(value).collect();
        drawn.sort_by(f64::total_cmp);
        Forecast::Ensemble(Ensemble {
            members,
            law,
            drawn,
        })
    }

    /// The value below which the forecast puts this probability.
    pub fn quantile(&self, p: f64) -> f64 {
        match self {
            Forecast::Student(student) => student.law.quantile(p),
            Forecast::Ensemble(ensemble) => ensemble.quantile(p),
        }
    }

    /// What the forecast scores, given what came.
    pub fn score(&self, came: f64) -> Score {
        match self {
            Forecast::Student(student) => student.score(came),
            Forecast::Ensemble(ensemble) => ensemble.score(came),
        }
    }
}

/// The normal distribution of mean 0 and standard deviation 1.
pub(crate) fn standard_normal() -> Resolved {
    let named = Distribution::Family {
        family: Family::Normal,
        arguments: vec![NodeId(0), NodeId(1)],
    };
    resolve(&named, &|node| f64::from(node.0)).expect("0 and 1 are valid")
}

impl Student {
    /// In closed form (Jordan, Krüger and Lerch 2019, appendix A).
    fn score(&self, came: f64) -> Score {
        let (n, z) = (self.dof, (came - self.location) / self.scale);
        let (below, log) = (self.law.cdf(came), self.law.log_density(came));
        let density = self.scale * libm::exp(log);
        // B(½, n − ½) / B(½, n/2)²
        let betas = ln_beta(0.5, n - 0.5) - 2.0 * ln_beta(0.5, 0.5 * n);
        let spread = 2.0 * libm::sqrt(n) / (n - 1.0) * libm::exp(betas);
        let own = z * (2.0 * below - 1.0) + 2.0 * density * (n + z * z) / (n - 1.0) - spread;
        Score {
            crps: self.scale * own,
            log,
            place: below,
        }
    }
}

fn ln_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b)
}

impl Ensemble {
    /// Place and density are those of the mixture; the ranked score is the unbiased one of the values
    /// drawn (Ferro 2014): mean |x − y| less half the mean |x − x'| of different members.
    fn score(&self, came: f64) -> Score {
        let count = self.members.len() as f64;
        let (mut below, mut away) = (0.0, 0.0);
        let mut logs = Vec::with_capacity(self.members.len());
        for (centre, scale) in &self.members {
            let z = (came - centre) / scale;
            below += self.law.cdf(z);
            logs.push(self.law.log_density(z) - libm::log(*scale));
        }
        let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = logs.iter().map(|log| libm::exp(log - most)).sum();
        let mut apart = 0.0;
        for (rank, value) in self.drawn.iter().enumerate() {
            away += (value - came).abs();
            apart += (2.0 * rank as f64 - count + 1.0) * value;
        }
        Score {
            crps: away / count - apart / (count * (count - 1.0)),
            log: most + libm::log(sum / count),
            place: below / count,
        }
    }

    fn quantile(&self, p: f64) -> f64 {
        quantile(&self.drawn, p).expect("an ensemble has members")
    }
}

#[cfg(test)]
#[path = "score_tests.rs"]
mod tests;
