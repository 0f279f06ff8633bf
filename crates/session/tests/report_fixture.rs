//! A small report with everything in it that a report can hold, hostile text included.

use tenfold_session::Catalogue;
use tenfold_session::live::{Headline, Influence};
use tenfold_session::report::{
    DefinitionRow, DivergenceRow, Hindcast, MilestoneRow, Miss, ModuleRow, ParamRow, RecordPoint,
    ReportData, Series, SourceRow,
};
use tenfold_session::{
    Band, ClaimRow, DriverRow, MeasureWord, PosteriorRow, PosteriorUsed, VerdictWord,
};

/// Text that would run, break out or load something, were it not escaped.
pub const HOSTILE: &str = "</script><script>window.broken=1</script><img src=https://example.org/x onerror=\"broken=2\">&amp; ' \" `";

const START: f64 = 2019.0;
const END: f64 = 2050.0;

/// A report with `others` series beside the key ones.
pub fn report(others: usize) -> ReportData {
    let mut series = vec![revenue(), compute(), use_share(), with_gaps()];
    series.extend((0..others).map(other));
    ReportData {
        claims: vec![claim()],
        title: "The world: compute, capability, diffusion, money".into(),
        model: "world".into(),
        model_hash: "3f2a9c54d1e07b6688aa01c2d3e4f5061728394a5b6c7d8e9f00112233445566".into(),
        version: "0.1.0".into(),
        seed: 1,
        draws: 10_000,
        scenario: Some("slow diffusion".into()),
        posterior: Some(posterior()),
        given: None,
        learnt: vec![learnt("economics.lead_time"), learnt(HOSTILE)],
        settings: vec![
            ("time step".into(), "1 month".into()),
            ("set economics.lead_time".into(), "2 year".into()),
        ],
        start: START,
        end: END,
        diverged: 12,
        step: None,
        divergence: vec![DivergenceRow {
            variable: "economics.cash[openai]".into(),
            time: 2031.25,
            draw: 4711,
            operands: Vec::new(),
        }],
        draws_per_second: 123_456.0,
        series,
        milestones: milestones(),
        params: params(),
        modules: modules(),
        scalars: Vec::new(),
        headline: Headline {
            milestones: vec!["economics.revenue_trillion".into()],
            series: vec!["economics.revenue".into()],
        },
        influence: vec![Influence {
            parameter: "economics.lead_time".into(),
            milestone_or_series: "economics.revenue_trillion".into(),
            rank_correlation: -0.42,
        }],
        trajectories: None,
        central: None,
        sources: sources(),
        catalogue: Catalogue::default(),
    }
}

/// A claim of which every word is hostile.
fn claim() -> ClaimRow {
    let band = Band {
        low: Some(2027.0),
        high: Some(2029.0),
    };
    let driver = DriverRow {
        name: HOSTILE.into(),
        low: Some(2026.5),
        high: None,
        share: 1.0,
        provenance: Some("judgement".into()),
    };
    ClaimRow {
        id: HOSTILE.into(),
        claim: HOSTILE.into(),
        section: Some(HOSTILE.into()),
        said: Some(HOSTILE.into()),
        holds: HOSTILE.into(),
        value: None,
        error: None,
        unit: "year".into(),
        measure: MeasureWord::Date,
        verdict: VerdictWord::Fails,
        band: Some(band),
        tension: None,
        outcome: Some(HOSTILE.into()),
        outcome_reference: Some(HOSTILE.into()),
        drivers: vec![driver],
        judgement: Some(1.0),
        left_out: 0.0,
    }
}

/// 125 times from start to end.
fn times() -> Vec<f64> {
    (0..125)
        .map(|step| START + f64::from(step) * 0.25)
        .collect()
}

/// A fan around `median`, lognormal with a spread that grows as the square root of time from `from`.
fn fan(median: impl Fn(f64) -> f64, sigma: f64, from: f64) -> Vec<(f64, Vec<f64>)> {
    let normal = [
        (0.05, -1.645),
        (0.1, -1.282),
        (0.25, -0.674),
        (0.5, 0.0),
        (0.75, 0.674),
        (0.9, 1.282),
        (0.95, 1.645),
    ];
    let spread = |time: f64| sigma * (time - from).max(0.02).sqrt();
    normal
        .map(|(p, z)| {
            let value = |time: f64| median(time) * f64::exp(z * spread(time));
            (p, times().into_iter().map(value).collect())
        })
        .to_vec()
}

fn record(points: &[(f64, f64, f64, f64)], source: &str) -> Vec<RecordPoint> {
    let point = |(date, value, low, high): &(f64, f64, f64, f64)| RecordPoint {
        date: *date,
        value: *value,
        low: Some(*low),
        high: Some(*high),
        source: source.into(),
        note: String::new(),
    };
    points.iter().map(point).collect()
}

