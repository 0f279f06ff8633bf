//! What can be asked of the command: arguments and their help, in both languages.

use crate::output::{complain, print};
use clap::{
    ArgGroup, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum,
};
use std::net::IpAddr;
use std::path::PathBuf;
use tenfold_session::{
    Belief, ErrorRow, Every, Lang, PARTICLES, SEED, THREADS_MAX, cache_folder, text,
};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "tenfold", version, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub action: Action,
    /// Read before all else, by [`language`]; here so that it is known and checked.
    #[arg(long, global = true, value_parser = ["en", "zh"])]
    lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Action {
    Run(Run),
    Compare(Compare),
    Check(Check),
    Test(Test),
    Claims(EnsembleArguments),
    Fit(Fit),
    Calibrate(Calibrate),
    Backtest(Backtest),
    Explain(Explain),
    Serve(Serve),
    Docs(Docs),
    Fmt(Fmt),
    New(New),
}

/// Where a model is, and what is changed in it.
#[derive(Debug, Args)]
pub struct ModelArguments {
    /// A `.ten` file or a folder; the built-in world where none.
    pub model: Option<PathBuf>,
    #[arg(long)]
    pub scenario: Option<String>,
    #[arg(long, value_name = "CLAUSE")]
    pub assume: Vec<String>,
    #[arg(long, value_name = "CLAUSE")]
    pub intervene: Vec<String>,
}

/// An ensemble of a model.
#[derive(Debug, Args)]
pub struct EnsembleArguments {
    #[command(flatten)]
    pub model: ModelArguments,
    #[command(flatten)]
    pub draws: DrawsArguments,
}

/// How draws are made, and where what comes of them goes.
#[derive(Debug, Args)]
pub struct DrawsArguments {
    #[arg(long, default_value_t = 10_000)]
    pub draws: u64,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[command(flatten)]
    pub belief: BeliefArguments,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, value_parser = threads)]
    pub threads: Option<usize>,
    #[arg(long)]
    pub json: bool,
}

/// An ensemble, and what is recorded of it besides its summary.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("paths").args(["trajectories", "central"]).multiple(true)))]
pub struct Run {
    #[command(flatten)]
    pub ensemble: EnsembleArguments,
    #[arg(long)]
    pub claims: bool,
    #[arg(long)]
    pub trajectories: bool,
    #[arg(long)]
    pub central: bool,
    #[arg(long, value_name = "STEPS|DURATION", requires = "paths")]
    pub every: Option<Every>,
    #[arg(long, value_name = "NAME,…")]
    pub only: Vec<String>,
}

/// Where draws start.
#[derive(Debug, Args)]
pub struct BeliefArguments {
    #[arg(long, conflicts_with = "posterior")]
    pub prior: bool,
    #[arg(long, value_name = "FOLDER")]
    pub posterior: Option<PathBuf>,
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["prior", "posterior"])]
    pub given: Option<PathBuf>,
}

impl BeliefArguments {
    /// The model's own posterior unless another start is asked for.
    pub fn belief(&self) -> Belief {
        match (&self.posterior, &self.given) {
            _ if self.prior => Belief::Prior,
            (Some(folder), _) => Belief::Given {
                folder: folder.clone(),
                cache: cache_folder(),
            },
            (None, Some(table)) => Belief::Table(table.clone()),
            (None, None) => Belief::Posterior {
                cache: cache_folder(),
            },
        }
    }
}

#[derive(Debug, Args)]
pub struct Compare {
    /// Scenarios, `base` among them for the plain model.
    #[arg(required = true)]
    pub scenarios: Vec<String>,
    /// A `.ten` file or a folder; the built-in world where none.
    #[arg(long)]
    pub model: Option<PathBuf>,
    #[arg(long, value_name = "CLAUSE")]
    pub assume: Vec<String>,
    #[arg(long, value_name = "CLAUSE")]
    pub intervene: Vec<String>,
    #[command(flatten)]
    pub draws: DrawsArguments,
}

#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub model: ModelArguments,
    #[arg(long, value_enum)]
    pub emit: Option<EmitArgument>,
    #[arg(long)]
    pub json: bool,
}

/// A stage of a model that can be printed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EmitArgument {
    Tree,
    Units,
    Ir,
    Graph,
    Catalogue,
}

