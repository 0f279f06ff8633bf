//! Trees without places, so that two texts can be compared by what they say.

use crate::ast::{
    AssertItem, Body, Change, ChangeKind, Definition, Expr, ExprKind, From, Index, Item, ItemKind,
    Members, Module, Name, OutputEntry, Path, TableRef, Text, UnitExpr,
};
use tenfold_ir::Span;

impl Module {
    /// Sets every span of the tree, comments aside, to the start of its file.
    pub fn erase_spans(&mut self) {
        let nowhere = Span {
            file: self.file,
            start: 0,
            end: 0,
        };
        let mut eraser = Eraser(nowhere);
        eraser.name_if(&mut self.name);
        eraser.text_if(&mut self.doc);
        for item in &mut self.items {
            eraser.item(item);
        }
    }
}

struct Eraser(Span);

impl Eraser {
    fn name(&mut self, name: &mut Name) {
        name.span = self.0;
    }

    fn name_if(&mut self, name: &mut Option<Name>) {
        if let Some(name) = name {
            self.name(name);
        }
    }

    fn names(&mut self, names: &mut [Name]) {
        for name in names {
            self.name(name);
        }
    }

    fn text(&mut self, text: &mut Text) {
        text.span = self.0;
    }

    fn text_if(&mut self, text: &mut Option<Text>) {
        if let Some(text) = text {
            self.text(text);
        }
    }

    fn path(&mut self, path: &mut Path) {
        self.name_if(&mut path.module);
        self.name(&mut path.name);
    }

    fn indices(&mut self, indices: &mut [Index]) {
        for index in indices {
            self.name_if(&mut index.variable);
            self.name(&mut index.dimension);
        }
    }

    fn unit(&mut self, unit: &mut UnitExpr) {
        unit.span = self.0;
        for factor in &mut unit.factors {
            self.name(&mut factor.name);
        }
    }

    fn unit_if(&mut self, unit: &mut Option<UnitExpr>) {
        if let Some(unit) = unit {
            self.unit(unit);
        }
    }

    fn provenance_if(&mut self, from: &mut Option<From>) {
        if let Some(from) = from {
            from.span = self.0;
            self.text(&mut from.reference);
        }
    }

    fn table_if(&mut self, table: &mut Option<TableRef>) {
        let Some(table) = table else {
            return;
        };
        table.span = self.0;
        self.text(&mut table.file);
        for (column, text) in &mut table.filters {
            self.name(column);
            self.text(text);
        }
        for (column, unit) in &mut table.columns {
            self.name(column);
            self.unit_if(unit);
        }
    }

    fn changes(&mut self, changes: &mut [Change]) {
        for change in changes {
            change.span = self.0;
            self.path(&mut change.target);
            self.indices(&mut change.indices);
            self.expr(&mut change.value);
            if let ChangeKind::Intervene(during) = &mut change.kind {
                self.expr(&mut during.from);
                self.expr_if(&mut during.to);
            }
        }
    }

    fn assertion(&mut self, assertion: &mut AssertItem) {
        assertion.span = self.0;
        self.expr(&mut assertion.condition);
        self.expr_if(&mut assertion.within);
        self.expr_if(&mut assertion.at);
    }

    fn item(&mut self, item: &mut Item) {
        item.span = self.0;
        match &mut item.kind {
            ItemKind::Use { module, names } => {
                self.name(module);
                self.names(names);
            }
            ItemKind::Unit(unit) => {
                self.name(&mut unit.name);
                self.text_if(&mut unit.doc);
                self.expr_if(&mut unit.value);
            }
            ItemKind::Dimension(dimension) => {
                self.name(&mut dimension.name);
                self.text_if(&mut dimension.doc);
                match &mut dimension.members {
                    Members::Labels(labels) => self.names(labels),
                    Members::RowsOf(file) => self.text(file),
                }
            }
            ItemKind::Definition(definition) => self.definition(definition),
            ItemKind::Event(event) => {
                self.name(&mut event.name);
                self.indices(&mut event.indices);
                self.text_if(&mut event.doc);
                self.expr_if(&mut event.hazard);
                self.expr_if(&mut event.lasts);
                self.provenance_if(&mut event.from);
            }
            ItemKind::Milestone(milestone) => {
                self.name(&mut milestone.name);
                self.indices(&mut milestone.indices);
                self.text_if(&mut milestone.doc);
                self.expr(&mut milestone.when);
            }
            ItemKind::Observe(observe) => {
                self.expr(&mut observe.target);
                self.text_if(&mut observe.doc);
                self.expr(&mut observe.error);
                self.expr_if(&mut observe.sharing);
                self.table_if(&mut observe.source);
            }
            ItemKind::Output { entries } => entries.iter_mut().for_each(|entry| self.output(entry)),
            ItemKind::ByRow { names } => names.iter_mut().for_each(|name| self.path(name)),
            ItemKind::Connect(connect) => {
                self.path(&mut connect.input);
                self.indices(&mut connect.indices);
                self.expr(&mut connect.value);
            }
            ItemKind::Correlate { a, b, rho } => {
                self.path(a);
                self.path(b);
                self.expr(rho);
            }
            ItemKind::Simulate(simulate) => {
                self.expr(&mut simulate.from);
                self.expr(&mut simulate.to);
                self.expr(&mut simulate.by);
            }
            kind => self.case(kind),
        }
    }

