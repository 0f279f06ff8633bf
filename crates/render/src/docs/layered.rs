//! A layered drawing of a graph, after Sugiyama: columns from left to right, an arrow from a column to
//! a later one but where a loop is closed.
//!
//! Knows sizes and edges; nothing of what a node stands for. The same graph gives the same drawing.

/// What is to be placed.
pub(crate) struct Graph {
    /// Width and height of each node.
    pub(crate) sizes: Vec<(f64, f64)>,
    /// From, to. Each pair once, none from a node to itself.
    pub(crate) edges: Vec<(usize, usize)>,
}

/// Where everything is.
pub(crate) struct Placed {
    /// The middle of each node.
    pub(crate) nodes: Vec<(f64, f64)>,
    /// For each edge the points it passes, from its start to its end.
    pub(crate) routes: Vec<Vec<(f64, f64)>>,
    /// Whether an edge closes a loop, and runs against the others.
    pub(crate) closes: Vec<bool>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Between columns, between nodes of one, and round all.
const COLUMN_GAP: f64 = 38.0;
const ROW_GAP: f64 = 9.0;
const MARGIN: f64 = 14.0;
/// What a passing edge takes of a column.
const PASS_HEIGHT: f64 = 5.0;
/// Sweeps that order the columns, and that straighten the edges.
const SWEEPS: usize = 24;

impl Graph {
    pub(crate) fn place(&self) -> Placed {
        let closes = self.loops();
        let ranks = self.ranks(&closes);
        let mut columns = Columns::new(self, &ranks, &closes);
        columns.order();
        columns.straighten();
        columns.placed(self, closes)
    }

    /// The edges that close a loop: those that lead back to where a search has come from. It starts
    /// where nothing leads to, then at what is left, in order.
    fn loops(&self) -> Vec<bool> {
        let count = self.sizes.len();
        let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut has_in = vec![false; count];
        for (at, (from, to)) in self.edges.iter().enumerate() {
            out[*from].push(at);
            has_in[*to] = true;
        }
        let mut closes = vec![false; self.edges.len()];
        // 0 not seen, 1 on the way, 2 done.
        let mut state = vec![0_u8; count];
        let starts = (0..count).filter(|node| !has_in[*node]).chain(0..count);
        for start in starts {
            if state[start] != 0 {
                continue;
            }
            let mut way = vec![(start, 0)];
            state[start] = 1;
            while let Some((node, next)) = way.last_mut() {
                let Some(edge) = out[*node].get(*next).copied() else {
                    state[*node] = 2;
                    way.pop();
                    continue;
                };
                *next += 1;
                let to = self.edges[edge].1;
                match state[to] {
                    0 => {
                        state[to] = 1;
                        way.push((to, 0));
                    }
                    1 => closes[edge] = true,
                    _ => {}
                }
            }
        }
        closes
    }

