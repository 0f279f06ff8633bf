//! A law as a function of unbounded coordinates: what is sought, what it costs, what it predicts.

use crate::constant::{constant, operands};
use crate::coordinate::Coordinate;
use crate::derivative::gradient;
use crate::expression::{Graph, Import};
use crate::loss::Loss;
use tenfold_engine::{CompileError, Evaluator, Kernel};
use tenfold_ir::{
    Binary, Distribution, Family, Node, NodeId, Param, Program, Unary, Unit, Variable, VariableKind,
};

/// Why a program is no law that can be fitted.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LawError {
    /// It has steps in time.
    #[error("`{name}` is simulated over time; a law that is fitted has no `simulate`")]
    InTime {
        /// The model.
        name: String,
    },
    /// There is nothing to fit it to.
    #[error("`{name}` observes nothing; add an `observe` of what the runs measured")]
    NothingObserved {
        /// The model.
        name: String,
    },
    /// There is nothing to fit.
    #[error("`{name}` has no parameter with a prior; give one to each that is sought")]
    NothingSought {
        /// The model.
        name: String,
    },
    /// A parameter whose prior has no density, or whose bounds depend on other parameters.
    #[error("the prior of `{name}` has {found}, expected a density between fixed bounds")]
    Prior {
        /// The parameter.
        name: String,
        /// What it has instead.
        found: &'static str,
    },
    /// A residual is taken in logarithms, and a figure has none.
    #[error("the record of `{name}` is {value:e}, expected a number above 0 for a lognormal error")]
    NotPositive {
        /// The variable observed.
        name: String,
        /// In base units.
        value: f64,
    },
    /// What is predicted happens in time.
    #[error("`{name}` depends on time or chance, expected a function of parameters and data")]
    NotStatic {
        /// The variable.
        name: String,
    },
    /// The engine refuses it.
    #[error(transparent)]
    Compile(#[from] CompileError),
}

/// What is sought, or follows from it, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Qualified name with labels.
    pub name: String,
    /// How it is shown.
    pub unit: Unit,
}

/// A program without time, made ready to be fitted.
pub struct Law {
    pub(crate) loss: Loss,
    sought: Vec<Quantity>,
    derived: Vec<Quantity>,
    axes: Vec<Coordinate>,
    rows: Vec<Row>,
    /// Records the objective and its gradient; its parameters are coordinates, then weights.
    objective: Kernel,
    /// Records what is sought, what is derived, and the predictions.
    values: Kernel,
}

/// A figure of the record.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    recorded: f64,
    /// Whether residuals are taken in logarithms; else in this unit.
    unit: Option<f64>,
}

impl Row {
    fn residual(&self, predicted: f64) -> f64 {
        match self.unit {
            None => libm::log(predicted) - libm::log(self.recorded),
            Some(factor) => (predicted - self.recorded) / factor,
        }
    }
}

/// What a law says at one point.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Values {
    pub sought: Vec<f64>,
    pub derived: Vec<f64>,
    pub predicted: Vec<f64>,
}

