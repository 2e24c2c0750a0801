//! The reference backend, in a folder of a site, with a small build of the app: the doctor finds nothing wrong with it. Not: flaws, which are in `flaws.rs`.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use plenary_doctor::report::Grade;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use support::{SCRIPT, STYLE, WASM, page, script, wasm};

struct Backend(Child);

impl Drop for Backend {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The program that `cargo xtask test` built, or one that is built now.
fn program() -> PathBuf {
    if let Ok(program) = std::env::var("PLENARY_BACKEND_BIN") {
        return program.into();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let path = root.join("target/debug/plenary-backend");
    if !path.exists() {
        let built = Command::new(env!("CARGO")).args(["build", "--package", "plenary-backend"]).current_dir(root).status().unwrap();
        assert!(built.success());
    }
    path
}

#[test]
fn nothing_is_wrong_with_the_reference_backend() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("doctor-{}", std::process::id()));
    let app = folder.join("app");
    std::fs::create_dir_all(&app).unwrap();
    let page = page("./");
    // `_headers` says that it is a release, whose names never lie.
    let files: [(&str, &[u8]); 6] = [
        ("index.html", page.as_bytes()),
        (SCRIPT, &script()),
        (WASM, &wasm()),
        (STYLE, b"a{}"),
        ("embed.js", b"customElements"),
        ("_headers", b""),
    ];
    for (name, bytes) in files {
        std::fs::write(app.join(name), bytes).unwrap();
        std::fs::write(app.join(format!("{name}.br")), bytes).unwrap();
    }
    let mut command = Command::new(program());
    command.env_clear().args(["--insecure-loopback", "--listen", "127.0.0.1:0", "--demo", "--base", "/2027/app/", "--dist"]).arg(&app);
    command.arg("--database").arg(folder.join("conference.sqlite")).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut backend = Backend(command.spawn().unwrap());
    let mut line = String::new();
    BufReader::new(backend.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.rsplit_once("listening on ").unwrap().1.trim_end().trim_end_matches(')').to_owned();

    let report = plenary_doctor::examine(&format!("http://{address}/2027/app/")).unwrap();
    assert!(report.is_well(), "{report}");
    let better: Vec<&str> =
        report.findings.iter().filter(|finding| finding.grade == Grade::Better).map(|finding| finding.what.as_str()).collect();
    assert_eq!(better, ["There is no /.well-known/security.txt."], "{report}");
    assert!(report.findings.iter().any(|finding| finding.what.contains("talks from /2027/app/api/agenda")), "{report}");

    let said = Command::new(env!("CARGO_BIN_EXE_plenary-doctor")).arg(format!("http://{address}/2027/app/")).output().unwrap();
    assert_eq!(said.status.code(), Some(0));
    let said = Command::new(env!("CARGO_BIN_EXE_plenary-doctor")).arg(format!("http://{address}/")).output().unwrap();
    assert_eq!(said.status.code(), Some(1), "there is nothing at the root");
    assert!(String::from_utf8_lossy(&said.stdout).contains("is no page of Plenary"));
    let said = Command::new(env!("CARGO_BIN_EXE_plenary-doctor")).arg("app.example.org").output().unwrap();
    assert_eq!(said.status.code(), Some(2));
    drop(backend);
    std::fs::remove_dir_all(&folder).unwrap();
}