    /// The column of each node: one after the last of what leads to it; what nothing leads to goes as
    /// near to what it leads to as it can.
    fn ranks(&self, closes: &[bool]) -> Vec<usize> {
        let mut ranks = vec![0; self.sizes.len()];
        let forward: Vec<(usize, usize)> = self
            .edges
            .iter()
            .zip(closes)
            .map(|((from, to), closes)| if *closes { (*to, *from) } else { (*from, *to) })
            .collect();
        // Longest paths, by relaxation: there is no loop, so this ends.
        let mut changed = true;
        while changed {
            changed = false;
            for (from, to) in &forward {
                if ranks[*to] <= ranks[*from] {
                    ranks[*to] = ranks[*from] + 1;
                    changed = true;
                }
            }
        }
        for node in 0..ranks.len() {
            let is_start = !forward.iter().any(|(_, to)| *to == node);
            let users = forward.iter().filter(|(from, _)| *from == node);
            if let (true, Some(nearest)) = (is_start, users.map(|(_, to)| ranks[*to]).min()) {
                ranks[node] = nearest - 1;
            }
        }
        ranks
    }
}

/// Nodes and passing edges by column.
struct Columns {
    /// Node or passing point, in order from the top.
    columns: Vec<Vec<usize>>,
    /// Of nodes, then of passing points.
    heights: Vec<f64>,
    middles: Vec<f64>,
    /// Neighbours in the column before and in the one after.
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    /// The points of each edge, from the left.
    chains: Vec<Vec<usize>>,
}

impl Columns {
    fn new(graph: &Graph, ranks: &[usize], closes: &[bool]) -> Columns {
        let last = ranks.iter().max().map_or(0, |last| last + 1);
        let mut columns = vec![Vec::new(); last];
        let mut heights: Vec<f64> = graph.sizes.iter().map(|(_, height)| *height).collect();
        for (node, rank) in ranks.iter().enumerate() {
            columns[*rank].push(node);
        }
        let mut chains = Vec::new();
        for ((from, to), closes) in graph.edges.iter().zip(closes) {
            let (left, right) = if *closes { (*to, *from) } else { (*from, *to) };
            let mut chain = vec![left];
            for column in &mut columns[ranks[left] + 1..ranks[right]] {
                column.push(heights.len());
                chain.push(heights.len());
                heights.push(PASS_HEIGHT);
            }
            chain.push(right);
            chains.push(chain);
        }
        let mut before = vec![Vec::new(); heights.len()];
        let mut after = vec![Vec::new(); heights.len()];
        for chain in &chains {
            for pair in chain.windows(2) {
                after[pair[0]].push(pair[1]);
                before[pair[1]].push(pair[0]);
            }
        }
        Columns {
            columns,
            middles: vec![0.0; heights.len()],
            heights,
            before,
            after,
            chains,
        }
    }

    /// Orders each column by the mean place of its neighbours, forth and back.
    fn order(&mut self) {
        for sweep in 0..SWEEPS {
            let forth = sweep % 2 == 0;
            let count = self.columns.len();
            for nth in 0..count {
                let at = if forth { nth } else { count - 1 - nth };
                let neighbours = if forth { &self.before } else { &self.after };
                let places = &self.places();
                let mean = |item: &usize| {
                    let near = &neighbours[*item];
                    let sum: f64 = near.iter().map(|other| places[*other]).sum();
                    match near.is_empty() {
                        true => places[*item],
                        false => sum / near.len() as f64,
                    }
                };
                let mut keyed: Vec<(f64, usize)> = self.columns[at]
                    .iter()
                    .map(|item| (mean(item), *item))
                    .collect();
                // Stable: equals keep their order.
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
                self.columns[at] = keyed.into_iter().map(|(_, item)| item).collect();
            }
        }
    }

    /// Where each item is in its column, as a share of it: columns differ in length.
    fn places(&self) -> Vec<f64> {
        let mut places = vec![0.0; self.heights.len()];
        for column in &self.columns {
            for (at, item) in column.iter().enumerate() {
                places[*item] = (at as f64 + 0.5) / column.len() as f64;
            }
        }
        places
    }

    /// Stacks the columns, then moves each item toward the middle of its neighbours as far as those
    /// above and below it leave room.
    fn straighten(&mut self) {
        let total = |column: &Vec<usize>, heights: &[f64]| -> f64 {
            column.iter().map(|item| heights[*item] + ROW_GAP).sum()
        };
        let tallest = self
            .columns
            .iter()
            .map(|column| total(column, &self.heights));
        let tallest = tallest.fold(0.0, f64::max);
        for column in &self.columns {
            let mut top = (tallest - total(column, &self.heights)) / 2.0;
            for item in column {
                self.middles[*item] = top + self.heights[*item] / 2.0;
                top += self.heights[*item] + ROW_GAP;
            }
        }
        for _ in 0..SWEEPS {
            for at in 0..self.columns.len() {
                self.relax(at);
            }
        }
    }

