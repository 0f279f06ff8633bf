//! Pictures as SVG files.

use maud::{Markup, PreEscaped, html};
use tenfold_words::visible::visible_lines;

/// A picture of this width and height as a file of its own, with its style within it.
pub(crate) fn file((width, height): (f64, f64), style: &str, picture: &Markup) -> String {
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) }
            width=(width) height=(height) {
            style { (PreEscaped(style)) }
            rect width=(width) height=(height) fill="#fff" {}
            (picture)
        }
    };
    visible_lines(&svg.into_string()).into_owned() + "\n"
}

/// A place in a picture, to a hundredth.
pub(crate) fn px(value: f64) -> String {
    format!("{value:.2}")
}
