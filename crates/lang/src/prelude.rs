//! The prelude: the units every module knows, written in the language itself.
//!
//! Does not know how units combine; that is [`crate::units`].

use crate::units::UnitScope;
use std::sync::LazyLock;
use tenfold_ir::FileId;

/// The text of the prelude.
pub const PRELUDE: &str = include_str!("prelude.ten");

/// The unit of points in time, which are shown as dates: decimal calendar years.
pub const DATE: &str = "date";

/// The file number of the prelude in spans; no file of a model has it.
pub const PRELUDE_FILE: FileId = FileId(u32::MAX);

/// The units of the prelude.
pub(crate) fn units() -> &'static UnitScope {
    static UNITS: LazyLock<UnitScope> = LazyLock::new(|| {
        let (module, mut diagnostics) = crate::parse(PRELUDE_FILE, PRELUDE);
        let mut units = UnitScope::default();
        units.declare(&module, &mut diagnostics);
        assert!(
            diagnostics.is_empty(),
            "the prelude is wrong: {diagnostics:?}"
        );
        units
    });
    &UNITS
}
