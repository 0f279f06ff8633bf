//! What a model's record says, placed on the grid of times.

use super::error::TargetError;
use super::seen::Seen;
use super::series::{Report, SeriesInfo, Width};
use crate::constant::constant;
use crate::report_error::{ReportError, known};
use tenfold_ir::{Observation, Point, Program};

/// Scales of its error after which a milestone that has not come cannot be told from one that never does.
const LATE: f64 = 6.0;

/// Standard deviations between the ends of a 90 % range.
const RANGE_90: f64 = 3.289_707_253_902_944;

/// The reports of a series up to a date, if any.
pub(super) fn reports_of(
    program: &Program,
    observation: &Observation,
    until: f64,
    series: usize,
) -> Result<Option<(SeriesInfo, Vec<Report>)>, TargetError> {
    let is_log = observation.error.is_log;
    // How late a date would be beyond belief has to be known.
    let width = match observation.is_date {
        true => Some(width_of(program, observation)?),
        false => constant(program, observation.error.scale),
    };
    let seen = seen(program, observation, until)?;
    let own = ReportError::of(program, observation)?;
    let has_bounds = seen
        .iter()
        .any(|(_, seen, _)| !matches!(seen, Seen::Figure(_)));
    let mut info = SeriesInfo {
        name: observation.name.clone(),
        is_log,
        is_date: observation.is_date,
        // Which variable it is shows once all series are there.
        width: width.map_or(Width::Follows(usize::MAX), Width::Known),
        sharing: match seen.len() {
            // What is shared with no other is its own.
            1 => 0.0,
            _ => observation.sharing,
        },
        log_variances: 0.0,
        is_closed: own.is_normal() && !has_bounds && width.is_some(),
        own,
        common: None,
    };
    let time = program.time;
    let mut reports = Vec::new();
    for (reported, seen, stated) in seen {
        if let Some(width) = width {
            info.log_variances += 2.0 * libm::log(info.own_scale(width, stated));
        }
        // The date of a milestone is known only once it would be late beyond belief.
        let date = match observation.is_date {
            true => reported + LATE * width.unwrap_or(0.0) + time.dt,
            false => reported,
        };
        let steps = f64::from(time.steps);
        let place = match time.steps {
            0 => 1.0,
            _ => ((date - time.start) / time.dt).clamp(0.0, steps),
        };
        let place = if observation.is_date {
            place.ceil()
        } else {
            place
        };
        // The end of a step is as good as the start of the next, but for dates: nothing lies between.
        let step = match observation.is_date {
            true => (place as u32).saturating_sub(1),
            false => (place as u32).min(time.steps.saturating_sub(1)),
        };
        reports.push(Report {
            series,
            date: reported,
            step,
            share: place - f64::from(step),
            seen,
            stated,
        });
    }
    Ok((!reports.is_empty()).then_some((info, reports)))
}

/// Date, content and own uncertainty of what a series says up to a date.
fn seen(
    program: &Program,
    observation: &Observation,
    until: f64,
) -> Result<Vec<(f64, Seen, f64)>, TargetError> {
    let (time, is_log) = (program.time, observation.error.is_log);
    let end = time.at(time.steps).min(until);
    // A law knows no time.
    let inside = |date: f64| time.steps == 0 || date >= time.start && date <= end;
    let on_scale = |x: f64| match is_log {
        true if x > 0.0 => Ok(libm::log(x)),
        true => Err(TargetError::NotPositive {
            name: observation.name.clone(),
            value: x,
        }),
        false => Ok(x),
    };
    let mut seen = Vec::new();
    for point in &observation.points {
        if inside(point.date) {
            let own = stated(point, is_log);
            seen.push((point.date, Seen::Figure(on_scale(point.value)?), own));
        } else if observation.is_date && point.date > end {
            // That it had not come was known.
            seen.push((end, Seen::Between(end, f64::INFINITY), 0.0));
        }
    }
    for bound in observation.bounds.iter().filter(|one| inside(one.date)) {
        let low = bound.low.map(on_scale).transpose()?;
        let high = bound.high.map(on_scale).transpose()?;
        let between = (
            low.unwrap_or(f64::NEG_INFINITY),
            high.unwrap_or(f64::INFINITY),
        );
        // The date of a milestone is looked for up to the latest that it can have.
        let date = match observation.is_date {
            true => bound.high.unwrap_or(bound.date),
            false => bound.date,
        };
        seen.push((date, Seen::Between(between.0, between.1), 0.0));
    }
    Ok(seen)
}

/// The variance of the part of an error that all reports of a series share.
pub(crate) fn shared_variance(observation: &Observation, width: f64) -> f64 {
    observation.sharing * width * width
}

/// The variance of the part of an error that is a report's own.
pub(crate) fn own_variance(point: &Point, observation: &Observation, width: f64) -> f64 {
    let stated = stated(point, observation.error.is_log);
    width * width - shared_variance(observation, width) + stated * stated
}

/// What a report says of its own uncertainty, as a standard deviation.
fn stated(point: &Point, is_log: bool) -> f64 {
    let on_scale = |x: f64| if is_log { libm::log(x) } else { x };
    match (point.low, point.high) {
        (Some(low), Some(high)) if high > low && (!is_log || low > 0.0) => {
            (on_scale(high) - on_scale(low)) / RANGE_90
        }
        _ => 0.0,
    }
}

/// The scale of the whole error of a report: of a normal, the standard deviation.
///
/// # Errors
/// If it depends on parameters.
pub(crate) fn width_of(program: &Program, observation: &Observation) -> Result<f64, TargetError> {
    known(program, observation, observation.error.scale)
}