impl Law {
    /// # Errors
    /// If the program has time, no record, or nothing uncertain.
    pub fn new(program: &Program, loss: Loss) -> Result<Law, LawError> {
        let name = program.name.clone();
        if program.time.steps > 0 {
            return Err(LawError::InTime { name });
        }
        let rows = rows(program)?;
        if rows.is_empty() {
            return Err(LawError::NothingObserved { name });
        }
        let of_widths = of_widths(program);
        let priors: Vec<(usize, &Param)> = (program.params.iter().enumerate())
            .filter(|(at, param)| param.prior.is_some() && !of_widths[*at])
            .collect();
        if priors.is_empty() {
            return Err(LawError::NothingSought { name });
        }
        let axes = axes(program, &priors)?;
        let mut assembly = Assembly::new(program, axes.len() + loss.nuisances(), rows.len());
        let mut stand_ins = vec![None; program.params.len()];
        for (at, ((param, _), axis)) in priors.iter().zip(&axes).enumerate() {
            let z = assembly.inputs[at];
            stand_ins[*param] = Some(axis.value(&mut assembly.graph, z));
        }
        let mut import = Import::new(program, stand_ins.clone());
        let derived = derived(program);
        let sought_nodes: Vec<NodeId> = stand_ins.iter().copied().flatten().collect();
        let mut bring = |graph: &mut Graph, node: NodeId, name: &str| {
            let not_static = |_| LawError::NotStatic { name: name.into() };
            import.node(graph, node).map_err(not_static)
        };
        let mut outputs = sought_nodes;
        for variable in &derived {
            outputs.push(bring(
                &mut assembly.graph,
                variable.node,
                &variable.full_name(),
            )?);
        }
        let mut costs = Vec::new();
        let points = program.observations.iter().flat_map(|one| {
            let count = one.points.len();
            std::iter::repeat_n(one, count)
        });
        for ((observation, row), at) in points.zip(&rows).zip(0..) {
            let predicted = bring(&mut assembly.graph, observation.node, &observation.name)?;
            outputs.push(predicted);
            costs.push(assembly.cost(loss, predicted, row, at, axes.len()));
        }
        let objective = assembly.graph.sum(costs);
        let coordinates = assembly.inputs[..axes.len() + loss.nuisances()].to_vec();
        let mut records = vec![objective];
        records.extend(gradient(&mut assembly.graph, objective, &coordinates));
        Ok(Law {
            loss,
            sought: (priors.iter())
                .map(|(_, param)| quantity(param.name.clone(), &param.unit))
                .collect(),
            derived: (derived.iter())
                .map(|variable| quantity(variable.full_name(), &variable.unit))
                .collect(),
            axes,
            rows,
            objective: assembly.kernel(&records)?,
            values: assembly.kernel(&outputs)?,
        })
    }

    /// What is sought, in the order of the estimates.
    pub fn sought(&self) -> &[Quantity] {
        &self.sought
    }

    /// Definitions without indices that follow from what is sought.
    pub fn derived(&self) -> &[Quantity] {
        &self.derived
    }

    /// How many figures it is fitted to.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The ends of a sought parameter's support.
    pub(crate) fn support(&self, sought: usize) -> (f64, f64) {
        self.axes[sought].support()
    }

    /// A large change of a coordinate.
    pub(crate) fn scale(&self, sought: usize, z: f64) -> f64 {
        self.axes[sought].scale(z)
    }

    /// How many coordinates a descent has.
    pub(crate) fn coordinates(&self) -> usize {
        self.axes.len() + self.loss.nuisances()
    }

    pub(crate) fn objective_kernel(&self) -> &Kernel {
        &self.objective
    }

    /// The coordinates of values of what is sought; nuisances at a scale of a tenth.
    pub(crate) fn coordinates_of(&self, values: impl Iterator<Item = f64>) -> Vec<f64> {
        let pairs = self.axes.iter().zip(values);
        let mut point: Vec<f64> = pairs.map(|(axis, x)| axis.at(x)).collect();
        point.resize(self.coordinates(), -2.0);
        point
    }

    /// Residuals of predictions: in logarithms, or in the observed definition's unit.
    pub(crate) fn residuals(&self, predicted: &[f64]) -> Vec<f64> {
        let pairs = self.rows.iter().zip(predicted);
        pairs
            .map(|(row, predicted)| row.residual(*predicted))
            .collect()
    }

