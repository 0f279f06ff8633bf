//! The expression graph being built: each distinct operation once, constants folded.
//!
//! Folds only operations that every machine rounds the same way; `exp` and its kin stay
//! nodes, so that the engine alone decides their bits.

use rustc_hash::FxHashMap as HashMap;
use tenfold_ir::{
    Binary, DelayId, Dimension, EventView, Exponent, MilestoneView, Node, NodeId, ParamId, StockId,
    TableId, Unary, math, not, truth,
};

/// A dimension, by its position in [`Graph::dimensions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Measure(u32);

/// The graph and what is known of its nodes.
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    measures: Vec<Measure>,
    /// The value of what depends on constants alone.
    known: Vec<Option<f64>>,
    /// Whether a node stands for something wrong, or is made of it.
    wrong: Vec<bool>,
    index: HashMap<(u64, u64, Measure), NodeId>,
    dimensions: Vec<Dimension>,
    dimension_index: HashMap<Dimension, Measure>,
    products: HashMap<(Measure, Measure, bool), Measure>,
}

impl Graph {
    pub(super) fn new() -> Graph {
        let mut graph = Graph {
            nodes: Vec::new(),
            measures: Vec::new(),
            known: Vec::new(),
            wrong: Vec::new(),
            index: HashMap::default(),
            dimensions: Vec::new(),
            dimension_index: HashMap::default(),
            products: HashMap::default(),
        };
        graph.measure(&Dimension::pure());
        graph
    }

    /// The measure of pure numbers.
    pub(super) const PURE: Measure = Measure(0);

    pub(super) fn measure(&mut self, dimension: &Dimension) -> Measure {
        if let Some(known) = self.dimension_index.get(dimension) {
            return *known;
        }
        let id = Measure(self.dimensions.len() as u32);
        self.dimensions.push(dimension.clone());
        self.dimension_index.insert(dimension.clone(), id);
        id
    }

    pub(super) fn measure_of(&self, id: NodeId) -> Measure {
        self.measures[id.index()]
    }

    pub(super) fn dimension_of(&self, id: NodeId) -> &Dimension {
        &self.dimensions[self.measures[id.index()].0 as usize]
    }

    /// The value of a node that depends on constants alone.
    pub(super) fn known(&self, id: NodeId) -> Option<f64> {
        self.known[id.index()]
    }

    /// Stands for something wrong that is reported; what is made of it is not reported again.
    pub(super) fn wrong(&mut self) -> NodeId {
        let wrong = self.insert(WRONG, Graph::PURE, None);
        self.wrong[wrong.index()] = true;
        wrong
    }

    pub(super) fn is_wrong(&self, id: NodeId) -> bool {
        self.wrong[id.index()]
    }

    /// A node, made once.
    pub(super) fn node(&mut self, node: Node, measure: Measure) -> NodeId {
        let known = match node {
            Node::Const(value) => Some(value),
            _ => None,
        };
        self.insert(node, measure, known)
    }

    pub(super) fn constant(&mut self, value: f64, measure: Measure) -> NodeId {
        self.node(Node::Const(value), measure)
    }

    pub(super) fn unary(&mut self, op: Unary, a: NodeId) -> NodeId {
        let measure = match op {
            Unary::Neg | Unary::Abs | Unary::Held => self.measure_of(a),
            Unary::Sqrt => {
                let half = Exponent::new(1, 2);
                let root = half.and_then(|half| self.dimension_of(a).power(half));
                self.measure(&root.unwrap_or_default())
            }
            _ => Graph::PURE,
        };
        let known = self.known(a).and_then(|a| apply_unary(op, a));
        match known {
            Some(value) if is_exact_unary(op) && self.is_const(a) => self.constant(value, measure),
            _ => self.insert(Node::Unary(op, a), measure, known),
        }
    }

