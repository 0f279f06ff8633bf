//! A module as a diagram of stocks and flows, and a model as a map of its modules: SVG.
//!
//! Stocks are boxes with a pipe and a valve for what flows in and out; auxiliaries are words; what comes
//! from another module is in colour, with where it comes from. Parameters and constants are left to
//! the page's table: with them nothing could be read.

use crate::docs::layered::{Graph, Placed};
use maud::{Markup, PreEscaped, html};
use std::fmt::Write as _;
use tenfold_lang::DefinitionInfo;
use tenfold_lang::continues_name;
use tenfold_model::wording::plain_name;

/// Colours stand on both a light and a dark page: the picture brings its own paper.
const STYLE: &str = "text{font:12px ui-sans-serif,system-ui,sans-serif;fill:#222;text-anchor:middle;\
dominant-baseline:central}.from{font-size:10px;fill:#1d5fa8}.input{fill:#1d5fa8}.event{fill:#a2410c}\
.stock{fill:#fff;stroke:#222;stroke-width:1.5}.module{fill:#fff;stroke:#1d5fa8;stroke-width:1.2}\
.pipe{stroke:#222;stroke-width:3;fill:none}.valve{fill:#fff;stroke:#222}.cloud{fill:#eee;stroke:#888}\
.edge{fill:none;stroke:#8a8f98;stroke-width:1}.back{stroke:#b8863b;stroke-dasharray:4 3}";

/// Of a letter, of a line; of the pipe at each side of a stock.
const LETTER_WIDTH: f64 = 6.9;
const LINE_HEIGHT: f64 = 16.0;
const PIPE_WIDTH: f64 = 44.0;
/// Half of the height of a stock's box, and how high an arrow passes over its middle.
const HALF_BOX: f64 = 14.0;
const OVER: f64 = 22.0;

/// How a node is drawn.
enum Look {
    Stock { inflow: bool, outflow: bool },
    Words(&'static str),
    Module,
}

struct Node<'a> {
    name: &'a str,
    /// A second line: where it comes from.
    from: String,
    look: Look,
}

impl Node<'_> {
    fn size(&self) -> (f64, f64) {
        let letters = self.name.chars().count().max(self.from.chars().count());
        let words = letters as f64 * LETTER_WIDTH + 10.0;
        let lines = if self.from.is_empty() { 1.0 } else { 2.0 };
        match self.look {
            Look::Stock { .. } => (words + 8.0 + 2.0 * PIPE_WIDTH, 2.0 * OVER + 8.0),
            Look::Module => (words + 10.0, 28.0),
            Look::Words(_) => (words, lines * LINE_HEIGHT),
        }
    }

    /// Where an arrow to it ends, and one from it begins, to the left and right of its middle.
    fn reach(&self) -> f64 {
        let half = self.size().0 / 2.0;
        match self.look {
            Look::Stock { .. } => half - PIPE_WIDTH,
            _ => half,
        }
    }
}

/// The diagram of one module; none where there is nothing to draw.
pub(crate) fn module(definitions: &[DefinitionInfo], module: &str) -> Option<String> {
    let drawn: Vec<&DefinitionInfo> = definitions
        .iter()
        .filter(|one| one.module == module)
        .filter(|one| !matches!(one.kind, "param" | "const" | "milestone"))
        .collect();
    if drawn.is_empty() {
        return None;
    }
    // What a module takes by name from another without an input is drawn as an input is.
    let own = |name: &str| drawn.iter().position(|one| one.name == name);
    let mut nodes: Vec<Node> = drawn.iter().map(|one| node(one)).collect();
    let mut edges = Vec::new();
    // Whether an edge ends at a stock's outflow.
    let mut to_outflow = Vec::new();
    for (to, one) in drawn.iter().enumerate() {
        if one.kind == "input" {
            continue;
        }
        let outflow = outflow_alone(one);
        for used in &one.uses {
            let from = own(used).or_else(|| {
                let other = definitions.iter().find(|other| other.name == *used)?;
                if other.module == module || matches!(other.kind, "param" | "const") {
                    return None;
                }
                let known = nodes.iter().position(|node| node.name == other.name);
                Some(known.unwrap_or_else(|| {
                    nodes.push(Node {
                        name: &other.name,
                        from: String::new(),
                        look: Look::Words("input"),
                    });
                    nodes.len() - 1
                }))
            });
            if let Some(from) = from.filter(|from| *from != to) {
                edges.push((from, to));
                to_outflow.push(outflow.iter().any(|name| names(used, name, module)));
            }
        }
    }
    Some(draw(&nodes, edges, &to_outflow))
}

