//! Pictures as files: SVG in the reader's language, and PNG for where SVG cannot go.
//!
//! A PNG has the same bytes on every machine, and so no font of the machine: its words are English, set in
//! the one font that comes with the program, which has no Chinese.

use resvg::{tiny_skia, usvg};
use std::sync::{Arc, LazyLock};
use tenfold_words::text::Lang;

/// Pixels for each unit of a picture.
const SCALE: f32 = 2.0;
const FAMILY: &str = "DejaVu Sans";

static OPTIONS: LazyLock<usvg::Options<'static>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for font in [dejavu::sans::regular(), dejavu::sans::bold()] {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(font)));
    }
    // Where a picture names fonts of a browser first.
    fonts.set_sans_serif_family(FAMILY);
    usvg::Options {
        fontdb: Arc::new(fonts),
        font_family: FAMILY.to_owned(),
        ..usvg::Options::default()
    }
});

/// A file by its name.
pub(crate) type File = (String, Vec<u8>);

/// `NAME.svg` and `NAME.png`, if there is anything to draw.
pub fn picture(name: &str, lang: Lang, draw: impl Fn(Lang) -> Option<String>) -> Vec<File> {
    let Some(picture) = draw(lang) else {
        return Vec::new();
    };
    let english = match lang {
        Lang::En => png(&picture),
        Lang::Zh => png(&draw(Lang::En).unwrap_or_else(|| picture.clone())),
    };
    vec![
        (format!("{name}.svg"), picture.into_bytes()),
        (format!("{name}.png"), english),
    ]
}

/// A picture of ours in pixels.
fn png(svg: &str) -> Vec<u8> {
    let tree = usvg::Tree::from_str(svg, &OPTIONS).expect("our own pictures are SVG");
    let size = tree.size();
    let pixels = |length: f32| (length * SCALE).ceil() as u32;
    let (width, height) = (pixels(size.width()), pixels(size.height()));
    let mut pixmap = tiny_skia::Pixmap::new(width, height).expect("a picture has a size");
    let scaled = tiny_skia::Transform::from_scale(SCALE, SCALE);
    resvg::render(&tree, scaled, &mut pixmap.as_mut());
    pixmap.encode_png().expect("memory takes any picture")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_drawn_whatever_fonts_the_machine_has() {
        let picture = |fonts: &str, word: &str| {
            format!(
                "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='20'>\
                 <text y='15' style=\"font:12px {fonts}\">{word}</text></svg>"
            )
        };
        let named = format!("'{FAMILY}',system-ui,sans-serif");
        for fonts in [&*named, "system-ui,'Noto Sans CJK SC',sans-serif"] {
            let [empty, word] = ["", "× 3.1e26 σ"].map(|word| png(&picture(fonts, word)));
            assert!(word.starts_with(b"\x89PNG") && word.len() > empty.len() + 200);
        }
    }
}
