//! The world under ten times the compute for experiments and training from 2026 on.

use tenfold_engine::{Kernel, Recorded, RunSpec, Sampling, run};
use tenfold_ir::Program;
use tenfold_session::{ModelRef, Overrides, check};

/// Draws, which share parameters and chance.
const DRAWS: u64 = 200;

/// Milestones of capability's modules that want more than capability.
const OF_MONEY_TOO: [&str; 2] = ["capability.country_of_geniuses", "software.engineers_10"];

fn reached(program: &Program) -> Vec<Vec<f64>> {
    let kernel = Kernel::compile(program, &[]).unwrap();
    let spec = RunSpec {
        sampling: Sampling::Random { seed: 1 },
        draws: 0..DRAWS,
        recorded: Recorded::Every(program.time.steps),
        trajectories: false,
    };
    run(&kernel, &spec).unwrap().rows.draws.milestones
}

#[test]
fn ten_times_the_compute_delays_no_capability_in_any_draw() {
    let world = check(&ModelRef::BuiltIn).unwrap();
    let more = Overrides {
        interventions: vec!["blob.research_flops = 10 * research_flops from 2026".into()],
        ..Overrides::default()
    };
    let base = world.program(&Overrides::default()).expect("sound");
    let more = world.program(&more).expect("sound");
    let (before, after) = (reached(&base), reached(&more));
    let milestones = base.milestones.iter().zip(before.iter().zip(&after));
    let mut sooner = 0;
    let mut seen = 0;
    for (milestone, (before, after)) in milestones {
        // What capability brings about in money, work and rules may come in any order: a million copies
        // want a fleet that money buys, and engineers are wanted by firms that have taken AI up.
        let name = &milestone.name;
        let is_of_capability = ["capability.", "software.", "feedback."]
            .iter()
            .any(|module| name.starts_with(module));
        if !is_of_capability || OF_MONEY_TOO.contains(&name.as_str()) {
            continue;
        }
        seen += 1;
        for (draw, (before, after)) in before.iter().zip(after).enumerate() {
            assert!(
                after <= before,
                "{name} in draw {draw}: {before} then {after}"
            );
            sooner += usize::from(after < before && before.is_finite());
        }
    }
    assert!(seen >= 3 && sooner > DRAWS as usize / 10, "{seen} {sooner}");
}