fn posterior() -> PosteriorUsed {
    PosteriorUsed {
        seed: 1,
        particles: 4_096,
        rows: 4_096,
        effective: 1_234.5,
        reports: 84,
        r_hat: 1.012,
        r_hat_of: "economics.lead_time".into(),
        until: None,
        assumptions: Vec::new(),
        table_hash: "00".into(),
    }
}

fn learnt(name: &str) -> PosteriorRow {
    PosteriorRow {
        name: name.into(),
        unit: "year".into(),
        q05: 0.8,
        q50: 0.9,
        q95: 1.1,
        prior_q05: 0.5,
        prior_q50: 1.0,
        prior_q95: 2.0,
        overlap: 0.41,
        r_hat: 1.012,
        provenance: Some("judgement".into()),
    }
}

fn revenue() -> Series {
    let mut points = record(
        &[
            (2023.0, 0.1e9, 0.08e9, 0.13e9),
            (2023.99, 0.9e9, 0.8e9, 1.0e9),
            (2024.99, 4.6e9, 4.1e9, 5.0e9),
            (2025.5, 9.5e9, 8.0e9, 12.0e9),
            (2026.1, 19e9, 17e9, 22e9),
        ],
        "Epoch AI, AI Companies",
    );
    points[1].note = HOSTILE.into();
    let miss = Miss {
        point: points[0].clone(),
        q10: 0.15e9,
        q50: 0.3e9,
        q90: 0.5e9,
    };
    let high = Miss {
        point: points[4].clone(),
        q10: 6e9,
        q50: 11e9,
        q90: 17.5e9,
    };
    Series {
        name: "economics.revenue[anthropic]".into(),
        title: "Revenue of the leading lab, as a yearly rate".into(),
        unit: "USD/year".into(),
        output: true,
        times: times(),
        quantiles: fan(
            |time| 2e12 / (1.0 + f64::exp(-(time - 2033.0) * 0.75)),
            0.3,
            2023.0,
        ),
        valued: Vec::new(),
        prior: Vec::new(),
        points,
        bounds: Vec::new(),
        log: true,
        hindcast: Some(Hindcast {
            covered: 3,
            points: 5,
            median_log_error: 0.31,
            misses: vec![miss, high],
        }),
    }
}

fn compute() -> Series {
    let points = record(
        &[
            (2020.4, 3.1e23, 2e23, 4e23),
            (2023.2, 2.1e25, 1e25, 4e25),
            (2025.1, 5e26, 3e26, 8e26),
            (1990.0, 1e10, 1e9, 1e11),
        ],
        "Epoch AI, Notable models",
    );
    Series {
        name: "compute.frontier_training".into(),
        title: "Compute of the largest training run".into(),
        unit: "FLOP".into(),
        output: true,
        times: times(),
        quantiles: fan(
            |time| 1e23 * 10f64.powf((time - 2020.0) * 0.62 - (time - 2020.0).powi(2) * 0.004),
            0.25,
            2019.0,
        ),
        valued: Vec::new(),
        prior: Vec::new(),
        points,
        bounds: Vec::new(),
        log: true,
        hindcast: Some(Hindcast {
            covered: 3,
            points: 3,
            median_log_error: 0.12,
            misses: vec![],
        }),
    }
}

fn use_share() -> Series {
    let points = record(
        &[
            (2023.7, 3.7, 3.2, 4.2),
            (2024.7, 5.9, 5.3, 6.5),
            (2025.6, 9.2, 8.6, 9.9),
        ],
        "US Census Bureau, BTOS",
    );
    Series {
        name: "diffusion.business_use".into(),
        title: "Share of firms that use AI".into(),
        unit: "%".into(),
        output: false,
        times: times(),
        quantiles: fan(
            |time| 92.0 / (1.0 + f64::exp(-(time - 2031.0) * 0.42)),
            0.05,
            2023.0,
        ),
        valued: Vec::new(),
        prior: Vec::new(),
        points,
        bounds: Vec::new(),
        log: false,
        hindcast: None,
    }
}

/// A profit: below zero at times, and not a number at others.
fn with_gaps() -> Series {
    let mut quantiles = fan(|_| 1.0, 0.4, 2024.0);
    for (_, values) in &mut quantiles {
        for (value, time) in values.iter_mut().zip(times()) {
            *value = (*value - 1.2) * 2e10 * (time - 2019.0);
            if (2040.0..2042.0).contains(&time) {
                *value = f64::NAN;
            }
        }
    }
    Series {
        name: "economics.profit".into(),
        title: HOSTILE.into(),
        unit: "USD/year".into(),
        output: true,
        times: times(),
        quantiles,
        ..Series::default()
    }
}

