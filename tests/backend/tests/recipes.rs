//! The recipes in the real nginx and the real Caddy: each serves a folder as the backend does and passes the rest on to a running backend.
//! What recipes say in words is tested in `src/recipes`.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "recipes/faults.rs"]
mod faults;
#[path = "recipes/places.rs"]
mod places;
mod support;

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use support::{Answer, Folder, Request, Server, program};

const SCRIPT: &str = "plenary-0123456789abcdef.js";
const WASM: &str = "plenary-0123456789abcdef_bg.wasm";

/// In whose pages the programme may stand.
const HOSTS: [&str; 2] = ["--frame-ancestors", "https://www.example.org"];

/// A web server with the recipe, ended with the test.
struct Web {
    child: Child,
    address: SocketAddr,
}

impl Drop for Web {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Such a server, a backend behind it, and the folder of both.
struct Front {
    web: Web,
    backend: Server,
    _folder: Folder,
}

impl Front {
    fn ask(&self, path: &str, accepts: &str) -> Answer {
        Request::new("GET", path).with("Accept-Encoding", accepts).send(self.web.address).unwrap()
    }

    fn get(&self, path: &str) -> Answer {
        self.ask(path, "identity")
    }
}

/// Where `cargo xtask test` unpacks Debian's packages.
fn unpacked(name: &str) -> PathBuf {
    let cache =
        || std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(|| Some(Path::new(&std::env::var_os("HOME")?).join(".cache")));
    let file = cache().unwrap().join("plenary/tools/servers").join(name);
    assert!(file.exists(), "run this as `cargo xtask test contract`, which fetches the web servers");
    file
}

/// A small release: the real ones are thousands of times larger, and no different.
fn release(folder: &Folder) -> PathBuf {
    for (name, text) in [
        ("index.html", "<!doctype html><title>shell</title>"),
        ("deeper.html", "<!doctype html><title>shell</title>deeper"),
        (SCRIPT, "start()"),
        (WASM, "wasm"),
        ("icons/icon.svg", "<svg/>"),
        ("manifest.webmanifest", "{}"),
        ("robots.txt", "User-agent: *"),
        ("embed.js", "customElements"),
        ("config.json", r#"{"name":"of the folder"}"#),
        ("_headers", ""),
        (".well-known/plenary-conformance", "a consent"),
    ] {
        folder.write(&format!("app/{name}"), text);
    }
    for name in ["index.html", "deeper.html", SCRIPT, WASM] {
        folder.write(&format!("app/{name}.br"), format!("br of {name}"));
        folder.write(&format!("app/{name}.gz"), format!("gz of {name}"));
    }
    folder.0.join("app")
}

fn recipe(host: &str, flags: &[&str]) -> String {
    let answer = program().args(["recipe", "--for", host]).args(flags).output().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    String::from_utf8(answer.stdout).unwrap()
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// nginx's own settings around a recipe. Brotli is a module that Debian packages apart; the recipe names it in a comment.
fn nginx(folder: &Folder, recipe: &str) -> Command {
    assert!(recipe.contains("# brotli_static on;"));
    folder.write("recipe.conf", recipe.replace("# brotli_static on;", "brotli_static on;"));
    let module = unpacked("usr/lib/nginx/modules/ngx_http_brotli_static_module.so");
    let (work, me) = (folder.0.display(), if Path::new("/root").join(".").exists() && is_root() { "user root;" } else { "" });
    let temporary: String =
        ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].iter().map(|kind| format!("{kind}_temp_path {work}/{kind};\n")).collect();
    folder.write(
        "nginx.conf",
        format!("load_module {};\n{me}\npid {work}/pid;\ndaemon off;\nmaster_process off;\nerror_log {work}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}include {work}/recipe.conf;\n}}\n", module.display()),
    );
    let mut command = Command::new(unpacked("usr/sbin/nginx"));
    command.arg("-e").arg(folder.0.join("error.log")).arg("-p").arg(&folder.0).arg("-c").arg(folder.0.join("nginx.conf"));
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|answer| answer.stdout == b"0\n")
}

fn caddy(folder: &Folder, recipe: &str, action: &str) -> Command {
    // Its own page for administrators would be one port for all tests. Whatever it could log, it logs.
    assert!(recipe.contains("\n{\n"), "the block for all sites");
    folder.write("Caddyfile", recipe.replacen("\n{\n", "\n{\n\tadmin off\n\tauto_https off\n\tdebug\n", 1));
    let mut command = Command::new(unpacked("usr/bin/caddy"));
    command.arg(action).args(["--adapter", "caddyfile", "--config"]).arg(folder.0.join("Caddyfile"));
    command.env("HOME", &folder.0).env("XDG_DATA_HOME", folder.0.join("data")).env("XDG_CONFIG_HOME", folder.0.join("config"));
    command
}

/// The web server with the recipe for a backend that is at this address, or should be.
fn serve(host: &str, base: &str, folder: &Folder, backend: SocketAddr) -> Web {
    let port = free_port();
    let (listen, url, app) = (backend.to_string(), format!("http://127.0.0.1:{port}"), folder.0.join("app"));
    let place = ["--insecure-loopback", "--forwarded", "--listen", &listen, "--public-url", &url, "--dist", app.to_str().unwrap()];
    let text = recipe(host, &[&place[..], &["--base", base], &HOSTS].concat());
    let mut command = if host == "nginx" { nginx(folder, &text) } else { caddy(folder, &text, "run") };
    let log = std::fs::File::create(folder.0.join("server.log")).unwrap();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap();
    let web = Web { child, address: SocketAddr::from(([127, 0, 0, 1], port)) };
    let patience = Instant::now();
    while std::net::TcpStream::connect(web.address).is_err() {
        assert!(patience.elapsed() < Duration::from_secs(60), "{}", told(folder));
        std::thread::sleep(Duration::from_millis(50));
    }
    web
}

fn start(host: &str) -> Front {
    start_in("/", host)
}

/// In a folder of the site.
fn start_in(base: &str, host: &str) -> Front {
    let folder = Folder::new();
    let app = release(&folder);
    let flags = ["--dist", app.to_str().unwrap(), "--name", "of the backend", "--demo", "--base", base];
    let backend = Server::start(&folder.0.join("conference.sqlite"), &[&flags[..], &HOSTS].concat());
    Front { web: serve(host, base, &folder, backend.address), backend, _folder: folder }
}

fn told(folder: &Folder) -> String {
    let read = |name: &str| std::fs::read_to_string(folder.0.join(name)).unwrap_or_default();
    read("server.log") + &read("error.log")
}

/// Whatever the backend says of a file, the web server says too; but for scripts, which a release names by their contents.
fn serves_as_the_backend_does(host: &str) {
    let front = start(host);
    for path in [
        "/",
        "/index.html",
        "/talks/x",
        "/no/such/screen/",
        "/?day=2027-03-01",
        "/grid",
        "/grid/",
        "/talks/x?x=/profile",
        "/policy",
        "/profile",
        "/profile?/grid",
        "/sign-in",
        "/delegates/x",
        "/talks/x/profile",
        "/embed.js",
        &format!("/{SCRIPT}"),
        &format!("/{WASM}"),
        "/icons/icon.svg",
        "/manifest.webmanifest",
        "/robots.txt",
    ] {
        let (here, there) = (front.get(path), front.backend.get(path));
        assert_eq!((here.status, there.status), (200, 200), "{path}");
        for name in [
            "content-security-policy",
            "permissions-policy",
            "referrer-policy",
            "x-content-type-options",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "cache-control",
        ] {
            assert!(there.header(name).is_some(), "{name} {path}");
            assert_eq!(here.header(name), there.header(name), "{name} {path}");
            assert_eq!(here.headers.iter().filter(|(found, _)| found == name).count(), 1, "{name} {path}");
        }
        let readers = |answer: &Answer| answer.header("access-control-allow-origin").map(str::to_owned);
        assert_eq!(readers(&here), readers(&there), "{path}");
        let media_type = |answer: &Answer| answer.header("content-type").unwrap().to_lowercase();
        assert_eq!(media_type(&here), media_type(&there), "{path}");
    }
    let may_stand =
        |path: &str| front.get(path).header("content-security-policy").unwrap().contains("frame-ancestors https://www.example.org;");
    assert!(may_stand("/grid") && !may_stand("/profile") && !may_stand(&format!("/{SCRIPT}")));
    let users = |path: &str| front.get(path).header("cross-origin-resource-policy").map(str::to_owned);
    assert_eq!((users("/embed.js").as_deref(), users("/").as_deref()), (Some("cross-origin"), Some("same-origin")));
    assert_eq!(front.get("/embed.js").header("access-control-allow-origin"), Some("*"));
    assert_eq!(front.get("/grid").body, front.get("/index.html").body);
    assert_eq!(front.get("/.well-known/plenary-conformance").text(), "a consent");
    assert_eq!(front.get("/talks/x").body, front.get("/deeper.html").body);
    assert!(front.get(&format!("/{SCRIPT}")).header("cache-control").unwrap().contains("immutable"));
    for (accepts, encoding, start) in
        [("gzip, deflate, br", Some("br"), "br of "), ("gzip", Some("gzip"), "gz of "), ("identity", None, "")]
    {
        for (path, file) in
            [("/", "index.html"), (&*format!("/{WASM}"), WASM), ("/delegates", "index.html"), ("/sign-in/link", "deeper.html")]
        {
            let answer = front.ask(path, accepts);
            assert_eq!(answer.header("content-encoding"), encoding, "{accepts} {path}");
            assert!(start.is_empty() || answer.text() == format!("{start}{file}"), "{accepts} {path}");
            if encoding.is_some() {
                assert!(answer.header("vary").unwrap_or_default().to_lowercase().contains("accept-encoding"), "{accepts} {path}");
            }
        }
    }
}

/// A file that is not there is not there, and nobody is told to remember that.
fn says_what_is_missing(host: &str) {
    let front = start(host);
    for path in ["/missing.js", "/plenary-fedcba9876543210.js", "/a/b.css", "/.env", "/icons/none.svg", "/../conference.sqlite"] {
        let answer = front.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.header("cache-control").unwrap_or_default().contains("immutable"), "{path}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("shell"), "{path}");
    }
}

fn passes_the_rest_on(host: &str) {
    let front = start(host);
    assert_eq!(front.get("/config.json").json()["name"], "of the backend");
    for path in ["/api/config", "/api/agenda", "/api/me", "/api", "/api/x.json", "/config.json"] {
        let (here, there) = (front.get(path), front.backend.get(path));
        assert_eq!(here.status, there.status, "{path}");
        for name in ["content-security-policy", "cache-control", "content-type", "etag", "vary"] {
            assert_eq!(here.header(name), there.header(name), "{name} {path}");
            assert!(here.headers.iter().filter(|(found, _)| found == name).count() <= 1, "{name} {path}");
        }
    }
    assert_eq!(front.get("/api/x.json").problem().0, 404);
}

#[test]
fn nginx_serves_as_the_backend_does() {
    serves_as_the_backend_does("nginx");
}

#[test]
fn caddy_serves_as_the_backend_does() {
    serves_as_the_backend_does("caddy");
}

#[test]
fn nginx_says_what_is_missing() {
    says_what_is_missing("nginx");
}

#[test]
fn caddy_says_what_is_missing() {
    says_what_is_missing("caddy");
}

#[test]
fn nginx_passes_the_rest_on() {
    passes_the_rest_on("nginx");
}

#[test]
fn caddy_passes_the_rest_on() {
    passes_the_rest_on("caddy");
}
