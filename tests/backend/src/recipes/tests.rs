//! What recipes say, without a web server: those are in `tests/recipes.rs`.

use super::plain::SCREENS;
use super::*;
use crate::http::envelope::{FIXED, STRICT};
use crate::pages;
use plenary::routes::Route;

fn recipe(host: Host, settings: &Settings, connect: &str) -> String {
    super::recipe(host, settings, connect).unwrap()
}

fn settings() -> Settings {
    Settings {
        public_url: Some("https://app.example.org".into()),
        frame_ancestors: vec!["https://www.example.org".into()],
        programme: Some("https://programme.example.org/schedule.json".into()),
        dist: Some("/srv/app".into()),
        ..Settings::default()
    }
}

#[test]
fn every_recipe_has_the_policy_and_the_headers_of_this_program() {
    let settings = settings();
    for (host, framing) in
        [(Host::Nginx, "$plenary_hosts"), (Host::Caddy, "{plenary_hosts}"), (Host::Headers, &*settings.frame_ancestors[0])]
    {
        let text = recipe(host, &settings, "");
        assert!(text.contains(&pages::policy(&settings, "", &[framing.to_owned()])), "{text}");
        for (name, value) in FIXED.into_iter().chain([STRICT]) {
            assert!(text.contains(value) || name == "cross-origin-resource-policy", "{host:?} {value}");
        }
        assert!(!text.replace("@problem", "").contains('@') || host == Host::Caddy, "{text}");
        // Once for pages, once for what the web server says by itself.
        let times = if host == Host::Headers { 1 } else { 2 };
        assert_eq!(text.matches(STRICT.1).count(), times, "{text}");
        assert!(recipe(host, &settings, "https://login.example.org").contains("https://programme.example.org https://login.example.org;"));
    }
}

#[test]
fn a_host_of_plain_files_has_no_personal_screen_in_pages_of_others() {
    let text = recipe(Host::Headers, &settings(), "");
    let rules: Vec<&str> = text.split("\n/").map(|rule| rule.trim_start_matches('/')).collect();
    let of = |wanted: &str| rules.iter().filter(|rule| rule.lines().next() == Some(wanted)).copied().collect::<Vec<_>>();
    for screen in SCREENS {
        let is_public = Route::parse(&screen.replace('*', "x"), "").unwrap().is_public();
        let found = of(screen.trim_start_matches('/'));
        assert_eq!(found.len(), usize::from(!is_public), "{screen}");
        assert!(found.iter().all(|rule| rule.contains(&pages::policy(&settings(), "", &[]))), "{found:?}");
        let below = of(&format!("{}/*", screen.trim_start_matches('/')));
        assert!(is_public || screen.ends_with('*') || below.len() == 1, "{screen} with a slash at its end");
    }
    assert!(of("*")[0].contains("frame-ancestors https://www.example.org;"));
    assert_eq!(of("embed.js")[0].trim_end(), "embed.js\n  Cross-Origin-Resource-Policy: cross-origin\n  Access-Control-Allow-Origin: *");
    let nobody = Settings { frame_ancestors: Vec::new(), ..settings() };
    assert_eq!(recipe(Host::Headers, &nobody, "").matches("frame-ancestors 'none';").count(), 1, "once for everything");
}

#[test]
fn a_recipe_is_for_the_place_in_the_settings() {
    let mut settings = settings();
    let nginx = recipe(Host::Nginx, &settings, "");
    for expected in
        ["listen 443 ssl http2;", "server_name app.example.org;", "root /srv/app;", "return 301 https://app.example.org$request_uri;"]
    {
        assert!(nginx.contains(expected), "{expected}");
    }
    assert!(recipe(Host::Caddy, &settings, "").contains("\napp.example.org {\n"));
    settings.public_url = Some("http://localhost:8088".into());
    settings.insecure_loopback = true;
    let (nginx, caddy) = (recipe(Host::Nginx, &settings, ""), recipe(Host::Caddy, &settings, ""));
    assert!(nginx.contains("listen 8088;") && !nginx.contains("ssl") && !nginx.contains(STRICT.1), "{nginx}");
    assert!(caddy.contains("\nhttp://localhost:8088 {\n") && !caddy.contains(STRICT.1), "{caddy}");
}

#[test]
fn a_recipe_says_first_that_the_backend_does_not_know_of_the_web_server() {
    let known = Settings { forwarded: true, ..settings() };
    for host in [Host::Nginx, Host::Caddy] {
        assert!(recipe(host, &settings(), "").starts_with("# Needed: `forwarded = true`"), "{host:?}");
        assert!(!recipe(host, &known, "").contains("Needed"), "{host:?}");
    }
    for host in [Host::Headers, Host::Redirects] {
        assert_eq!(recipe(host, &settings(), ""), recipe(host, &known, ""));
    }
}