    fn output(&mut self, entry: &mut OutputEntry) {
        match entry {
            OutputEntry::Name(name) => self.path(name),
            OutputEntry::Titled(value, title) => {
                self.expr(value);
                self.text(title);
            }
        }
    }

    /// Scenarios, tests and claims.
    fn case(&mut self, kind: &mut ItemKind) {
        match kind {
            ItemKind::Scenario(scenario) => {
                self.name(&mut scenario.name);
                self.text_if(&mut scenario.doc);
                self.name_if(&mut scenario.on);
                self.changes(&mut scenario.changes);
            }
            ItemKind::Test(test) => {
                self.text(&mut test.title);
                self.expr_if(&mut test.draws);
                self.name_if(&mut test.on);
                self.changes(&mut test.changes);
                for assertion in &mut test.assertions {
                    self.assertion(assertion);
                }
            }
            ItemKind::Claim(claim) => {
                self.name(&mut claim.name);
                self.text_if(&mut claim.section);
                self.text_if(&mut claim.said);
                self.changes(&mut claim.given);
                self.expr(&mut claim.holds);
                self.expr_if(&mut claim.tension);
                if let Some(outcome) = &mut claim.outcome {
                    self.text(&mut outcome.words);
                    outcome.from.span = self.0;
                    self.text(&mut outcome.from.reference);
                    outcome.span = self.0;
                }
            }
            _ => {}
        }
    }

    fn definition(&mut self, definition: &mut Definition) {
        self.name(&mut definition.name);
        self.indices(&mut definition.indices);
        self.unit_if(&mut definition.unit);
        self.text_if(&mut definition.doc);
        match &mut definition.body {
            Body::Const { value, from } => {
                self.expr(value);
                self.provenance_if(from);
            }
            Body::Param { value, prior, from } => {
                self.expr_if(value);
                self.expr_if(prior);
                self.provenance_if(from);
            }
            Body::Input { value } | Body::Let { value } | Body::Noise { prior: value } => {
                self.expr(value);
            }
            Body::Stock {
                initial,
                inflow,
                outflow,
            } => {
                self.expr_if(initial);
                self.expr_if(inflow);
                self.expr_if(outflow);
            }
            Body::Lookup {
                of, points, from, ..
            } => {
                self.unit_if(of);
                for (x, y) in points {
                    self.expr(x);
                    self.expr(y);
                }
                self.provenance_if(from);
            }
            Body::Data { source, .. } => self.table_if(source),
        }
    }

    fn expr_if(&mut self, expr: &mut Option<Expr>) {
        if let Some(expr) = expr {
            self.expr(expr);
        }
    }

    /// What only claims have.
    fn prefixed(&mut self, kind: &mut ExprKind) {
        match kind {
            ExprKind::Years { between, body, .. } => {
                if let Some((low, high)) = between.as_deref_mut() {
                    self.expr(low);
                    self.expr(high);
                }
                self.expr(body);
            }
            ExprKind::On { scenario, body } => {
                self.path(scenario);
                self.expr(body);
            }
            _ => {}
        }
    }

    fn expr(&mut self, expr: &mut Expr) {
        expr.span = self.0;
        match &mut expr.kind {
            ExprKind::Number(number) => self.unit_if(&mut number.unit),
            ExprKind::Name { path, indices } => {
                self.path(path);
                indices.iter_mut().for_each(|index| self.expr(index));
            }
            ExprKind::Call {
                function,
                arguments,
            } => {
                self.name(function);
                for argument in arguments {
                    self.name_if(&mut argument.name);
                    self.expr(&mut argument.value);
                }
            }
            ExprKind::Over {
                function,
                variable,
                dimension,
                body,
            } => {
                self.name(function);
                self.name(variable);
                self.name(dimension);
                self.expr(body);
            }
            ExprKind::Labelled(entries) => {
                for (label, value) in entries {
                    self.name(label);
                    self.expr(value);
                }
            }
            ExprKind::Truncated { base, low, high } => {
                self.expr(base);
                for bound in [low, high].into_iter().flatten() {
                    self.expr(bound);
                }
            }
            ExprKind::Unary { operand: part, .. } => self.expr(part),
            ExprKind::Years { .. } | ExprKind::On { .. } => self.prefixed(&mut expr.kind),
            ExprKind::Binary { left, right, .. }
            | ExprKind::To {
                low: left,
                high: right,
            }
            | ExprKind::At {
                time: left,
                body: right,
            }
            | ExprKind::Of {
                weight: left,
                distribution: right,
            } => [left, right].into_iter().for_each(|part| self.expr(part)),
            ExprKind::If {
                condition: a,
                then: b,
                otherwise: c,
            }
            | ExprKind::Within {
                value: a,
                low: b,
                high: c,
            } => [a, b, c].into_iter().for_each(|part| self.expr(part)),
            ExprKind::Date { .. } | ExprKind::Text(_) | ExprKind::Error => {}
        }
    }
}
