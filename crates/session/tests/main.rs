//! The one integration binary of this crate.

// Here the platform's functions stand beside a bound.
#![allow(clippy::disallowed_methods)]

mod backtest;
mod calibrate;
mod claims;
mod compare;
mod compare_told;
mod conformance;
mod empirical;
mod fit;
mod quantiles;
mod reached;
mod recorded;
mod report_browser;
mod report_error;
mod report_fixture;
mod report_geometry;
mod report_page;
mod research;
mod time;
mod undefined;
mod words;
