//! The one integration binary of this crate.

mod backtest;
mod calibrate;
mod claims;
mod compare;
mod conformance;
mod empirical;
mod fit;
mod recorded;
mod report_browser;
mod report_fixture;
mod report_page;
mod research;
mod words;
