//! Programs built by hand, as the language would lower them.

use tenfold_ir::*;

/// A program under construction.
pub(crate) struct Build(pub Program);

impl Build {
    /// From time 0, by `dt` years.
    pub fn new(dt: f64, steps: u32, method: Method) -> Build {
        Build(Program {
            name: "test".into(),
            time: TimeSpec {
                start: 0.0,
                dt,
                steps,
                method,
            },
            nodes: Vec::new(),
            dimensions: Vec::new(),
            params: Vec::new(),
            correlations: Vec::new(),
            stocks: Vec::new(),
            delays: Vec::new(),
            noises: Vec::new(),
            events: Vec::new(),
            milestones: Vec::new(),
            tables: Vec::new(),
            variables: Vec::new(),
            observations: Vec::new(),
            assertions: Vec::new(),
            columns: Vec::new(),
        })
    }

    pub fn node(&mut self, node: Node) -> NodeId {
        self.0.nodes.push(node);
        self.0.dimensions.push(Dimension::pure());
        NodeId(self.0.nodes.len() as u32 - 1)
    }

    pub fn number(&mut self, value: f64) -> NodeId {
        self.node(Node::Const(value))
    }

    pub fn time(&mut self) -> NodeId {
        self.node(Node::Time)
    }

    pub fn one(&mut self, operation: Unary, a: NodeId) -> NodeId {
        self.node(Node::Unary(operation, a))
    }

    pub fn two(&mut self, operation: Binary, a: NodeId, b: NodeId) -> NodeId {
        self.node(Node::Binary(operation, a, b))
    }

    pub fn add(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.two(Binary::Add, a, b)
    }

    pub fn sub(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.two(Binary::Sub, a, b)
    }

    pub fn mul(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.two(Binary::Mul, a, b)
    }

    pub fn div(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.two(Binary::Div, a, b)
    }

    pub fn pow(&mut self, a: NodeId, b: NodeId) -> NodeId {
        self.two(Binary::Pow, a, b)
    }

    pub fn family(&mut self, family: Family, arguments: &[f64]) -> Distribution {
        let arguments = arguments.iter().map(|&a| self.number(a)).collect();
        Distribution::Family { family, arguments }
    }

    /// A parameter with a central value, a prior or both.
    pub fn param(
        &mut self,
        name: &str,
        central: Option<f64>,
        prior: Option<Distribution>,
    ) -> NodeId {
        let central = central.map(|value| self.number(value));
        self.0.params.push(Param {
            name: name.into(),
            unit: Unit::pure(),
            central,
            prior,
            prior_text: None,
            provenance: None,
        });
        self.node(Node::Param(ParamId(self.0.params.len() as u32 - 1)))
    }

    /// A stock whose flow is still to be given.
    pub fn stock(&mut self, name: &str, initial: NodeId) -> NodeId {
        self.0.stocks.push(Stock {
            name: name.into(),
            initial,
            flow: initial,
        });
        self.node(Node::Stock(StockId(self.0.stocks.len() as u32 - 1)))
    }

    pub fn flow(&mut self, stock: NodeId, flow: NodeId) {
        let Node::Stock(id) = self.0.nodes[stock.index()] else {
            panic!("not a stock");
        };
        self.0.stocks[id.index()].flow = flow;
    }

    pub fn delayed(&mut self, input: NodeId, lag: NodeId, before: NodeId) -> NodeId {
        self.delay(DelayKind::Information, input, lag, before)
    }

    pub fn delay(&mut self, kind: DelayKind, input: NodeId, lag: NodeId, before: NodeId) -> NodeId {
        self.0.delays.push(Delay {
            name: format!("delay{}", self.0.delays.len()),
            kind,
            input,
            lag,
            before,
        });
        self.node(Node::Delayed(DelayId(self.0.delays.len() as u32 - 1)))
    }

    pub fn noise(&mut self, name: &str, distribution: Distribution) -> NodeId {
        self.0.noises.push(Noise {
            name: name.into(),
            distribution,
        });
        self.node(Node::Noise(NoiseId(self.0.noises.len() as u32 - 1)))
    }

    pub fn event(&mut self, name: &str, hazard: NodeId, duration: Option<Distribution>) -> EventId {
        self.0.events.push(Event {
            name: name.into(),
            hazard,
            duration,
        });
        EventId(self.0.events.len() as u32 - 1)
    }

    pub fn milestone(&mut self, name: &str, when: NodeId) -> MilestoneId {
        self.0.milestones.push(Milestone {
            name: name.into(),
            when,
        });
        MilestoneId(self.0.milestones.len() as u32 - 1)
    }

    /// A variable to be recorded; says its position.
    pub fn variable(&mut self, name: &str, node: NodeId) -> usize {
        self.0.variables.push(Variable {
            name: name.into(),
            labels: Vec::new(),
            kind: VariableKind::Let,
            node,
            unit: Unit::pure(),
            output: true,
        });
        self.0.variables.len() - 1
    }
}
