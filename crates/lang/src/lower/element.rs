//! Elements of definitions, under the changes of a scenario or test.

use super::role::Role;
use super::{Key, Lowerer, Mode, Site, Task};
use crate::resolved::{Body, EntityId, Equation, ExprId, PriorEquation, Series};
use tenfold_ir::{
    Diagnostic, Distribution, Event, EventId, Interpolation, Milestone, MilestoneId, Node, NodeId,
    Noise, NoiseId, Param, ParamId, Span, Stock, StockId, Table, TableId,
};

impl<'r> Lowerer<'r> {
    pub(super) fn role(&self, id: EntityId, element: u32) -> Role<'r> {
        self.roles[(self.bases[id.index()] + element) as usize]
    }

    /// Gives every element that holds state its place, in source order.
    pub(super) fn allocate(&mut self) {
        let none = self.wrong();
        for at in 0..self.resolved.entities.len() {
            let id = EntityId(at as u32);
            let resolved = self.resolved;
            let entity = resolved.entity(id);
            if matches!(entity.keyword, "const" | "param" | "let" | "input") {
                continue;
            }
            for element in 0..resolved.size(&entity.dims) as u32 {
                let key = (id, element);
                let name = || resolved.full_name(id, element);
                match (&entity.body, self.role(id, element)) {
                    (_, Role::Stock) => {
                        let stock = StockId(self.stocks.len() as u32);
                        self.stock_ids.insert(key, stock);
                        self.stocks.push(Stock {
                            name: name(),
                            initial: none,
                            flow: none,
                        });
                        self.tasks.push_back(Task::Stock(stock, id, element));
                    }
                    (_, Role::Noise(prior)) => {
                        let noise = NoiseId(self.noises.len() as u32);
                        self.noise_ids.insert(key, noise);
                        self.noises.push(Noise {
                            name: name(),
                            distribution: Distribution::Mixture(Vec::new()),
                        });
                        self.tasks.push_back(Task::Noise(noise, prior, id, element));
                    }
                    (Body::Event { .. }, _) => {
                        let event = EventId(self.events.len() as u32);
                        self.event_ids.insert(key, event);
                        self.events.push(Event {
                            name: name(),
                            hazard: none,
                            duration: None,
                        });
                        self.tasks.push_back(Task::Event(event, id, element));
                    }
                    (Body::Milestone(_), _) => {
                        let milestone = MilestoneId(self.milestones.len() as u32);
                        self.milestone_ids.insert(key, milestone);
                        self.milestones.push(Milestone {
                            name: name(),
                            when: none,
                        });
                        self.tasks
                            .push_back(Task::Milestone(milestone, id, element));
                    }
                    _ => {}
                }
            }
        }
        self.lookups();
    }

    /// In which world an element is computed, given where it is asked for.
    fn key(&self, entity: EntityId, element: u32, mode: Mode) -> Key {
        let mode = match self.role(entity, element) {
            Role::Constant(_) if self.constants_change() => mode,
            Role::Constant(_) | Role::Param { .. } => Mode::Static,
            _ => mode,
        };
        Key {
            entity,
            element,
            mode,
            layer: 0,
        }
    }

    /// The node of an element in a world, under the first `most` interventions on it; `None` if it
    /// has to be waited for.
    pub(super) fn element(
        &mut self,
        entity: EntityId,
        element: u32,
        mode: Mode,
        span: Span,
        most: u32,
    ) -> Option<NodeId> {
        let layer = self.layer(entity, element, mode, most);
        if layer > 0 {
            return self.demand(Key {
                entity,
                element,
                mode,
                layer,
            });
        }
        match (self.role(entity, element), mode) {
            (Role::Stock | Role::Noise(_), Mode::Static) => {
                Some(self.not_constant(span, &self.describe(entity)))
            }
            (Role::Noise(_), Mode::Initial) => Some(self.not_initial(span, &self.describe(entity))),
            (Role::Stock, Mode::Run) => {
                let id = self.stock_ids[&(entity, element)];
                let measure = self.declared_measure(entity);
                Some(self.graph.node(Node::Stock(id), measure))
            }
            _ => {
                let key = self.key(entity, element, mode);
                self.demand(key)
            }
        }
    }

    fn describe(&self, entity: EntityId) -> String {
        let entity = self.resolved.entity(entity);
        format!("the {} `{}`", entity.keyword, entity.qualified)
    }

    pub(super) fn declared_measure(&mut self, entity: EntityId) -> super::graph::Measure {
        let dimension = &self.resolved.entity(entity).unit.dimension;
        self.graph.measure(dimension)
    }

    /// Something that varies where only constants and parameters can stand.
    pub(super) fn not_constant(&mut self, span: Span, found: &str) -> NodeId {
        self.report(
            Diagnostic::error(
                "not-constant",
                span,
                format!("found {found}, expected constants and parameters alone"),
            )
            .arg("found", found)
            .help("priors, fixed parameters and time settings are known before a trajectory starts: use a `param`, or a `let` for what varies"),
        );
        self.wrong()
    }

    /// Something that has no value before the first step.
    pub(super) fn not_initial(&mut self, span: Span, found: &str) -> NodeId {
        self.report(
            Diagnostic::error(
                "not-initial",
                span,
                format!("found {found} in an initial value, expected what is known before the first step"),
            )
            .arg("found", found)
            .help("use a `param` with a distribution for a random initial value"),
        );
        self.wrong()
    }

    /// Lowers the equation of an element; `None` if it waits for others.
    pub(super) fn element_node(&mut self, key: Key) -> Option<NodeId> {
        if key.layer > 0 {
            return self.intervened(key);
        }
        let resolved = self.resolved;
        match self.role(key.entity, key.element) {
            Role::Constant(equation) | Role::Equation(equation) => self.own(equation, key),
            Role::Param { value, prior } => self.param(key, value, prior),
            Role::Stock => match &resolved.entity(key.entity).body {
                Body::Stock {
                    initial: Some(initial),
                    ..
                } => self.own(initial, key),
                _ => Some(self.wrong()),
            },
            Role::Data => self.data(key),
            Role::Noise(_) => {
                let id = self.noise_ids[&(key.entity, key.element)];
                let measure = self.declared_measure(key.entity);
                Some(self.graph.node(Node::Noise(id), measure))
            }
            Role::None => Some(self.wrong()),
        }
    }

    /// An equation of the element itself. Its top operation is named by the element.
    pub(super) fn own(&mut self, equation: &Equation, key: Key) -> Option<NodeId> {
        let mut site = self.site(equation, key);
        self.expr(equation.root, &mut site)
    }

    /// All parameters before all else, so that what names one first does not order them: they are
    /// the same list under any interventions.
    pub(super) fn params(&mut self) {
        for at in 0..self.resolved.entities.len() {
            let id = EntityId(at as u32);
            let size = self.resolved.size(&self.resolved.entity(id).dims) as u32;
            for element in 0..size {
                if let Role::Param { .. } = self.role(id, element) {
                    let key = self.key(id, element, Mode::Static);
                    self.settle(|this| this.demand(key));
                }
            }
        }
    }

    fn param(
        &mut self,
        key: Key,
        value: Option<&'r Equation>,
        prior: Option<&'r PriorEquation>,
    ) -> Option<NodeId> {
        let central = match value {
            Some(value) => self.own(value, key).map(Some),
            None => Some(None),
        };
        let distribution = match prior {
            Some(prior) => self.distribution(prior, key).map(Some),
            None => Some(None),
        };
        let (central, distribution) = (central?, distribution?);
        let entity = self.resolved.entity(key.entity);
        let id = ParamId(self.params.len() as u32);
        self.params.push(Param {
            name: self.resolved.full_name(key.entity, key.element),
            unit: entity.unit.clone(),
            central,
            prior: distribution,
            prior_text: prior.map(|prior| prior.text.clone()),
            provenance: entity.from.clone(),
        });
        self.param_nodes.insert((key.entity, key.element), id);
        let measure = self.declared_measure(key.entity);
        Some(self.graph.node(Node::Param(id), measure))
    }

    fn data(&mut self, key: Key) -> Option<NodeId> {
        let resolved = self.resolved;
        let Body::Data {
            series,
            interpolation,
        } = &resolved.entity(key.entity).body
        else {
            return Some(self.wrong());
        };
        let measure = self.declared_measure(key.entity);
        match series {
            Series::Constant(values) => {
                let value = values[key.element as usize];
                Some(self.graph.constant(value, measure))
            }
            Series::InTime(_) if key.mode == Mode::Static => {
                let span = resolved.entity(key.entity).span;
                Some(self.not_constant(span, &self.describe(key.entity)))
            }
            Series::InTime(curves) => {
                let (xs, ys) = &curves[key.element as usize];
                let id = TableId(self.tables.len() as u32);
                let id = *self
                    .table_ids
                    .entry((key.entity, key.element))
                    .or_insert(id);
                if id.index() == self.tables.len() {
                    self.tables.push(Table {
                        name: resolved.full_name(key.entity, key.element),
                        xs: xs.clone(),
                        ys: ys.clone(),
                        interpolation: *interpolation,
                    });
                }
                let now = self.now(key.mode, resolved.entity(key.entity).span);
                Some(self.looked_up(id, now, measure))
            }
        }
    }

    /// The tables of all lookups, which are known before anything runs.
    fn lookups(&mut self) {
        for at in 0..self.resolved.entities.len() {
            let id = EntityId(at as u32);
            let resolved = self.resolved;
            let entity = resolved.entity(id);
            let Body::Lookup {
                interpolation,
                points,
                ..
            } = &entity.body
            else {
                continue;
            };
            let mut known = Vec::with_capacity(points.len());
            for (x, y) in points {
                let x = self.known_number(x, id);
                let y = self.known_number(y, id);
                known.extend(x.zip(y));
            }
            if known.len() < points.len() || !self.is_table(id, *interpolation, &known) {
                continue;
            }
            let table = TableId(self.tables.len() as u32);
            self.tables.push(Table {
                name: entity.qualified.clone(),
                xs: known.iter().map(|(x, _)| *x).collect(),
                ys: known.iter().map(|(_, y)| *y).collect(),
                interpolation: *interpolation,
            });
            self.table_ids.insert((id, 0), table);
        }
    }

    fn is_table(
        &mut self,
        id: EntityId,
        interpolation: Interpolation,
        known: &[(f64, f64)],
    ) -> bool {
        let ascends = known.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let positive = interpolation != Interpolation::Log || known.iter().all(|(_, y)| *y > 0.0);
        let wrong = if known.is_empty() {
            "no points, expected one or more"
        } else if !ascends {
            "points that do not ascend, expected each argument greater than the one before"
        } else if !positive {
            "a value that is not positive, expected positive ones for `log`"
        } else {
            return true;
        };
        let entity = self.resolved.entity(id);
        let (span, name) = (entity.span, entity.qualified.clone());
        self.report(
            Diagnostic::error("bad-lookup", span, format!("in `{name}`, found {wrong}"))
                .arg("name", name)
                .arg("found", wrong)
                .help("correct its points"),
        );
        false
    }

    /// The value of an equation of constants, or a reported error.
    pub(super) fn known_number(&mut self, equation: &Equation, owner: EntityId) -> Option<f64> {
        self.known_value(equation.root, equation.vars.len(), owner)
    }

    /// The value of an expression of constants with so many variables, or a reported error.
    pub(super) fn known_value(
        &mut self,
        root: ExprId,
        vars: usize,
        owner: EntityId,
    ) -> Option<f64> {
        let mut site = Site {
            owner,
            element: 0,
            members: vec![0; vars],
            mode: Mode::Static,
            layer: 0,
        };
        let node = self.settle(|this| this.expr(root, &mut site));
        let value = self.graph.known(node).filter(|value| value.is_finite());
        if value.is_none() && !self.graph.is_wrong(node) {
            let span = self.resolved.expr(root).span;
            self.not_constant(span, "a value that is not known, or not finite");
        }
        value
    }

    /// All elements that can be recorded get a node.
    pub(super) fn touch(&mut self, entity: EntityId, element: u32) -> NodeId {
        let span = self.resolved.entity(entity).span;
        self.settle(|this| this.element(entity, element, Mode::Run, span, u32::MAX))
    }
}