#[test]
fn a_host_of_plain_files_keeps_only_what_never_changes() {
    let folder = std::env::temp_dir().join(format!("plenary-recipes-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["index.html", "a-0123456789abcdef.js", "a-0123456789abcdef.js.br", "b-0123456789abcdef_bg.wasm"] {
        std::fs::write(folder.join(name), "").unwrap();
    }
    let text = recipe(Host::Headers, &Settings { dist: Some(folder.clone()), ..settings() }, "");
    let rules: Vec<&str> = text.lines().filter(|line| line.starts_with('/')).collect();
    let files: Vec<_> = rules
        .into_iter()
        .filter(|rule| rule.contains(['.', '*']) && !SCREENS.contains(&rule.trim_end_matches("/*")) && !SCREENS.contains(rule))
        .collect();
    assert_eq!(files, ["/*", "/embed.js", "/a-0123456789abcdef.js", "/b-0123456789abcdef_bg.wasm"]);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// The rule for a screen. A new variant of `Route` has to be decided about here.
fn rule(route: &Route) -> Option<&'static str> {
    Some(match route {
        Route::Agenda(_) => return None,
        Route::Grid(_) => "/grid",
        Route::Mine => "/mine",
        Route::Picks => "/picks",
        Route::Changes => "/changes",
        Route::Notices => "/notices",
        Route::Speakers { .. } => "/speakers",
        Route::Speaker(_) => "/speakers/*",
        Route::Talk(_) => "/talks/*",
        Route::SignIn(_) | Route::SignInProblem { .. } => "/sign-in",
        Route::SignInLink => "/sign-in/link",
        Route::SignInJoin(_) => "/sign-in/join",
        Route::SignInDone(_) => "/sign-in/done",
        Route::SignInReturn => "/sign-in/return",
        Route::Delegates { .. } => "/delegates",
        Route::Delegate(_) => "/delegates/*",
        Route::Connections => "/connections",
        Route::Profile => "/profile",
        Route::MyData => "/my-data",
        Route::Policy => "/policy",
        Route::Devices => "/devices",
        Route::WhoSaw => "/who-saw-what",
    })
}

#[test]
fn a_recipe_is_for_the_folder_in_the_settings() {
    let folder = std::env::temp_dir().join(format!("plenary-recipes-folder-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), "<script src=\"./boot.js\">").unwrap();
    std::fs::write(folder.join("a-0123456789abcdef.js"), "").unwrap();
    let settings = Settings { base: "/2027/app".into(), dist: Some(folder.clone()), forwarded: true, ..settings() };
    let said = |host| recipe(host, &settings, "");
    let nginx = said(Host::Nginx);
    for expected in [
        "server_name app.example.org;",
        "location /2027/app/api/ { proxy_pass",
        "location = /2027/app/config.json {",
        "location /2027/app/ {",
        "return 308 /2027/app/;",
        "rewrite ^/2027/app(/.*)$ $1 break; try_files $uri =404;",
        "\"~^/2027/app/(?:",
    ] {
        assert!(nginx.contains(expected), "{expected}: {nginx}");
    }
    let caddy = said(Host::Caddy);
    for expected in
        ["\napp.example.org {\n", "redir /2027/app /2027/app/ 308", "handle_path /2027/app/* {", "path /2027/app/api /2027/app/api/*"]
    {
        assert!(caddy.contains(expected), "{expected}: {caddy}");
    }
    let redirects = said(Host::Redirects);
    assert!(
        redirects.contains("/2027/app/talks/:id /2027/app/deeper.html 200\n/2027/app/sign-in /2027/app/index.html 200\n"),
        "{redirects}"
    );
    let headers = said(Host::Headers);
    let rules: Vec<&str> = headers.lines().filter(|line| line.starts_with('/')).collect();
    assert!(rules.iter().all(|rule| rule.starts_with("/2027/app/")) && rules.contains(&"/2027/app/a-0123456789abcdef.js"), "{rules:?}");
    assert_eq!(said(Host::Missing), "<script src=\"/2027/app/boot.js\">");
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(super::recipe(Host::Missing, &settings, "").is_err(), "no page, no recipe");
}

#[test]
fn every_rule_for_a_screen_leads_to_that_screen() {
    for screen in SCREENS {
        let route = Route::parse(&screen.replace('*', "x"), "").unwrap_or_else(|| panic!("{screen} is no screen"));
        assert_eq!(rule(&route), Some(screen));
    }
    assert_eq!(rule(&Route::home()), None, "the folder's own page");
}
