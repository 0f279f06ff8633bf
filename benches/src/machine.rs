//! What the figures were measured on.

use crate::twin::simd::Instructions;

/// The machine in one line: processor, cores, instructions, and what else it was doing.
pub fn description() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let instructions = match Instructions::available().first() {
        Some(instructions) => instructions.name(),
        None => "neither AVX-512 nor AVX2",
    };
    let processor = processor();
    let system = std::env::consts::OS;
    format!("{processor}, {cores} cores, {instructions}, {system}")
}

/// The mean number of other running tasks over the last minute, where the system says.
pub fn load() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.split(' ').next()?.parse().ok()
}

fn processor() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let value = |key: &str| {
        let line = text.lines().find(|line| line.starts_with(key))?;
        Some(line.split_once(':')?.1.trim().to_string())
    };
    let name = value("model name").unwrap_or_else(|| std::env::consts::ARCH.to_string());
    match (value("cpu family"), value("model\t")) {
        (Some(family), Some(model)) => format!("{name} (family {family}, model {model})"),
        _ => name,
    }
}
