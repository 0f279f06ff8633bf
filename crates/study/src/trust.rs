//! Where a posterior is least to be trusted: the parameters on which its runs agree least, and the
//! reports that move it furthest.
//!
//! The few worst of each, so that what is written stays small.

use crate::posterior_rows::{FarReport, RankRow};
use tenfold_infer::Posterior;
use tenfold_ir::Program;

/// Parameters whose ranks are told.
const RANKS_MAX: usize = 8;
/// Reports that are told.
const FAR_MAX: usize = 10;

/// The parameters with the largest R-hat, and largest first.
pub(crate) fn ranks(program: &Program, found: &Posterior) -> Vec<RankRow> {
    let moved = found.params.iter().filter(|one| !one.ranks.is_empty());
    let mut rows: Vec<_> = moved.collect();
    rows.sort_by(|a, b| b.r_hat.total_cmp(&a.r_hat));
    let row = |one: &tenfold_infer::ParamPosterior| RankRow {
        name: program.params[one.param].name.clone(),
        r_hat: one.r_hat,
        runs: one.ranks.clone(),
    };
    rows.into_iter().take(RANKS_MAX).map(row).collect()
}

/// The reports with the largest k, and largest first.
pub(crate) fn far(program: &Program, found: &Posterior) -> Vec<FarReport> {
    let all = found.series.iter().flat_map(|series| {
        // The rows of a law are told of under one name.
        let is_of = |name: &str| name.split('[').next() == Some(series.name.as_str());
        let mut observations = program.observations.iter();
        let unit = observations
            .find(|one| one.name == series.name || is_of(&one.name))
            .map(|one| &one.unit);
        series.left_out.iter().filter_map(move |report| {
            let unit = unit?;
            let shown = |end: f64| Some(end / unit.factor).filter(|end| end.is_finite());
            Some(FarReport {
                series: series.name.clone(),
                unit: unit.text.clone(),
                date: (program.time.steps > 0).then_some(report.date),
                low: shown(report.reported.0),
                high: shown(report.reported.1),
                pareto_k: report.pareto_k,
                log_density: report.log_density,
            })
        })
    });
    let is_known = |row: &FarReport| row.pareto_k.is_finite() && row.log_density.is_finite();
    let mut rows: Vec<FarReport> = all.filter(is_known).collect();
    rows.sort_by(|a, b| b.pareto_k.total_cmp(&a.pareto_k));
    rows.truncate(FAR_MAX);
    rows
}