/// Whether a word of the module's text names a definition.
fn names(qualified: &str, word: &str, module: &str) -> bool {
    qualified == word || qualified.strip_prefix(module) == Some(&format!(".{word}"))
}

/// The words of a stock's outflow that its other clauses do not have.
fn outflow_alone(one: &DefinitionInfo) -> Vec<&str> {
    let words = |text: &'static str| {
        let mut clause = "";
        let lines = one.equation.lines().filter(move |line| {
            let first = line.split_whitespace().next().unwrap_or("");
            if matches!(first, "initial" | "inflow" | "outflow") {
                clause = match first {
                    "outflow" => "outflow",
                    _ => "other",
                };
            }
            clause == text
        });
        let is_name = |letter: char| continues_name(letter) || letter == '.';
        lines.flat_map(move |line| line.split(move |letter| !is_name(letter)))
    };
    if one.kind != "stock" {
        return Vec::new();
    }
    let others: Vec<&str> = words("other").collect();
    words("outflow")
        .filter(|word| !others.contains(word))
        .collect()
}

fn node(one: &DefinitionInfo) -> Node<'_> {
    let clause = |word: &str| {
        one.equation
            .lines()
            .any(|line| line.trim_start().starts_with(word))
    };
    let look = match one.kind {
        "stock" => Look::Stock {
            inflow: clause("inflow"),
            outflow: clause("outflow"),
        },
        "input" => Look::Words("input"),
        "event" | "noise" => Look::Words("event"),
        _ => Look::Words(""),
    };
    let mut from: Vec<&str> = Vec::new();
    if one.kind == "input" && one.connected.is_some() {
        let modules = one.uses.iter().filter_map(|name| name.split('.').next());
        from.extend(modules);
        from.dedup();
    }
    Node {
        name: plain_name(one),
        from: match from.is_empty() {
            true => String::new(),
            false => format!("⇐ {}", from.join(", ")),
        },
        look,
    }
}

/// All modules that define something, and what of one goes into another.
pub(crate) fn map(definitions: &[DefinitionInfo], modules: &[String]) -> String {
    let is_drawn = |module: &&String| definitions.iter().any(|one| one.module == **module);
    let modules: Vec<&String> = modules.iter().filter(is_drawn).collect();
    let at = |module: &str| modules.iter().position(|own| *own == module);
    let mut edges: Vec<(usize, usize)> = Vec::new();
    for one in definitions {
        for used in &one.uses {
            let from = used.split('.').next().and_then(at);
            let pair = from.zip(at(&one.module));
            edges.extend(pair.filter(|(from, to)| from != to));
        }
    }
    edges.sort_unstable();
    edges.dedup();
    let nodes: Vec<Node> = modules
        .iter()
        .map(|name| Node {
            name,
            from: String::new(),
            look: Look::Module,
        })
        .collect();
    draw(&nodes, edges, &[])
}

fn draw(nodes: &[Node], edges: Vec<(usize, usize)>, to_outflow: &[bool]) -> String {
    let graph = Graph {
        sizes: nodes.iter().map(Node::size).collect(),
        edges,
    };
    let placed = graph.place();
    let (width, height) = (placed.width.ceil(), placed.height.ceil());
    let arrow = |id: &str, colour: &str| {
        html! {
            marker id=(id) viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7"
                orient="auto" { path d="M0 0L8 4L0 8Z" fill=(colour) {} }
        }
    };
    let picture = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}"))
            width=(width) height=(height) role="img" {
            style { (PreEscaped(STYLE)) }
            defs { (arrow("arrow", "#8a8f98")) (arrow("back", "#b8863b")) }
            rect width="100%" height="100%" fill="#fff" {}
            @for (edge, pair) in graph.edges.iter().enumerate() {
                @let over = to_outflow.get(edge).is_some_and(|over| *over);
                (route(nodes, &placed, edge, *pair, over))
            }
            @for (node, at) in nodes.iter().zip(&placed.nodes) { (shape(node, *at)) }
        }
    };
    // One element a line, so that a change shows as one.
    picture.into_string().replace("><", ">\n<") + "\n"
}