#[derive(Debug, Args)]
pub struct Test {
    /// A `.ten` file or a folder; the built-in world where none.
    pub model: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Fit {
    /// Laws that come with the program, or `.ten` files.
    #[arg(required = true)]
    pub laws: Vec<String>,
    #[arg(long)]
    pub data: Option<PathBuf>,
    #[arg(long, value_name = "NAME=COLUMN", value_delimiter = ',', requires = "data", value_parser = pair)]
    pub map: Vec<(String, String)>,
    #[arg(long = "where", value_name = "CONDITION", requires = "data")]
    pub conditions: Vec<String>,
    #[arg(long, value_name = "CLAUSE")]
    pub assume: Vec<String>,
    #[arg(long, value_enum, default_value_t = LossArgument::Huber)]
    pub loss: LossArgument,
    #[arg(long, default_value_t = 1e-3, value_parser = delta)]
    pub delta: f64,
    #[arg(long, default_value_t = 4.0, value_parser = dof)]
    pub dof: f64,
    #[arg(long, default_value_t = 512, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub starts: u64,
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u64).range(..=1_000_000))]
    pub bootstrap: u64,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long, value_name = "PERCENT", default_value_t = 20.0, value_parser = share)]
    pub hold_out: f64,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, value_parser = threads)]
    pub threads: Option<usize>,
    #[arg(long)]
    pub json: bool,
}

/// What a residual costs.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LossArgument {
    Huber,
    Squares,
    Student,
}

/// `NAME=COLUMN`
fn pair(text: &str) -> Result<(String, String), String> {
    let (name, column) = text
        .split_once('=')
        .ok_or("expected NAME=COLUMN, such as N=params")?;
    Ok((name.trim().to_owned(), column.trim().to_owned()))
}

fn within(text: &str, range: std::ops::RangeInclusive<f64>) -> Result<f64, String> {
    let value = text
        .parse::<f64>()
        .ok()
        .filter(|value| range.contains(value));
    value.ok_or_else(|| {
        format!(
            "expected a number from {:e} to {:e}",
            range.start(),
            range.end()
        )
    })
}

/// Beyond these Huber's loss is the distance, or squares, to the last bit.
fn delta(text: &str) -> Result<f64, String> {
    within(text, 1e-9..=1e6)
}

/// Beyond these Student's t has no tails that numbers hold, or is normal.
fn dof(text: &str) -> Result<f64, String> {
    within(text, 0.5..=1e6)
}

/// Per cent of the runs.
fn share(text: &str) -> Result<f64, String> {
    within(text, 0.1..=90.0)
}

/// How draws of a posterior are made.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum SamplerArgument {
    Smc,
    Nuts,
}

#[derive(Debug, Args)]
pub struct Calibrate {
    /// A `.ten` file or a folder, or a law by its name; the built-in world where none.
    pub model: Option<PathBuf>,
    #[arg(long)]
    pub scenario: Option<String>,
    #[arg(long, value_name = "CLAUSE")]
    pub assume: Vec<String>,
    #[arg(long, value_enum, default_value_t = SamplerArgument::Smc)]
    pub sampler: SamplerArgument,
    #[arg(long, default_value_t = PARTICLES, value_parser = particles)]
    pub particles: usize,
    #[arg(long, value_parser = rows)]
    pub rows: Option<usize>,
    #[arg(long, default_value_t = SEED)]
    pub seed: u64,
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<f64>,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, value_parser = threads)]
    pub threads: Option<usize>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Backtest {
    /// A `.ten` file or a folder; the built-in world where none.
    pub model: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_delimiter = ',', value_parser = day)]
    pub origins: Vec<f64>,
    #[arg(long, default_value_t = 2_048, value_parser = particles)]
    pub particles: usize,
    #[arg(long, default_value_t = 4_096, value_parser = clap::value_parser!(u64).range(100..=1_000_000))]
    pub draws: u64,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "DOCUMENT")]
    pub write: Option<PathBuf>,
    #[arg(long, value_parser = threads)]
    pub threads: Option<usize>,
    #[arg(long)]
    pub json: bool,
}

/// Fewer say nothing of a posterior; more do not fit the table that keeps them.
fn particles(text: &str) -> Result<usize, String> {
    let count = text.parse::<usize>().ok();
    let count = count.filter(|count| (256..=65_536).contains(count));
    count.ok_or_else(|| "expected a number from 256 to 65536".into())
}

/// A run takes rows in turn: fewer are no distribution.
fn rows(text: &str) -> Result<usize, String> {
    let count = text.parse::<usize>().ok().filter(|count| *count >= 256);
    count.ok_or_else(|| "expected a number of at least 256".into())
}

/// More would ask for more memory than work; each has a stack and a kernel's lanes.
fn threads(text: &str) -> Result<usize, String> {
    let count = text.parse::<usize>().ok();
    let count = count.filter(|count| (1..=THREADS_MAX).contains(count));
    count.ok_or_else(|| format!("expected a number from 1 to {THREADS_MAX}"))
}

