//! What decides a posterior, as a name.

use sha2::{Digest, Sha256};
use tenfold_ir::Program;
use tenfold_model::files::hexadecimal;

/// A name for the present text of the engine and the inference, but for what decides no posterior.
pub(crate) const SAMPLER: &str = env!("TENFOLD_SAMPLER");

/// SHA-256, in hexadecimal, of all that decides what a program's posterior is: its equations, priors
/// and record, but no title, source or other word.
pub fn fingerprint(program: &Program) -> String {
    // Field by field: a new one has to be thought of here. The text of a number is exact.
    let Program {
        name: _,
        time,
        nodes,
        dimensions: _,
        params,
        correlations,
        stocks,
        delays,
        noises,
        events,
        milestones,
        tables,
        variables: _,
        observations,
        assertions: _,
        columns: _,
    } = program;
    let params = params
        .iter()
        .map(|param| (&param.name, &param.prior, param.central, &param.unit));
    let record = observations.iter().map(|one| {
        let points = one.points.iter();
        let points = points.map(|point| (point.date, point.value, point.low, point.high));
        let points: Vec<_> = points.collect();
        let error = (one.is_date, one.error, one.sharing);
        (&one.name, one.node, error, &one.series, points, &one.bounds)
    });
    let (params, record): (Vec<_>, Vec<_>) = (params.collect(), record.collect());
    let state = (stocks, delays, noises, events, milestones, tables);
    let all = format!("{time:?}{nodes:?}{params:?}{correlations:?}{state:?}{record:?}");
    hexadecimal(&Sha256::digest(all.as_bytes()))
}
