//! From priors and a record to estimates.
//!
//! A [`Law`] is a program without time whose uncertain parameters are sought: an objective and its
//! gradient, derived from the program itself, at many points at once. [`fit`] minimises it from many
//! starts and says how far the runs determine each parameter. Every start, every bootstrap replicate
//! and every point of a profile is a lane of the same kernel.
//!
//! This crate knows neither files nor syntax, neither names of units nor the words of a reader.

// In tests the platform's functions stand beside a bound.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

mod adjoint;
mod backtest;
mod baseline;
mod calibrate;
mod calibrate_error;
mod constant;
mod converged;
mod coordinate;
mod derivative;
mod descent;
mod expression;
mod fit;
mod hamiltonian;
mod interval;
mod lanes;
mod law;
mod ledger;
mod loss;
mod metric;
mod minimise;
mod nuts;
mod particles;
mod posterior_draws;
mod posterior_predictive;
mod prior_refresh;
mod prune;
mod psis;
mod report_error;
mod resample;
mod score;
mod skill;
mod smc;
mod target;

pub use backtest::{
    BacktestError, BacktestSpec, FORECASTERS, FanPoint, Origin, QUANTILES, ReportForecast, Scored,
    SeriesForecast, backtest, report_dates,
};
pub use baseline::{Baseline, Fitted};
pub use calibrate::{
    CalibrateSpec, GRAIN, ParamPosterior, Posterior, Sampler, SeriesPosterior, calibrate,
};
pub use calibrate_error::CalibrateError;
pub use fit::{Estimate, Extrapolation, Fit, FitError, FitSpec, fit};
pub use interval::{Interval, Profile};
pub use law::{Law, LawError, Quantity};
pub use ledger::{Band, Driver, Evaluated, Independence, Verdict, evaluate};
pub use loss::Loss;
pub use posterior_predictive::LeftOut;
pub use score::{Ensemble, Forecast, Score, Student};
pub use skill::{Row, Skill, coverage, mean_scores, skill};
pub use target::{Met, Reweighed, TargetError, log_priors, meet_rows, reordered, reweigh};

#[cfg(test)]
mod backtest_tests;
#[cfg(test)]
mod calibrate_tests;
#[cfg(test)]
mod law_posterior_tests;
#[cfg(test)]
mod observe_tests;
#[cfg(test)]
mod tail_tests;
#[cfg(test)]
mod tests;