    /// What the law says at many points.
    pub(crate) fn values(&self, points: &[&[f64]]) -> Vec<Values> {
        let mut evaluator = Evaluator::new(&self.values);
        let (sought, derived) = (self.sought.len(), self.derived.len());
        let mut all = Vec::with_capacity(points.len());
        for points in points.chunks(Evaluator::LANES) {
            for (lane, point) in points.iter().enumerate() {
                for (at, &z) in point.iter().enumerate() {
                    evaluator.set(at, lane, z);
                }
            }
            evaluator.evaluate();
            for lane in 0..points.len() {
                let read = |record| evaluator.value(record, lane);
                let (first, second) = (sought, sought + derived);
                all.push(Values {
                    sought: (0..first).map(read).collect(),
                    derived: (first..second).map(read).collect(),
                    predicted: (second..second + self.rows.len()).map(read).collect(),
                });
            }
        }
        all
    }
}

fn quantity(name: String, unit: &Unit) -> Quantity {
    let unit = unit.clone();
    Quantity { name, unit }
}

/// The definitions without indices that are equations.
fn derived(program: &Program) -> Vec<&Variable> {
    let all = program.variables.iter();
    all.filter(|variable| variable.kind == VariableKind::Let && variable.labels.is_empty())
        .collect()
}

fn rows(program: &Program) -> Result<Vec<Row>, LawError> {
    let mut rows = Vec::new();
    for observation in &program.observations {
        let unit = match observation.error.is_log {
            true => None,
            false => Some(observation.unit.factor),
        };
        for point in &observation.points {
            if unit.is_none() && point.value <= 0.0 {
                return Err(LawError::NotPositive {
                    name: observation.name.clone(),
                    value: point.value,
                });
            }
            let recorded = point.value;
            rows.push(Row { recorded, unit });
        }
    }
    Ok(rows)
}

/// The parameters that widths of errors depend on, and nothing else that a law says: a fit finds the width from what is left.
fn of_widths(program: &Program) -> Vec<bool> {
    let reached = |from: &mut dyn Iterator<Item = NodeId>| {
        let (mut waiting, mut is_seen) = (from.collect(), vec![false; program.nodes.len()]);
        let mut found = vec![false; program.params.len()];
        while let Some(id) = Vec::pop(&mut waiting) {
            if std::mem::replace(&mut is_seen[id.index()], true) {
                continue;
            }
            let node = &program.nodes[id.index()];
            if let Node::Param(param) = node {
                found[param.index()] = true;
            }
            operands(node, &mut waiting);
        }
        found
    };
    let said = program.observations.iter().map(|one| one.node);
    let said = reached(&mut said.chain(derived(program).iter().map(|one| one.node)));
    let widths = reached(&mut program.observations.iter().map(|one| one.error.scale));
    let both = widths.iter().zip(&said);
    both.map(|(width, said)| *width && !said).collect()
}

/// The coordinate of each parameter that is sought.
fn axes(program: &Program, priors: &[(usize, &Param)]) -> Result<Vec<Coordinate>, LawError> {
    let one = |(_, param): &(usize, &Param)| {
        let prior = param.prior.as_ref().expect("it is sought");
        let wrong = |found| LawError::Prior {
            name: param.name.clone(),
            found,
        };
        let (low, high) = support(prior).map_err(wrong)?;
        let end = |end: End, otherwise: f64| match end {
            End::Open => Ok(otherwise),
            End::At(value) => Ok(value),
            End::Node(node) => constant(program, node)
                .ok_or_else(|| wrong("bounds that depend on other parameters")),
        };
        let (low, high) = (end(low, f64::NEG_INFINITY)?, end(high, f64::INFINITY)?);
        Ok(Coordinate::of(low, high))
    };
    priors.iter().map(one).collect()
}

/// One end of a support.
#[derive(Clone, Copy)]
pub(crate) enum End {
    Open,
    At(f64),
    Node(NodeId),
}

