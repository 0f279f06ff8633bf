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
    /// The standard deviation that it states of itself.
    pub(super) stated: f64,
}

/// The scale of the whole error of a series' reports, without what they state of their own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Width {
    /// It is that, whatever parameters are.
    Known(f64),
    /// It follows from parameters or time: the variable of the target's program that it is.
    Follows(usize),
}

/// A series of the record.
#[derive(Clone, Debug)]
pub(crate) struct SeriesInfo {
    pub name: String,
    pub is_log: bool,
    pub(super) is_date: bool,
    pub(super) width: Width,
    /// The share of the variance that its reports have in common.
    pub(super) sharing: f64,
    /// ln of the variances of the reports' own parts, summed; 0 where the width is not known.
    pub(super) log_variances: f64,
    /// How a report's own part is distributed.
    pub own: ReportError,
    /// Whether the shared part can be integrated over on paper.
    pub(super) is_closed: bool,
    /// Otherwise which coordinate it is.
    pub(super) common: Option<usize>,
}

impl SeriesInfo {
    /// The scale of the part of an error of this width that its reports share.
    pub fn spread(&self, width: f64) -> f64 {
        libm::sqrt(self.sharing) * width
    }

    /// The scale of a report's own part of an error of this width; not a number where it is no width.
    pub fn own_scale(&self, width: f64, stated: f64) -> f64 {
        if width > 0.0 {
            return libm::sqrt((1.0 - self.sharing) * width * width + stated * stated);
        }
        f64::NAN
    }

    /// Which coordinate that part is, if any.
    pub fn common(&self) -> Option<usize> {
        self.common
    }

    /// Squares of residuals, with the scales of their own errors and of what they share, in units of all of the error
    /// (Sherman and Morrison 1950).
    pub fn squares(residuals: impl Iterator<Item = Residual>) -> f64 {
        let (mut squares, mut sum, mut shared) = (0.0, 0.0, 0.0);
        for one in residuals {
            let precision = 1.0 / (one.own * one.own);
            squares += one.residual * one.residual * precision;
            sum += one.spread * one.residual * precision;
            shared += one.spread * one.spread * precision;
        }
        squares - sum * sum / (1.0 + shared)
    }
}

/// How far a report is from what was simulated, and the scales of the parts of its error.
pub(crate) struct Residual {
    pub residual: f64,
    pub own: f64,
    pub spread: f64,
}