    pub(super) fn binary(&mut self, op: Binary, a: NodeId, b: NodeId) -> NodeId {
        let (a, b) = self.alike(op, a, b);
        let measure = self.binary_measure(op, a, b);
        let (x, y) = (self.known(a), self.known(b));
        let known = x.zip(y).map(|(x, y)| apply_binary(op, x, y));
        match known {
            Some(value) if op != Binary::Pow && self.is_const(a) && self.is_const(b) => {
                return self.constant(value, measure);
            }
            _ => {}
        }
        let unchanged = match op {
            Binary::Mul if y == Some(1.0) => Some(a),
            Binary::Mul if x == Some(1.0) => Some(b),
            Binary::Div | Binary::Pow if y == Some(1.0) => Some(a),
            _ => None,
        };
        match unchanged {
            Some(same) if self.measure_of(same) == measure => same,
            _ => self.insert(Node::Binary(op, a, b), measure, known),
        }
    }

    fn is_const(&self, id: NodeId) -> bool {
        matches!(self.nodes[id.index()], Node::Const(_))
    }

    /// A bare calendar year beside a point in time measures what that does.
    fn alike(&mut self, op: Binary, a: NodeId, b: NodeId) -> (NodeId, NodeId) {
        use Binary::{Eq, Ge, Gt, Le, Lt, Max, Min, Ne, Sub};
        let (left, right) = (self.measure_of(a), self.measure_of(b));
        if left == right || !matches!(op, Sub | Min | Max | Lt | Le | Gt | Ge | Eq | Ne) {
            return (a, b);
        }
        match (self.nodes[a.index()], self.nodes[b.index()]) {
            (Node::Const(value), _) if left == Graph::PURE && !self.is_wrong(a) => {
                (self.constant(value, right), b)
            }
            (_, Node::Const(value)) if right == Graph::PURE && !self.is_wrong(b) => {
                (a, self.constant(value, left))
            }
            _ => (a, b),
        }
    }

    pub(super) fn select(&mut self, condition: NodeId, then: NodeId, otherwise: NodeId) -> NodeId {
        match self.known(condition) {
            Some(truth) if self.is_const(condition) && !truth.is_nan() => {
                if truth != 0.0 {
                    then
                } else {
                    otherwise
                }
            }
            _ => {
                let measure = self.measure_of(then);
                self.insert(Node::Select(condition, then, otherwise), measure, None)
            }
        }
    }

    fn insert(&mut self, node: Node, measure: Measure, known: Option<f64>) -> NodeId {
        let (head, tail) = key(&node);
        let next = NodeId(self.nodes.len() as u32);
        let id = *self.index.entry((head, tail, measure)).or_insert(next);
        if id == next {
            let wrong = operands(&node)
                .iter()
                .flatten()
                .any(|id| self.is_wrong(*id));
            self.wrong.push(wrong);
            self.nodes.push(node);
            self.measures.push(measure);
            self.known.push(known);
        }
        id
    }

    fn binary_measure(&mut self, op: Binary, a: NodeId, b: NodeId) -> Measure {
        let (left, right) = (self.measure_of(a), self.measure_of(b));
        match op {
            // A bare calendar year beside a point in time has no measure of its own.
            Binary::Add | Binary::Sub | Binary::Min | Binary::Max => {
                if left == Graph::PURE {
                    right
                } else {
                    left
                }
            }
            Binary::Mul => self.product(left, right, false),
            Binary::Div => self.product(left, right, true),
            Binary::Pow if left != Graph::PURE => {
                let power = self.known(b).and_then(|y| Exponent::new(y as i64, 1));
                let raised = power.and_then(|power| self.dimension_of(a).power(power));
                self.measure(&raised.unwrap_or_default())
            }
            _ => Graph::PURE,
        }
    }