/// The ends of a prior's support, or why it cannot be sought in.
pub(crate) fn support(prior: &Distribution) -> Result<(End, End), &'static str> {
    Ok(match prior {
        Distribution::Family { family, arguments } => match family {
            Family::Normal | Family::StudentT => (End::Open, End::Open),
            Family::Lognormal | Family::Gamma | Family::Exponential => (End::At(0.0), End::Open),
            Family::Beta => (End::At(0.0), End::At(1.0)),
            Family::Uniform | Family::Loguniform | Family::Triangular => {
                let last = arguments.len() - 1;
                (End::Node(arguments[0]), End::Node(arguments[last]))
            }
            Family::Bernoulli | Family::Categorical => {
                return Err("probabilities of whole numbers");
            }
        },
        Distribution::Truncated { base, low, high } => {
            let (of_low, of_high) = support(base)?;
            (
                low.map_or(of_low, End::Node),
                high.map_or(of_high, End::Node),
            )
        }
        Distribution::Mixture(_) => return Err("several components"),
        Distribution::Empirical { .. } => return Err("values from a file"),
    })
}

/// The graph of a law's objective and of all it predicts.
struct Assembly<'p> {
    program: &'p Program,
    graph: Graph,
    /// Coordinates, nuisances, and a weight for each row.
    inputs: Vec<NodeId>,
    params: Vec<Param>,
}

impl<'p> Assembly<'p> {
    fn new(program: &'p Program, coordinates: usize, rows: usize) -> Self {
        let mut graph = Graph {
            nodes: Vec::new(),
            tables: program.tables.clone(),
        };
        let named = (0..coordinates).map(|at| format!("coordinate {at}"));
        let named = named.chain((0..rows).map(|row| format!("weight {row}")));
        let (inputs, params) = given(&mut graph, named);
        Assembly {
            program,
            graph,
            inputs,
            params,
        }
    }

    /// What a prediction costs, weighted.
    fn cost(&mut self, loss: Loss, predicted: NodeId, row: &Row, at: usize, axes: usize) -> NodeId {
        let graph = &mut self.graph;
        let residual = match row.unit {
            None => {
                let logarithm = graph.unary(Unary::Ln, predicted);
                let recorded = graph.constant(libm::log(row.recorded));
                graph.sub(logarithm, recorded)
            }
            Some(factor) => {
                let recorded = graph.constant(row.recorded);
                let miss = graph.binary(Binary::Sub, predicted, recorded);
                match factor {
                    1.0 => miss,
                    factor => graph.scaled(1.0 / factor, miss),
                }
            }
        };
        let nuisance = (loss.nuisances() > 0).then(|| self.inputs[axes]);
        let cost = loss.cost(graph, residual, nuisance);
        let weight = self.inputs[axes + loss.nuisances() + at];
        graph.mul(weight, cost)
    }

    fn kernel(&self, records: &[NodeId]) -> Result<Kernel, LawError> {
        let graph = Graph {
            nodes: self.graph.nodes.clone(),
            tables: self.graph.tables.clone(),
        };
        Ok(kernel(self.program, graph, self.params.clone(), records)?)
    }
}

/// Parameters of a graph's own, which an evaluator is given.
pub(crate) fn given(
    graph: &mut Graph,
    names: impl Iterator<Item = String>,
) -> (Vec<NodeId>, Vec<Param>) {
    let (zero, one) = (graph.constant(0.0), graph.constant(1.0));
    let input = |(at, name): (usize, String)| {
        let id = u32::try_from(at).expect("parameters are counted in 32 bits");
        let param = Param {
            name,
            unit: Unit::pure(),
            central: None,
            // It is given, never drawn; without a prior it would be folded as a constant.
            prior: Some(Distribution::Family {
                family: Family::Normal,
                arguments: vec![zero, one],
            }),
            prior_text: None,
            provenance: None,
        };
        (graph.push(Node::Param(tenfold_ir::ParamId(id))), param)
    };
    names.enumerate().map(input).unzip()
}

/// A program of a graph alone, compiled.
fn kernel(
    of: &Program,
    graph: Graph,
    params: Vec<Param>,
    records: &[NodeId],
) -> Result<Kernel, CompileError> {
    let program = graph.program(&of.name, params, records);
    Kernel::compile(&program, &(0..records.len()).collect::<Vec<_>>())
}
