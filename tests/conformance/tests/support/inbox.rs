//! The one mail server of a test run: the one that the environment names, or a maildev that the first test starts and that ends with the
//! run. Not: reading mails.

use plenary_conformance::http::Target;
use std::io::{ErrorKind, Write};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

pub struct Inbox {
    /// `host:port` to send to.
    pub smtp: String,
    /// Where mails can be read.
    pub page: String,
}

const PAUSE: Duration = Duration::from_millis(50);
const PATIENCE: Duration = Duration::from_secs(60);

/// Ends the mail server once the run, whose process is `$1`, is over; `$2` is the folder of the agreement.
const KEEPER: &str = r#"runner=$1; folder=$2; shift 2; "$@" & server=$!
while kill -0 "$runner" 2>/dev/null && kill -0 "$server" 2>/dev/null; do sleep 1; done; kill "$server"; rm -rf "$folder""#;

pub fn shared() -> &'static Inbox {
    static SHARED: OnceLock<Inbox> = OnceLock::new();
    SHARED.get_or_init(|| match (std::env::var("PLENARY_SMTP"), std::env::var("PLENARY_INBOX")) {
        (Ok(smtp), Ok(page)) => Inbox { smtp, page: page.trim_end_matches('/').to_owned() },
        _ => agreed(),
    })
}

/// Every test is a process of its own, so they agree by a folder named after the run: whoever makes it starts the server.
fn agreed() -> Inbox {
    let run = std::os::unix::process::parent_id();
    let folder = std::env::temp_dir().join(format!("plenary-inbox-{run}"));
    match std::fs::create_dir(&folder) {
        Ok(()) => start(run, &folder),
        Err(why) if why.kind() == ErrorKind::AlreadyExists => {}
        Err(why) => panic!("{}: {why}", folder.display()),
    }
    let begun = Instant::now();
    loop {
        let told = std::fs::read_to_string(folder.join("ports")).unwrap_or_default();
        if let Some((smtp, web)) = told.trim().split_once(' ') {
            let page = format!("http://127.0.0.1:{web}");
            if Target::parse(&page).unwrap().get("/api/email").is_ok_and(|answer| answer.status == 200) {
                return Inbox { smtp: format!("127.0.0.1:{smtp}"), page };
            }
        }
        assert!(begun.elapsed() < PATIENCE, "the mail server did not start");
        sleep(PAUSE);
    }
}

#[allow(clippy::zombie_processes, reason = "it outlives this test, and ends with the run")]
fn start(run: u32, folder: &Path) {
    // Both are held at once, so that they are two.
    let (smtp, web) = (TcpListener::bind("127.0.0.1:0").unwrap(), TcpListener::bind("127.0.0.1:0").unwrap());
    let (smtp, web) = (smtp.local_addr().unwrap().port().to_string(), web.local_addr().unwrap().port().to_string());
    let maildev: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", "e2e", "node_modules", ".bin", "maildev"].iter().collect();
    assert!(maildev.exists(), "run `npm ci` in tests/e2e, or name a mail server by PLENARY_SMTP and PLENARY_INBOX");
    let mut keeper = Command::new("sh");
    keeper.args(["-c", KEEPER, "keeper", &run.to_string()]).arg(folder).arg(maildev);
    keeper.args(["--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--smtp", &smtp, "--web", &web, "--silent"]);
    // A group of its own: it belongs to the run, not to the test that happened to be first.
    keeper.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0).spawn().unwrap();
    let mut told = std::fs::File::create(folder.join("ports.new")).unwrap();
    told.write_all(format!("{smtp} {web}").as_bytes()).unwrap();
    std::fs::rename(folder.join("ports.new"), folder.join("ports")).unwrap();
}