    fn product(&mut self, a: Measure, b: Measure, over: bool) -> Measure {
        if b == Graph::PURE {
            return a;
        }
        if let Some(known) = self.products.get(&(a, b, over)) {
            return *known;
        }
        let (left, right) = (
            &self.dimensions[a.0 as usize],
            &self.dimensions[b.0 as usize],
        );
        let out = if over {
            left.over(right)
        } else {
            left.times(right)
        };
        let out = self.measure(&out.unwrap_or_default());
        self.products.insert((a, b, over), out);
        out
    }
}

/// A NaN that no computation gives, so that it is not taken for one that a model computes.
const WRONG: Node = Node::Const(f64::from_bits(0x7ff8_dead_dead_dead));

/// The nodes a node is made of.
pub(super) fn operands(node: &Node) -> [Option<NodeId>; 3] {
    match *node {
        Node::Unary(_, a) | Node::Lookup(_, a) => [Some(a), None, None],
        Node::Binary(_, a, b) => [Some(a), Some(b), None],
        Node::Select(a, b, c) => [Some(a), Some(b), Some(c)],
        _ => [None; 3],
    }
}

/// Two words that tell every node from every other.
fn key(node: &Node) -> (u64, u64) {
    let pair = |a: u32, b: u32| (u64::from(a) << 32) | u64::from(b);
    match *node {
        Node::Const(value) => (0, value.to_bits()),
        Node::Param(ParamId(id)) => (1, u64::from(id)),
        Node::Time => (2, 0),
        Node::Step => (2, 1),
        Node::Stock(StockId(id)) => (3, u64::from(id)),
        Node::Delayed(DelayId(id)) => (4, u64::from(id)),
        Node::Noise(id) => (5, u64::from(id.0)),
        Node::Event(id, view) => {
            let view = match view {
                EventView::Active => 0,
                EventView::Occurred => 1,
                EventView::Since => 2,
            };
            (6, pair(id.0, view))
        }
        Node::Milestone(id, view) => {
            let view = match view {
                MilestoneView::Reached => 0,
                MilestoneView::Date => 1,
            };
            (7, pair(id.0, view))
        }
        Node::Unary(op, a) => (8, pair(op as u32, a.0)),
        Node::Binary(op, a, b) => (pair(1 + op as u32, 9), pair(a.0, b.0)),
        Node::Select(a, b, c) => (pair(a.0, 10), pair(b.0, c.0)),
        Node::Lookup(TableId(table), a) => (11, pair(table, a.0)),
    }
}

/// Operations that IEEE 754 rounds correctly, or that do not round.
fn is_exact_unary(op: Unary) -> bool {
    matches!(
        op,
        Unary::Neg
            | Unary::Not
            | Unary::Abs
            | Unary::Sqrt
            | Unary::Floor
            | Unary::Undefined
            | Unary::Held
    )
}

fn apply_unary(op: Unary, a: f64) -> Option<f64> {
    Some(match op {
        Unary::Neg => -a,
        Unary::Not => not(a),
        Unary::Abs => a.abs(),
        Unary::Exp => math::exp(a),
        Unary::Ln => math::ln(a),
        Unary::Log10 => math::log10(a),
        Unary::Log2 => math::log2(a),
        Unary::Sqrt => a.sqrt(),
        Unary::Logistic => math::logistic(a),
        Unary::NormalCdf => math::normal_cdf(a),
        Unary::Floor => a.floor(),
        Unary::Undefined => truth(a.is_nan()),
        Unary::Held => a,
    })
}

fn apply_binary(op: Binary, a: f64, b: f64) -> f64 {
    match op {
        Binary::Add => a + b,
        Binary::Sub => a - b,
        Binary::Mul => a * b,
        Binary::Div => a / b,
        Binary::Pow => math::power(a, b),
        // A NaN wins, so that a mistake stays visible.
        Binary::Min if a.is_nan() || b.is_nan() => f64::NAN,
        Binary::Max if a.is_nan() || b.is_nan() => f64::NAN,
        Binary::Min => a.min(b),
        Binary::Max => a.max(b),
        _ => (op.truth(a, b)).expect("what is no arithmetic is a condition"),
    }
}
