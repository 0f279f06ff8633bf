//! Numbers of which a draw has one: a table.

use crate::blocks::table;
use crate::phrases::say;
use crate::run::scalars;
use maud::{Markup, html};
use tenfold_study::rows::ReportData;
use tenfold_words::text::Lang;

/// The section; nothing where the model has none.
pub(crate) fn section(data: &ReportData) -> Markup {
    if data.scalars.is_empty() {
        return html! {};
    }
    let [en, zh] = Lang::ALL.map(|lang| scalars(data, lang));
    html! {
        section #scalars {
            h2 { (say("scalars")) }
            p.lead { (say("scalars-lead")) }
            (table(&en, &zh))
        }
    }
}
