//! Where models are saved: below the folder that was given, and nowhere else.

use crate::client::{Running, request};
use serde_json::json;
use tenfold_web::ServeRequest;

const TEXT: &str = "module mine\nlet x : 1 = 1\n";

#[test]
fn a_model_is_saved_where_that_is_allowed() {
    let home = tempfile::tempdir().unwrap();
    let folder = Some(home.path().to_owned());
    let file = json!({ "path": "mine.ten", "text": TEXT });
    let closed = [
        request(),
        ServeRequest {
            folder: folder.clone(),
            read_only: true,
            ..request()
        },
    ];
    for request in closed {
        let server = Running::start(request);
        assert_eq!(server.post("/api/save", &file).code(), "save-nowhere");
    }
    let server = Running::start(ServeRequest {
        folder,
        ..request()
    });
    assert_eq!(server.get("/api/model").json()["read_only"], false);
    assert_eq!(
        server.post("/api/save", &file).json(),
        json!({ "path": "mine.ten" })
    );
    let out = json!({ "path": "../mine.ten", "text": TEXT });
    assert_eq!(server.post("/api/save", &out).code(), "save-path");
    assert_eq!(
        std::fs::read_to_string(home.path().join("mine.ten")).unwrap(),
        TEXT
    );
}

#[test]
fn a_table_is_fitted() {
    let server = Running::plain();
    let years = (0..12).map(|year| {
        let users = 1_000.0 / (1.0 + (-(f64::from(year) - 6.0)).exp());
        format!("{},{users}\n", 2010 + year)
    });
    let csv = format!("when,users\n{}", years.collect::<String>());
    let asked = json!({ "law": "no_such_law", "columns": {}, "csv": csv });
    assert_eq!(server.post("/api/fit", &asked).status, 422);
}