/// An arrow: level where it leaves and arrives, smooth between. One to a stock ends at the valve it
/// works; to reach that of the outflow it passes over the box.
fn route(
    nodes: &[Node],
    placed: &Placed,
    edge: usize,
    (from, to): (usize, usize),
    over: bool,
) -> Markup {
    let mut points = placed.routes[edge].clone();
    let closes = placed.closes[edge];
    let side = if closes { -1.0 } else { 1.0 };
    let last = points.len() - 1;
    points[0].0 += side * nodes[from].reach();
    let (x, y) = points[last];
    let reach = nodes[to].reach();
    let valve = reach + PIPE_WIDTH / 2.0;
    let is_stock = matches!(nodes[to].look, Look::Stock { .. });
    points[last] = match (is_stock, over) {
        (false, _) => (x - side * (reach + 2.0), y),
        (true, true) => (x - side * reach, y - OVER),
        (true, false) => (x - valve - 7.0, y - OVER),
    };
    let mut path = format!("M{:.1} {:.1}", points[0].0, points[0].1);
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let middle = (x0 + x1) / 2.0;
        write!(
            path,
            "C{middle:.1} {y0:.1} {middle:.1} {y1:.1} {x1:.1} {y1:.1}"
        )
        .expect("a string grows");
    }
    if is_stock {
        let end = if over { x + valve } else { x - valve };
        let before = end - 7.0;
        let (high, low) = (y - OVER, y - 6.0);
        write!(path, "H{before:.1}Q{end:.1} {high:.1} {end:.1} {low:.1}").expect("a string grows");
    }
    let (class, head) = match closes {
        true => ("edge back", "url(#back)"),
        false => ("edge", "url(#arrow)"),
    };
    html! { path class=(class) d=(path) marker-end=(head) {} }
}

fn shape(node: &Node, (x, y): (f64, f64)) -> Markup {
    let at = |value: f64| format!("{value:.1}");
    match node.look {
        Look::Words(class) => {
            let lift = if node.from.is_empty() {
                0.0
            } else {
                LINE_HEIGHT / 2.0
            };
            html! {
                text class=[(!class.is_empty()).then_some(class)] x=(at(x)) y=(at(y - lift)) { (node.name) }
                @if !node.from.is_empty() {
                    text.from x=(at(x)) y=(at(y + lift)) { (node.from) }
                }
            }
        }
        Look::Module => boxed(node, "module", x, y, 0.0),
        Look::Stock { inflow, outflow } => {
            let half = node.reach();
            html! {
                @if inflow { (flow(x - half - PIPE_WIDTH, x - half, y, true)) }
                @if outflow { (flow(x + half, x + half + PIPE_WIDTH, y, false)) }
                (boxed(node, "stock", x, y, PIPE_WIDTH))
            }
        }
    }
}

fn boxed(node: &Node, class: &str, x: f64, y: f64, beside: f64) -> Markup {
    let (width, height) = node.size();
    let (width, height) = match beside > 0.0 {
        true => (width - 2.0 * beside, 2.0 * HALF_BOX),
        false => (width, height),
    };
    html! {
        rect class=(class) x=(format!("{:.1}", x - width / 2.0)) y=(format!("{:.1}", y - height / 2.0))
            width=(format!("{width:.1}")) height=(format!("{height:.1}")) {}
        text x=(format!("{x:.1}")) y=(format!("{y:.1}")) { (node.name) }
    }
}

/// A pipe with its valve; at its other end a cloud, which stands for the world outside the diagram.
fn flow(left: f64, right: f64, y: f64, into: bool) -> Markup {
    let middle = (left + right) / 2.0;
    let cloud = if into { left + 6.0 } else { right - 6.0 };
    let valve = format!("M{:.1} {:.1}l12 10v-10l-12 10Z", middle - 6.0, y - 5.0);
    html! {
        path.pipe d=(format!("M{left:.1} {y:.1}H{right:.1}")) {}
        ellipse.cloud cx=(format!("{cloud:.1}")) cy=(format!("{y:.1}")) rx="7" ry="5" {}
        path.valve d=(valve) {}
    }
}
