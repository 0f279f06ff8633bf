//! Growing a program's graph: nodes of a law, of its objective and of their derivatives.

use std::collections::HashMap;
use tenfold_ir::{
    Binary, Dimension, Method, Node, NodeId, Param, ParamId, Program, Table, TableId, TimeSpec,
    Unary, Unit, Variable, VariableKind,
};

/// A graph under construction. Operands stand before their users.
pub(crate) struct Graph {
    pub nodes: Vec<Node>,
    pub tables: Vec<Table>,
}

impl Graph {
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes[id.index()]
    }

    pub fn push(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(u32::try_from(self.nodes.len() - 1).expect("nodes are counted in 32 bits"))
    }

    pub fn constant(&mut self, value: f64) -> NodeId {
        self.push(Node::Const(value))
    }

    pub fn unary(&mut self, function: Unary, x: NodeId) -> NodeId {
        self.push(Node::Unary(function, x))
    }

    pub fn binary(&mut self, function: Binary, x: NodeId, y: NodeId) -> NodeId {
        self.push(Node::Binary(function, x, y))
    }

    pub fn add(&mut self, x: NodeId, y: NodeId) -> NodeId {
        self.binary(Binary::Add, x, y)
    }

    pub fn sub(&mut self, x: NodeId, y: NodeId) -> NodeId {
        self.binary(Binary::Sub, x, y)
    }

    pub fn mul(&mut self, x: NodeId, y: NodeId) -> NodeId {
        self.binary(Binary::Mul, x, y)
    }

    pub fn div(&mut self, x: NodeId, y: NodeId) -> NodeId {
        self.binary(Binary::Div, x, y)
    }

    pub fn select(&mut self, condition: NodeId, then: NodeId, otherwise: NodeId) -> NodeId {
        self.push(Node::Select(condition, then, otherwise))
    }

    /// `factor` times x.
    pub fn scaled(&mut self, factor: f64, x: NodeId) -> NodeId {
        let factor = self.constant(factor);
        self.mul(factor, x)
    }

    pub fn table(&mut self, table: Table) -> TableId {
        self.tables.push(table);
        TableId(u32::try_from(self.tables.len() - 1).expect("tables are counted in 32 bits"))
    }

    /// The same graph with products by reciprocals in place of quotients, so that those by one divisor
    /// share one division; and where some of its nodes are. What is computed differs by rounding. Nodes
    /// before the first quotient, as those of parameters, stay where they are.
    pub fn with_reciprocals(self, nodes: &[NodeId]) -> (Graph, Vec<NodeId>) {
        let mut out = Graph {
            nodes: Vec::new(),
            tables: self.tables,
        };
        let mut places: Vec<NodeId> = Vec::with_capacity(self.nodes.len());
        for node in self.nodes {
            let at = |id: NodeId| places[id.index()];
            let place = match node {
                Node::Binary(Binary::Div, x, y) => {
                    let (x, y, one) = (at(x), at(y), out.constant(1.0));
                    let reciprocal = out.div(one, y);
                    out.mul(x, reciprocal)
                }
                Node::Binary(function, x, y) => out.binary(function, at(x), at(y)),
                Node::Unary(function, x) => out.unary(function, at(x)),
                Node::Lookup(table, x) => out.push(Node::Lookup(table, at(x))),
                Node::Select(c, x, y) => out.select(at(c), at(x), at(y)),
                leaf => out.push(leaf),
            };
            places.push(place);
        }
        let nodes = nodes.iter().map(|id| places[id.index()]).collect();
        (out, nodes)
    }

    /// A program without time of the graph alone, with a variable for each of some nodes. Units are
    /// done with.
    pub fn program(self, name: &str, params: Vec<Param>, variables: &[NodeId]) -> Program {
        let variable = |(at, &node): (usize, &NodeId)| Variable {
            name: format!("variable {at}"),
            labels: Vec::new(),
            kind: VariableKind::Let,
            node,
            unit: Unit::pure(),
            output: false,
        };
        Program {
            name: name.to_owned(),
            time: TimeSpec {
                start: 0.0,
                dt: 0.0,
                steps: 0,
                method: Method::Euler,
            },
            dimensions: vec![Dimension::pure(); self.nodes.len()],
            nodes: self.nodes,
            tables: self.tables,
            params,
            variables: variables.iter().enumerate().map(variable).collect(),
            correlations: Vec::new(),
            stocks: Vec::new(),
            delays: Vec::new(),
            noises: Vec::new(),
            events: Vec::new(),
            milestones: Vec::new(),
            observations: Vec::new(),
            assertions: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// The sum; 0 of nothing.
    pub fn sum(&mut self, terms: impl IntoIterator<Item = NodeId>) -> NodeId {
        let mut terms = terms.into_iter();
        let Some(first) = terms.next() else {
            return self.constant(0.0);
        };
        terms.fold(first, |sum, term| self.add(sum, term))
    }
}

/// Copies expressions of a program into another graph, its parameters replaced.
pub(crate) struct Import<'p> {
    program: &'p Program,
    /// What stands for each parameter; a parameter without is its central value.
    params: Vec<Option<NodeId>>,
    known: HashMap<NodeId, NodeId>,
}

