//! What must not come through, and what must go on all the same.

use crate::client::{Running, model, request};
use serde_json::json;
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;
use tenfold_web::ServeRequest;

#[test]
fn a_name_that_points_here_is_not_ours() {
    let server = Running::plain();
    let port = server.address.port();
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        format!("192.168.1.5:{port}"),
        "127.0.0.1:1".into(),
        "localhost".into(),
    ] {
        let found = server.ask("GET", "/api/model", &[("Host", &host)], "");
        assert_eq!((found.status, found.code()), (421, "host".into()), "{host}");
    }
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}")] {
        assert_eq!(
            server
                .ask("GET", "/api/model", &[("Host", &host)], "")
                .status,
            200
        );
    }
    let twice = format!(
        "GET /api/model HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    );
    assert!(server.raw(twice.as_bytes()).status >= 400);
}

#[test]
fn a_page_of_elsewhere_asks_nothing() {
    let server = Running::plain();
    let own = format!("http://{}", server.address);
    let kind = ("Content-Type", "application/json");
    let ask = |heads: &[(&str, &str)]| server.ask("POST", "/api/story", heads, "{}").status;
    assert_eq!(ask(&[kind, ("Origin", "https://evil.example")]), 403);
    assert_eq!(ask(&[kind, ("Origin", "null")]), 403);
    assert_eq!(ask(&[kind, ("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(ask(&[kind, ("Sec-Fetch-Site", "same-site")]), 403);
    assert_eq!(
        ask(&[("Content-Type", "text/plain"), ("Origin", &own)]),
        415
    );
    assert_eq!(
        ask(&[kind, ("Origin", &own), ("Sec-Fetch-Site", "same-origin")]),
        400
    );
    let opened = [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Mode", "navigate"),
    ];
    assert_eq!(server.ask("GET", "/", &opened, "").status, 200);
    assert_eq!(server.ask("GET", "/api/model", &opened, "").status, 403);
    let framed = server.get("/").heads;
    assert!(framed.contains("frame-ancestors 'none'") && framed.contains("x-frame-options: deny"));
    assert!(framed.contains("default-src 'none'") && !framed.contains("access-control"));
}

#[test]
fn paths_lead_to_the_page_alone() {
    let server = Running::plain();
    for path in [
        "/../Cargo.toml",
        "/..%2f..%2fCargo.toml",
        "/%2e%2e/Cargo.toml",
        "/.git/config",
        "//etc/passwd",
        "/assets/../../Cargo.toml",
        "/C:/windows",
        "/index.html%00.js",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(server.get("/api/nothing").code(), "no-route");
    assert_eq!(server.ask("DELETE", "/api/model", &[], "").status, 404);
}

#[test]
fn too_much_is_refused_before_it_is_read() {
    let server = Running::plain();
    let heads = "Content-Type: application/json\r\nContent-Length: 100000000\r\n";
    let head = format!(
        "POST /api/answer HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{heads}\r\n",
        server.address
    );
    let mut bytes = head.into_bytes();
    bytes.resize(bytes.len() + (2 << 20), b' ');
    assert_eq!(server.raw(&bytes).status, 413);
    let deep = "[".repeat(200_000);
    let kind = [("Content-Type", "application/json")];
    assert_eq!(server.ask("POST", "/api/check", &kind, &deep).status, 400);
    let long = format!(
        "GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n",
        "a".repeat(100_000),
        server.address
    );
    assert!(server.raw(long.as_bytes()).status >= 400);
    assert_eq!(server.get("/api/model").status, 200);
}

/// Models that want everything: each is refused, or runs, in its time, and the next one is served.
#[test]
fn hostile_models_are_refused() {
    let server = Running::plain();
    let run = |text: &str| {
        let files = json!([{ "path": "a.ten", "text": text }]);
        let question = json!({ "seed": 1, "draws": 1_000, "files": files });
        let found = server.events(&question);
        found.last().unwrap().0.clone()
    };
    let simulate = "module a\nsimulate from 0 to 1 by";
    let stock = "stock x : 1\n  initial 1\n  inflow x\n";
    assert_eq!(
        run(&format!("{simulate} 0.000000001 year using euler\n{stock}")),
        "problem"
    );
    assert_eq!(
        run(&format!(
            "module a\nlet x : 1 = {}1{}\n",
            "(".repeat(100_000),
            ")".repeat(100_000)
        )),
        "problem"
    );
    let lets: String = (1..20_000)
        .map(|n| format!("let v{n} : 1 = v{} + x\n", n - 1))
        .collect();
    let heavy = format!("{simulate} 0.0001 year using euler\n{stock}let v0 : 1 = x\n{lets}");
    assert_eq!(run(&heavy), "problem");
    assert_eq!(run("module a\nuse a\n"), "problem");
    let out = "module a\ndimension R = rows of \"../../../../etc/passwd\"\n";
    assert_eq!(run(out), "problem");
    assert_eq!(server.get("/api/model").status, 200);
}

#[test]
fn a_slow_client_holds_nobody_up() {
    let server = Running::plain();
    let mut slow: Vec<_> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"POST /api/answer HTT").unwrap();
    }
    let mut stuck = server.connect();
    let head = format!(
        "POST /api/answer HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{{",
        server.address
    );
    stuck.write_all(head.as_bytes()).unwrap();
    assert_eq!(server.get("/api/explain?name=toy_lab.profit").status, 200);
    // Some seconds later they are gone.
    let mut end = [0; 1];
    let first = &mut slow[0];
    first
        .set_read_timeout(Some(Duration::from_secs(30)))
        .unwrap();
    assert!(
        matches!(first.read(&mut end), Ok(0) | Ok(1)),
        "it was closed"
    );
    let mut said = String::new();
    stuck
        .set_read_timeout(Some(Duration::from_secs(40)))
        .unwrap();
    let _ = stuck.read_to_string(&mut said);
    assert!(said.starts_with("HTTP/1.1 408"), "{said}");
}

#[test]
fn who_listens_to_all_asks_for_a_token() {
    let server = Running::start(ServeRequest {
        listen: Some(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
        ..request()
    });
    let token = server.opened.split("token=").nth(1).unwrap();
    assert!(token.len() >= 32);
    assert_eq!(
        (server.get("/api/model").status, server.get("/").status),
        (401, 401)
    );
    let near = format!("{}x", &token[1..]);
    let bearer = |token: &str| {
        let token = format!("Bearer {token}");
        server
            .ask("GET", "/api/model", &[("Authorization", &token)], "")
            .status
    };
    assert_eq!((bearer(&near), bearer(""), bearer(token)), (401, 401, 200));
    let opened = server.get(&format!("/?token={token}"));
    assert_eq!(opened.status, 303);
    assert!(opened.heads.contains("httponly") && opened.heads.contains("samesite=lax"));
    let cookie = format!("other=1; tenfold_token={token}");
    assert_eq!(
        server.ask("GET", "/", &[("Cookie", &cookie)], "").status,
        200
    );
    assert_eq!(server.get("/?token=0").status, 401);
    assert!(model().exists());
}
