//! A posterior as it is kept: a table with a row a particle, and a manifest of what is to be known of it.
//!
//! Knows names, units and files; how particles come about, and who starts from them, is others'.

use crate::error::Error;
use crate::error::calibrate::CalibrateProblem;
use crate::posterior_rows::{CalibrateResult, PosteriorRow, PosteriorUsed, SAME};
use sha2::{Digest, Sha256};
use std::path::Path;
use tenfold_engine::Given;
use tenfold_infer::GRAIN;
use tenfold_ir::Program;
use tenfold_model::files::hexadecimal;
use tenfold_tables::columnar::{Kind, TableWriter, Values, read_numbers};

/// The table of a posterior's folder.
pub const TABLE: &str = "posterior.parquet";
/// Its column of the draws whose events rows had.
const CHANCE: &str = "chance";

/// Its column of the normal scores that a noise had in a step, in grains.
fn noise_column(noise: &str, step: usize) -> String {
    format!("{noise}@{step}")
}

/// Parameters that a run names of those that moved.
const LEARNT_MAX: usize = 12;

/// Where posteriors are kept; who asks for one does not know how.
pub trait Shelf: Sync {
    /// The posterior in this place, whole and unchanged; none where there is none.
    fn read(&self, place: &Path) -> Option<Posterior>;

    /// Keeps a posterior in `shelf` under a key.
    ///
    /// # Errors
    /// If it cannot be kept; whoever asked has it all the same.
    fn keep(&self, shelf: &Path, key: &str, posterior: &Posterior) -> Result<(), Error>;
}

/// A posterior, as in its folder.
#[derive(Clone, Debug)]
pub struct Posterior {
    /// What is to be known of it.
    pub manifest: CalibrateResult,
    /// A row a particle, as Parquet.
    pub table: Vec<u8>,
}

impl Posterior {
    /// Writes a table of particles, at most so many, and gives it to the manifest.
    pub(crate) fn new(
        mut manifest: CalibrateResult,
        program: &Program,
        given: &Given,
        rows_max: usize,
    ) -> Result<Posterior, Error> {
        let mut order = spread(given.draws.len());
        order.truncate(rows_max);
        let table = write_rows(&manifest, program, given, &order)?;
        manifest.rows = order.len();
        manifest.table_hash = hexadecimal(&Sha256::digest(&table));
        Ok(Posterior { manifest, table })
    }

    /// From its two files; none if they are not a posterior, whole and unchanged.
    pub fn of_files(manifest: &[u8], table: Vec<u8>) -> Option<Posterior> {
        let manifest: CalibrateResult = serde_json::from_slice(manifest).ok()?;
        let is_whole = manifest.table_hash == hexadecimal(&Sha256::digest(&table));
        is_whole.then_some(Posterior { manifest, table })
    }

    /// Its rows for a program whose beliefs met the record, whatever was changed in it since. What the
    /// program fixes stays fixed; what it draws and the posterior has never heard of keeps its prior.
    ///
    /// # Errors
    /// If the table does not hold what the manifest says.
    pub(crate) fn given(&self, program: &Program, path: &Path) -> Result<Given, CalibrateProblem> {
        let not_one = || CalibrateProblem::NoPosterior {
            path: path.to_owned(),
        };
        let rows = read_numbers(self.table.clone()).map_err(|_| not_one())?;
        let until = self.manifest.until_step as usize;
        let noise = |noise: &tenfold_ir::Noise| -> Result<Option<Vec<f64>>, CalibrateProblem> {
            let steps = (0..until).map_while(|step| rows.get(&noise_column(&noise.name, step)));
            let steps: Vec<_> = steps.collect();
            if steps.is_empty() {
                return Ok(None);
            }
            if steps.len() < until {
                return Err(not_one());
            }
            let of_row = |row: usize| steps.iter().map(move |step| step[row] * GRAIN);
            Ok(Some((0..steps[0].len()).flat_map(of_row).collect()))
        };
        let draws = rows.get(CHANCE).filter(|draws| !draws.is_empty());
        let column = |param: &tenfold_ir::Param| {
            let known = told(&self.manifest, &param.name);
            match (&param.prior, rows.get(&param.name)) {
                (Some(_), None) if known => Err(not_one()),
                (None, _) | (_, None) => Ok(None),
                (Some(_), Some(column)) => {
                    let factor = param.unit.factor;
                    Ok(Some(column.iter().map(|x| x * factor).collect()))
                }
            }
        };
        Ok(Given {
            params: program
                .params
                .iter()
                .map(column)
                .collect::<Result<_, _>>()?,
            draws: (draws.ok_or_else(not_one)?.iter())
                .map(|draw| *draw as u64)
                .collect(),
            noises: (program.noises.iter().map(noise)).collect::<Result<_, _>>()?,
            until: self.manifest.until_step,
        })
    }

