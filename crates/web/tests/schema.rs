//! What is answered, held against the schemas that the server gives of it.

use crate::client::{Running, model};
use serde_json::{Value, json};

/// A part of JSON Schema: what ours are made of.
struct Schemas<'a>(&'a Value);

impl Schemas<'_> {
    /// Where a value is not as its schema says.
    fn wrong(&self, schema: &Value, value: &Value, at: &str) -> Option<String> {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().unwrap();
            let schema = &self.0["components"]["schemas"][name];
            assert!(schema.is_object(), "no schema {name}");
            return self.wrong(schema, value, at);
        }
        if let Some(any) = schema["anyOf"].as_array() {
            let found: Vec<_> = any
                .iter()
                .filter_map(|one| self.wrong(one, value, at))
                .collect();
            return (found.len() == any.len()).then(|| found.join(" or "));
        }
        let is_right = match schema["type"].as_str().expect("a type") {
            "string" => value.is_string(),
            "number" => value.is_number(),
            "integer" => value.is_u64() || value.is_i64(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            other => panic!("{other}"),
        };
        if !is_right {
            return Some(format!("{at}: {value} is no {}", schema["type"]));
        }
        if let Some(all) = schema["enum"].as_array()
            && !all.contains(value)
        {
            return Some(format!("{at}: {value} is none of {all:?}"));
        }
        let items = value.as_array().into_iter().flatten().enumerate();
        let mut items = items.filter(|_| schema["items"].is_object());
        let wrong = |(nth, one)| self.wrong(&schema["items"], one, &format!("{at}[{nth}]"));
        items
            .find_map(wrong)
            .or_else(|| self.wrong_object(schema, value, at))
    }

    fn wrong_object(&self, schema: &Value, value: &Value, at: &str) -> Option<String> {
        let object = value.as_object()?;
        let required = schema["required"].as_array().into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            if !object.contains_key(name) {
                return Some(format!("{at}: has no {name}"));
            }
        }
        object.iter().find_map(|(name, value)| {
            let at = format!("{at}.{name}");
            match (&schema["properties"][name], &schema["additionalProperties"]) {
                (Value::Null, Value::Bool(false)) => Some(format!("{at}: is not in the schema")),
                (Value::Null, Value::Null | Value::Bool(true)) => None,
                (Value::Null, other) => self.wrong(other, value, &at),
                (own, _) => self.wrong(own, value, &at),
            }
        })
    }
}

#[test]
fn answers_are_as_their_schemas_say() {
    let server = Running::plain();
    let document = server.get("/api/openapi.json").json();
    let schemas = Schemas(&document);
    let holds = |name: &str, value: &Value| {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
        assert_eq!(schemas.wrong(&schema, value, name), None);
    };
    let files =
        json!([{ "path": "toy_lab.ten", "text": std::fs::read_to_string(model()).unwrap() }]);
    let question = json!({
        "seed": 1, "draws": 1_000, "series": ["toy_lab.profit"], "baseline": true,
        "assume": { "toy_lab.growth": "30 to 60" }, "intervene": ["toy_lab.optimism = 0 from 2028"],
        "joint": [["toy_lab.growth", "toy_lab.revenue at 2030"], ["toy_lab.first_loss", "toy_lab.optimism"]],
    });
    holds("Question", &question);
    let events = server.events(&question);
    for (event, data) in &events {
        match &**event {
            "answer" => holds("Answer", data),
            "progress" => holds("Progress", data),
            "done" => {}
            other => panic!("{other}: {data}"),
        }
    }
    let last = events.iter().rfind(|(event, _)| event == "answer").unwrap();
    assert!(last.1["joint"][0]["points"].as_array().unwrap().len() >= 900);
    let mut story = question.clone();
    story["draw"] = json!(3);
    let point = json!({ "files": files, "path": "toy_lab.ten", "offset": 300 });
    let wrong = json!([{ "path": "toy_lab.ten", "text": "module toy_lab\nlet x : 1 = y\n" }]);
    holds("Model", &server.get("/api/model").json());
    holds(
        "Model",
        &server.post("/api/model", &json!({ "files": files })).json(),
    );
    holds(
        "Explained",
        &server.get("/api/explain?name=toy_lab.growth").json(),
    );
    holds("Claims", &server.get("/api/claims").json());
    holds("Story", &server.post("/api/story", &story).json());
    holds(
        "Checked",
        &server.post("/api/check", &json!({ "files": wrong })).json(),
    );
    holds("Completion", &server.post("/api/complete", &point).json());
    holds("Hover", &server.post("/api/hover", &point).json());
    holds(
        "Error",
        &server
            .post("/api/save", &json!({ "path": "a.ten", "text": "" }))
            .json(),
    );
    holds("Error", &server.get("/api/nothing").json());
}

/// The check itself tells what is wrong.
#[test]
fn what_is_not_in_a_schema_is_found() {
    let document: Value = serde_json::from_str(include_str!("../src/openapi.json")).unwrap();
    let schemas = Schemas(&document);
    let schema = json!({ "$ref": "#/components/schemas/ByYear" });
    let wrong = |value: Value| schemas.wrong(&schema, &value, "").is_some();
    assert!(!wrong(json!({ "year": 2030, "probability": 0.5 })));
    assert!(wrong(json!({ "year": 2030 })));
    assert!(wrong(json!({ "year": "2030", "probability": 0.5 })));
    assert!(wrong(
        json!({ "year": 2030, "probability": 0.5, "more": 1 })
    ));
}