fn other(index: usize) -> Series {
    let module = ["compute", "capability", "diffusion", "economics"][index % 4];
    let rate = 0.02 * (index % 23) as f64 - 0.1;
    let name = format!("{module}.variable_{index}[anthropic]");
    Series {
        title: name.clone(),
        name,
        unit: ["1", "FLOP/s", "USD", "year"][index % 4].into(),
        times: times(),
        quantiles: fan(|time| 1e3 * f64::exp(rate * (time - START)), 0.2, START),
        log: index.is_multiple_of(3),
        ..Series::default()
    }
}

fn milestones() -> Vec<MilestoneRow> {
    vec![
        milestone(
            "software.end_to_end_coding",
            "AI does 90 % of coding tasks from end to end",
            2026.4,
            1.4,
            1.0,
        ),
        milestone(
            "capability.country_of_geniuses",
            "A country of geniuses in a data centre",
            2027.2,
            5.5,
            0.88,
        ),
        milestone(
            "economics.first_profit",
            "The first lab makes a profit over a whole year",
            2027.0,
            9.0,
            0.55,
        ),
        MilestoneRow {
            name: "economics.ruin".into(),
            doc: HOSTILE.into(),
            ..MilestoneRow::default()
        },
    ]
}

/// Dates exponentially distributed after `first` with mean `scale` years, `reached` of them at all.
fn milestone(name: &str, doc: &str, first: f64, scale: f64, reached: f64) -> MilestoneRow {
    let by = |date: f64| {
        if date <= first {
            0.0
        } else {
            reached * (1.0 - f64::exp(-(date - first) / scale))
        }
    };
    let at = |p: f64| {
        let date = first - scale * f64::ln(1.0 - p / reached);
        (p < reached && date < END).then_some(date)
    };
    let width = 0.5;
    let bins = (0..48).map(|bin| 2026.0 + f64::from(bin) * width);
    MilestoneRow {
        name: name.into(),
        doc: doc.into(),
        reached: by(END),
        q10: at(0.1),
        q50: at(0.5),
        q90: at(0.9),
        probability_by: (2026..2050)
            .map(|year| (year, by(f64::from(year) + 1.0)))
            .collect(),
        histogram: bins
            .map(|left| (left, by(left + width) - by(left)))
            .collect(),
        histogram_width_years: width,
        ..MilestoneRow::default()
    }
}

fn params() -> Vec<ParamRow> {
    let kinds = [
        Some("data"),
        Some("literature"),
        Some("interview"),
        Some("judgement"),
        Some("judgement"),
        None,
    ];
    let named = |index: usize| ParamRow {
        name: format!("economics.parameter_{index}"),
        unit: "year".into(),
        prior_text: Some("0.5 to 2".into()),
        central: 1.0,
        q05: Some(0.5),
        q50: Some(1.0 + index as f64),
        q95: Some(2.0 + index as f64),
        provenance_kind: kinds[index % 6].map(str::to_owned),
        reference: "§5 data centres are bought ahead of the demand that they will serve".into(),
        doc: "How long an order takes to become a running data centre.".into(),
    };
    let mut params: Vec<ParamRow> = (0..11).map(named).collect();
    params[3].doc = HOSTILE.into();
    params[3].reference = HOSTILE.into();
    params.push(ParamRow {
        name: "economics.world_gdp".into(),
        unit: "USD/year".into(),
        central: 1.1e14,
        ..ParamRow::default()
    });
    params
}

fn modules() -> Vec<ModuleRow> {
    let definition = |kind: &str, name: &str, equation: &str| DefinitionRow {
        kind: kind.into(),
        name: name.into(),
        unit: "USD/year".into(),
        doc: "What is left when compute is paid.".into(),
        equation: equation.into(),
        provenance_kind: (kind == "param").then(|| "interview".to_owned()),
        reference: if kind == "param" {
            "§5".into()
        } else {
            String::new()
        },
    };
    vec![
        ModuleRow {
            name: "economics".into(),
            doc: "Compute is bought a year before the demand it will serve is known.".into(),
            definitions: vec![
                definition(
                    "let",
                    "profit[l in Lab]",
                    "revenue[l] - compute_cost[l] - other_cost[l]",
                ),
                definition(
                    "stock",
                    "cash[Lab]",
                    "initial 10 billion\ninflow  revenue + funding\noutflow compute_cost + other_cost",
                ),
                definition("param", "lead_time", "0.5 to 2"),
            ],
        },
        ModuleRow {
            name: "hostile".into(),
            doc: HOSTILE.into(),
            definitions: vec![definition("let", HOSTILE, HOSTILE)],
        },
    ]
}

fn sources() -> Vec<SourceRow> {
    vec![
        SourceRow {
            citation: "Epoch AI, Data on AI Companies (2026)".into(),
            url: "https://epoch.ai/data/ai-companies".into(),
            licence: "CC BY 4.0".into(),
        },
        SourceRow {
            citation: HOSTILE.into(),
            url: "javascript:broken=3".into(),
            licence: HOSTILE.into(),
        },
    ]
}