    /// The parameters that moved most, and most first.
    pub(crate) fn learnt(&self) -> Vec<PosteriorRow> {
        let moved = self.manifest.params.iter().filter(|row| row.overlap < SAME);
        let mut moved: Vec<PosteriorRow> = moved.cloned().collect();
        moved.sort_by(|a, b| a.overlap.total_cmp(&b.overlap));
        moved.truncate(LEARNT_MAX);
        moved
    }

    /// What a run that started from it says of it.
    pub(crate) fn used(&self) -> PosteriorUsed {
        let found = &self.manifest;
        let worst = found
            .params
            .iter()
            .max_by(|a, b| a.r_hat.total_cmp(&b.r_hat));
        PosteriorUsed {
            seed: found.seed,
            particles: found.particles,
            rows: found.rows,
            effective: found.effective.min(found.rows as f64),
            reports: found.reports,
            r_hat: worst.map_or(1.0, |row| row.r_hat),
            r_hat_of: worst.map(|row| row.name.clone()).unwrap_or_default(),
            until: found.until,
            assumptions: found.assumptions.clone(),
            table_hash: found.table_hash.clone(),
        }
    }
}

/// An order of rows whose beginnings are spread over all of them, by van der Corput's sequence:
/// neighbours have ancestors in common, and a run shorter than the table takes the first.
fn spread(count: usize) -> Vec<usize> {
    let bits = count.next_power_of_two().trailing_zeros();
    let mirrored = |nth: u32| {
        nth.reverse_bits()
            .checked_shr(u32::BITS - bits)
            .unwrap_or(0)
    };
    let all = (0..1_u32 << bits).map(|nth| mirrored(nth) as usize);
    all.filter(|row| *row < count).collect()
}

/// Whether the record had anything to say of a parameter. Of one that no report depends on there are no
/// rows, and a run draws it from its prior.
fn told(manifest: &CalibrateResult, name: &str) -> bool {
    let mut rows = manifest.params.iter();
    rows.any(|row| row.name == name && row.overlap < 1.0)
}

/// The draw whose events each row had, each uncertain parameter in its unit, and noises.
fn write_rows(
    manifest: &CalibrateResult,
    program: &Program,
    given: &Given,
    order: &[usize],
) -> Result<Vec<u8>, Error> {
    let mut columns = vec![(CHANCE.to_owned(), Kind::Integer)];
    let chance = order.iter().map(|row| given.draws[*row] as i64);
    let mut values = vec![Values::Integers(chance.collect())];
    for (param, column) in program.params.iter().zip(&given.params) {
        if let Some(column) = column
            && told(manifest, &param.name)
        {
            let factor = param.unit.factor;
            columns.push((param.name.clone(), Kind::Double));
            let shown = order.iter().map(|row| column[*row] / factor);
            values.push(Values::Doubles(shown.collect()));
        }
    }
    for (noise, scores) in program.noises.iter().zip(&given.noises) {
        for (step, scores) in scores
            .iter()
            .flat_map(|scores| by_step(scores, given.until))
        {
            columns.push((noise_column(&noise.name, step), Kind::Integer));
            let grains = order.iter().map(|row| (scores(*row) / GRAIN) as i64);
            values.push(Values::Integers(grains.collect()));
        }
    }
    let mut table = TableWriter::new(Vec::new(), Path::new(TABLE), &columns)?;
    table.group(&values)?;
    Ok(table.into_sink()?)
}

/// The scores of a noise in each step, by row.
fn by_step(scores: &[f64], until: u32) -> impl Iterator<Item = (usize, impl Fn(usize) -> f64)> {
    let steps = until as usize;
    (0..steps).map(move |step| (step, move |row: usize| scores[row * steps + step]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_beginning_of_the_rows_is_spread_over_all() {
        for count in [256, 1_000, 2_048, 4_095, 4_096] {
            let order = spread(count);
            let mut seen = order.clone();
            seen.sort_unstable();
            assert!(seen.iter().enumerate().all(|(at, row)| at == *row));
            // A quarter of the rows holds the multiples of 8, perhaps of 4.
            let mut first = order[..count / 4].to_vec();
            first.sort_unstable();
            assert!(first.windows(2).all(|two| two[1] - two[0] <= 8), "{count}");
        }
        assert_eq!(spread(1), [0]);
    }
}
