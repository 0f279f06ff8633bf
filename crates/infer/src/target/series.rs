//! A series of the record, and its reports.

use super::seen::Seen;
use crate::report_error::ReportError;

/// A report, placed on the grid of times.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) series: usize,
    /// As reported, calendar years.
    pub(super) date: f64,
    /// The step before its date, and how far it is to the next.
    pub(super) step: u32,
    pub(super) share: f64,
    pub(super) seen: Seen,
    /// The scale of its own part of the error.
    pub(super) own: f64,
}

/// A series of the record.
#[derive(Clone, Debug)]
pub(crate) struct SeriesInfo {
    pub name: String,
    pub is_log: bool,
    pub(super) is_date: bool,
    /// The scale of the whole error, without what reports state of their own.
    pub(super) width: f64,
    /// Variance of the part of the error that its reports share.
    pub(super) shared: f64,
    /// ln of the variances of the reports' own parts, summed.
    pub(super) log_variances: f64,
    /// How a report's own part is distributed.
    pub own: ReportError,
    /// Whether the shared part can be integrated over on paper.
    pub(super) is_closed: bool,
    /// Otherwise which coordinate it is.
    pub(super) common: Option<usize>,
}

impl SeriesInfo {
    /// Variance of the part of the error that its reports share.
    pub fn shared(&self) -> f64 {
        self.shared
    }

    /// Which coordinate that part is, if any.
    pub fn common(&self) -> Option<usize> {
        self.common
    }

    /// Squares of residuals, with the scales of their own errors, in units of all of the error.
    pub fn squares(&self, residuals: impl Iterator<Item = (f64, f64)>) -> f64 {
        let (mut squares, mut sum, mut precisions) = (0.0, 0.0, 0.0);
        for (residual, own) in residuals {
            let precision = 1.0 / (own * own);
            squares += residual * residual * precision;
            sum += residual * precision;
            precisions += precision;
        }
        squares - self.shared * sum * sum / (1.0 + self.shared * precisions)
    }

    /// The whole variance of a report's error, without its own uncertainty. Of Student's t it is the
    /// square of the scale.
    pub fn variance(&self) -> f64 {
        self.width * self.width
    }
}