/// A date as a decimal year.
fn day(text: &str) -> Result<f64, String> {
    let date = tenfold_session::parse_date(text);
    date.ok_or_else(|| "expected a date such as 2026-02-13, or a decimal year".into())
}

#[derive(Debug, Args)]
pub struct Explain {
    pub name: String,
    #[arg(long)]
    pub model: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Serve {
    /// A `.ten` file or a folder; the built-in world where none.
    pub model: Option<PathBuf>,
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    #[arg(long, value_name = "ADDRESS")]
    pub listen: Option<IpAddr>,
    #[arg(long)]
    pub no_open: bool,
    #[arg(long)]
    pub read_only: bool,
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Docs {
    /// A `.ten` file or a folder; the built-in world where none.
    pub model: Option<PathBuf>,
    #[arg(long)]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Fmt {
    #[arg(required = true)]
    pub paths: Vec<PathBuf>,
    #[arg(long)]
    pub check: bool,
}

#[derive(Debug, Args)]
pub struct New {
    pub name: String,
}

impl Arguments {
    /// Reads the process's arguments; prints help or what is wrong with them, and exits, where
    /// that is all there is to do.
    pub fn read() -> (Arguments, Lang) {
        let lang = language();
        let read = localised(Arguments::command(), lang, "cli").try_get_matches();
        match read.and_then(|matches| Arguments::from_arg_matches(&matches)) {
            Ok(arguments) => (arguments, lang),
            Err(error) => exit(&error, lang),
        }
    }
}

/// Whether what is said is for a program to read, errors too.
pub fn asks_for_json() -> bool {
    std::env::args_os().any(|argument| argument == "--json")
}

/// Prints help, or what is wrong with the arguments, and ends the process.
fn exit(error: &clap::Error, lang: Lang) -> ! {
    let (is_error, code) = (error.use_stderr(), error.exit_code());
    let printed = if is_error && asks_for_json() {
        let row = ErrorRow {
            code: "arguments".into(),
            severity: "error",
            message: error.to_string().trim_end().to_owned(),
        };
        crate::output::print_json(&[row])
    } else {
        let styled = error.render();
        let colour = match is_error {
            true => console::colors_enabled_stderr(),
            false => console::colors_enabled(),
        };
        let said = match colour {
            true => styled.ansi().to_string(),
            false => styled.to_string(),
        };
        let lines: Vec<String> = said.lines().map(str::to_owned).collect();
        if is_error {
            lines.iter().for_each(|line| complain(line));
            Ok(())
        } else {
            print(&lines)
        }
    };
    if let Err(problem) = printed {
        let problem = problem.text(lang);
        complain(&text(lang, "cli-failed", &[("problem", &problem)]));
        std::process::exit(1);
    }
    std::process::exit(code)
}

/// The language, before anything else is read: the help is in it too.
fn language() -> Lang {
    // What is not UTF-8 is no language; clap says what is wrong with it.
    let arguments = std::env::args_os().skip(1);
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(value) = value {
            return Lang::from_tag(&value).unwrap_or_default();
        }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    locale
        .and_then(|locale| Lang::from_tag(&locale))
        .unwrap_or_default()
}

/// Gives a command and all below it the words of the catalogue: `cli-run`, its argument
/// `cli-run-draws`, and its examples `cli-run-examples`.
fn localised(command: Command, lang: Lang, key: &str) -> Command {
    let mut command = command.about(text(lang, key, &[]));
    if key != "cli" {
        command = command.after_help(text(lang, &format!("{key}-examples"), &[]));
    }
    let names: Vec<String> = command
        .get_arguments()
        .map(|argument| argument.get_id().to_string())
        .filter(|name| name != "help" && name != "version")
        .collect();
    for name in names {
        let help = text(lang, &argument_key(key, &name), &[]);
        command = command.mut_arg(&name, |argument| {
            argument.help(help).long_help(None::<&str>)
        });
    }
    let below: Vec<String> = command
        .get_subcommands()
        .map(|inner| inner.get_name().to_owned())
        .collect();
    for name in below {
        command = command.mut_subcommand(&name, |inner| {
            localised(inner, lang, &format!("{key}-{name}"))
        });
    }
    command
}

/// Arguments that mean the same everywhere share their words.
fn argument_key(command: &str, name: &str) -> String {
    match name {
        "model" | "scenario" | "assume" | "intervene" | "prior" | "posterior" | "given"
        | "json" | "lang" => {
            format!("cli-any-{name}")
        }
        _ => format!("{command}-{name}"),
    }
}