    fn relax(&mut self, column: usize) {
        let items = self.columns[column].clone();
        for (at, item) in items.iter().enumerate() {
            let near = self.before[*item].iter().chain(&self.after[*item]);
            let near: Vec<f64> = near.map(|other| self.middles[*other]).collect();
            if near.is_empty() {
                continue;
            }
            let wanted = near.iter().sum::<f64>() / near.len() as f64;
            let room = |a: usize, b: usize| (self.heights[a] + self.heights[b]) / 2.0 + ROW_GAP;
            let low = at.checked_sub(1).map_or(f64::NEG_INFINITY, |above| {
                self.middles[items[above]] + room(items[above], *item)
            });
            let high = items.get(at + 1).map_or(f64::INFINITY, |below| {
                self.middles[*below] - room(*below, *item)
            });
            self.middles[*item] = wanted.min(high).max(low);
        }
    }

    fn placed(self, graph: &Graph, closes: Vec<bool>) -> Placed {
        let count = graph.sizes.len();
        let mut across = vec![0.0; self.heights.len()];
        let mut left = MARGIN;
        for column in &self.columns {
            let own = column.iter().filter(|item| **item < count);
            let width = own.map(|node| graph.sizes[*node].0).fold(0.0, f64::max);
            for item in column {
                across[*item] = left + width / 2.0;
            }
            left += width + COLUMN_GAP;
        }
        let top = |item: usize| self.middles[item] - self.heights[item] / 2.0;
        let bottom = |item: usize| self.middles[item] + self.heights[item] / 2.0;
        let all = 0..self.heights.len();
        let highest = all.clone().map(top).fold(f64::INFINITY, f64::min);
        let lowest = all.map(bottom).fold(f64::NEG_INFINITY, f64::max);
        let point = |item: &usize| (across[*item], self.middles[*item] - highest + MARGIN);
        let routes = self.chains.iter().zip(&closes).map(|(chain, closes)| {
            let mut route: Vec<(f64, f64)> = chain.iter().map(point).collect();
            if *closes {
                route.reverse();
            }
            route
        });
        Placed {
            routes: routes.collect(),
            nodes: (0..count).map(|node| point(&node)).collect(),
            closes,
            width: (left - COLUMN_GAP + MARGIN).max(2.0 * MARGIN),
            height: (lowest - highest).max(0.0) + 2.0 * MARGIN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_goes_right_and_a_loop_comes_back() {
        let graph = Graph {
            sizes: vec![(40.0, 10.0); 4],
            edges: vec![(0, 1), (1, 2), (2, 1), (0, 2), (2, 3)],
        };
        let placed = graph.place();
        assert_eq!(placed.closes, [false, false, true, false, false]);
        let across: Vec<f64> = placed.nodes.iter().map(|node| node.0).collect();
        assert!(
            across.windows(2).all(|pair| pair[0] < pair[1]),
            "{across:?}"
        );
        // Past the second node, and not through it.
        assert_eq!(placed.routes[3].len(), 3);
        assert_ne!(placed.routes[3][1].1, placed.nodes[1].1);
        assert_eq!(placed.routes[2].first(), Some(&placed.nodes[2]));
        assert_eq!(placed.routes[2].last(), Some(&placed.nodes[1]));
    }

    #[test]
    fn nothing_lies_on_anything() {
        // A grid of layers, all connected.
        let edges = (0..15).flat_map(|a| (0..20).map(move |b| (a, b)));
        let graph = Graph {
            sizes: (0..20).map(|n| (30.0, 10.0 + f64::from(n % 3))).collect(),
            edges: edges.filter(|(a, b)| a / 5 + 1 == b / 5).collect(),
        };
        let placed = graph.place();
        for (a, at) in placed.nodes.iter().enumerate() {
            for (b, other) in placed.nodes.iter().enumerate().skip(a + 1) {
                let apart = (at.1 - other.1).abs() >= (graph.sizes[a].1 + graph.sizes[b].1) / 2.0;
                assert!(apart || (at.0 - other.0).abs() >= 30.0, "{a} {b}");
            }
        }
        assert!(
            Graph {
                sizes: Vec::new(),
                edges: Vec::new()
            }
            .place()
            .width
                > 0.0
        );
    }
}