impl<'p> Import<'p> {
    pub fn new(program: &'p Program, params: Vec<Option<NodeId>>) -> Self {
        Import {
            program,
            params,
            known: HashMap::new(),
        }
    }

    /// Lets a node of the new graph stand for one of the program.
    pub fn stand_in(&mut self, node: NodeId, input: NodeId) {
        self.known.insert(node, input);
    }

    /// The copy of a node; the node itself where a law can have no such thing.
    ///
    /// # Errors
    /// The node that happens in time.
    pub fn node(&mut self, graph: &mut Graph, root: NodeId) -> Result<NodeId, Node> {
        let mut waiting = vec![root];
        while let Some(&id) = waiting.last() {
            if self.known.contains_key(&id) {
                waiting.pop();
                continue;
            }
            let node = self.program.nodes[id.index()];
            let before = waiting.len();
            let operands = self.operands(node)?;
            waiting.extend(operands.iter().filter(|one| !self.known.contains_key(one)));
            if waiting.len() > before {
                continue;
            }
            let copy = self.copy(graph, node);
            self.known.insert(id, copy);
            waiting.pop();
        }
        Ok(self.known[&root])
    }

    fn operands(&self, node: Node) -> Result<Vec<NodeId>, Node> {
        Ok(match node {
            Node::Const(_) | Node::Step => vec![],
            Node::Param(param) => self.central(param).into_iter().collect(),
            Node::Unary(_, x) | Node::Lookup(_, x) => vec![x],
            Node::Binary(_, x, y) => vec![x, y],
            Node::Select(c, x, y) => vec![c, x, y],
            // The initial value is all that a stock has without time.
            Node::Stock(stock) => vec![self.program.stocks[stock.index()].initial],
            Node::Time
            | Node::Delayed(_)
            | Node::Noise(_)
            | Node::Event(..)
            | Node::Milestone(..) => return Err(node),
        })
    }

    /// The central value that stands for a parameter which is not sought.
    fn central(&self, param: ParamId) -> Option<NodeId> {
        match self.params[param.index()] {
            Some(_) => None,
            None => self.program.params[param.index()].central,
        }
    }

    fn copy(&self, graph: &mut Graph, node: Node) -> NodeId {
        let at = |id: NodeId| self.known[&id];
        match node {
            Node::Param(param) => match (self.params[param.index()], self.central(param)) {
                (Some(given), _) => given,
                (None, Some(central)) => at(central),
                (None, None) => unreachable!("a parameter has a value or a prior"),
            },
            Node::Step => graph.constant(self.program.time.dt),
            Node::Stock(stock) => at(self.program.stocks[stock.index()].initial),
            Node::Unary(function, x) => graph.unary(function, at(x)),
            Node::Lookup(table, x) => {
                let x = at(x);
                graph.push(Node::Lookup(table, x))
            }
            Node::Binary(function, x, y) => graph.binary(function, at(x), at(y)),
            Node::Select(c, x, y) => graph.select(at(c), at(x), at(y)),
            other => graph.push(other),
        }
    }
}
