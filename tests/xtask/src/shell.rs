//! Running programs to their end: the right PATH and toolchain, one line of progress each, everything they write kept in a log.
//! Programs that keep running are in `running`.

use crate::failure::Failure;
use crate::interrupt;
use crate::repository::Repository;
use std::collections::VecDeque;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// No program that is run to its end takes longer than this, on the slowest machine in sight.
const PATIENCE: Duration = Duration::from_secs(30 * 60);

/// How programs are started here.
#[derive(Debug, Clone)]
pub(crate) struct Shell {
    /// The clone.
    pub(crate) repository: Repository,
    /// The rustup toolchain to use when the default one has no wasm target.
    pub(crate) toolchain: Option<String>,
    /// Whether programs' output is shown as it comes.
    pub(crate) verbose: bool,
    folders: Vec<PathBuf>,
}

/// A program that ran to its end.
#[derive(Debug)]
pub(crate) struct Finished {
    /// Whether it ended well.
    pub(crate) success: bool,
    /// All that it wrote.
    pub(crate) output: String,
    /// Where that is kept.
    pub(crate) log: PathBuf,
}

impl Shell {
    /// A shell that finds what the developer's own PATH finds.
    pub(crate) fn new(repository: Repository) -> Self {
        Self { repository, toolchain: None, verbose: false, folders: Vec::new() }
    }

    /// Programs in this folder win over those on PATH.
    pub(crate) fn prefer(&mut self, folder: PathBuf) {
        if !self.folders.contains(&folder) {
            self.folders.insert(0, folder);
        }
    }

    /// A program at the root of the clone.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.repository.root).stdin(Stdio::null()).env("PATH", self.path());
        // `cargo run` describes xtask's own package and libraries in these; other programs would take it as theirs.
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "LD_LIBRARY_PATH" || name == "CARGO" {
                command.env_remove(&*name);
            }
        }
        command.env("CARGO_TERM_COLOR", "never").env("NO_COLOR", "true").env("TRUNK_SKIP_VERSION_CHECK", "true");
        if let Some(toolchain) = &self.toolchain {
            command.env("RUSTUP_TOOLCHAIN", toolchain);
        }
        command
    }

    fn path(&self) -> OsString {
        let own = env::var_os("PATH").unwrap_or_default();
        env::join_paths(self.folders.iter().cloned().chain(env::split_paths(&own))).unwrap_or(own)
    }

    /// Where a program is, if anywhere.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        env::split_paths(&self.path()).map(|folder| folder.join(program)).find(|file| file.is_file())
    }

    /// What a short command writes to its standard output; nothing when it cannot run or fails.
    pub(crate) fn ask(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let answer = self.command(self.find(program)?).args(arguments).stderr(Stdio::null()).output().ok()?;
        answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).into_owned())
    }

    /// Runs a program to its end with one line of progress, and fails if it does.
    pub(crate) fn run(&self, doing: &str, command: &mut Command) -> Result<Finished, Failure> {
        println!("{doing}");
        let finished = self.attempt(doing, command)?;
        if finished.success {
            Ok(finished)
        } else {
            Err(Failure::Program { doing: doing.to_owned(), tail: tail(&finished.output, 60), log: finished.log })
        }
    }

    /// Runs a program to its end, whatever the end is.
    pub(crate) fn attempt(&self, doing: &str, command: &mut Command) -> Result<Finished, Failure> {
        let log = self.log(doing)?;
        let mut child = spawn_logged(command, &log)?;
        let status = self.follow(&mut child, &log);
        if status.is_err() {
            end(&mut child);
        }
        let success = status?.success();
        let output = fs::read(&log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        Ok(Finished { success, output, log })
    }

    /// A fresh log file for something that is being done.
    pub(crate) fn log(&self, doing: &str) -> Result<PathBuf, Failure> {
        let folder = self.repository.scratch().join("logs");
        fs::create_dir_all(&folder).map_err(Failure::system(format!("make {}", folder.display())))?;
        let name: String = doing.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
        Ok(folder.join(format!("{}.log", name.trim_matches('-'))))
    }

    fn follow(&self, child: &mut Child, log: &Path) -> Result<ExitStatus, Failure> {
        let mut shown = 0;
        let started = Instant::now();
        let mut beat = started;
        loop {
            let ended = child.try_wait().map_err(Failure::system("wait for a program"))?;
            if self.verbose {
                shown = show_from(log, shown);
            } else if beat.elapsed() > Duration::from_secs(60) {
                beat = Instant::now();
                println!("  … {}", last_line(log));
            }
            if let Some(status) = ended {
                return Ok(status);
            }
            if started.elapsed() > PATIENCE {
                return Err(Failure::Unexpected(format!("stopped after {} minutes; see {}", PATIENCE.as_secs() / 60, log.display())));
            }
            interrupt::pause()?;
        }
    }
}

/// Starts a program whose two outputs go to one file, in the order in which they are written.
pub(crate) fn spawn_logged(command: &mut Command, log: &Path) -> Result<Child, Failure> {
    let file = File::create(log).map_err(Failure::system(format!("write {}", log.display())))?;
    let second = file.try_clone().map_err(Failure::system("share a log"))?;
    let program = command.get_program().to_string_lossy().into_owned();
    command.stdout(file).stderr(second).spawn().map_err(Failure::system(format!("start {program}")))
}

/// Asks a program to end, then makes it: a test runner stops what it started only if it is asked.
pub(crate) fn end(child: &mut Child) {
    let asked = Command::new("sh").args(["-c", &format!("kill -TERM {}", child.id())]).stderr(Stdio::null()).status();
    let patience = Instant::now();
    while asked.is_ok() && patience.elapsed() < Duration::from_secs(5) {
        if matches!(child.try_wait(), Ok(Some(_))) {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let _ = child.kill();
    let _ = child.wait();
}

/// The last lines of what a program wrote.
pub(crate) fn tail(output: &str, lines: usize) -> String {
    let mut kept = VecDeque::new();
    for line in output.lines() {
        if kept.len() == lines {
            kept.pop_front();
        }
        kept.push_back(line);
    }
    kept.into_iter().map(|line| format!("    {line}\n")).collect()
}

fn last_line(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("still at it").chars().take(100).collect()
}

fn show_from(log: &Path, from: u64) -> u64 {
    let mut text = Vec::new();
    let read = File::open(log).and_then(|mut file| file.seek(SeekFrom::Start(from)).and_then(|_| file.read_to_end(&mut text)));
    let _ = std::io::stdout().write_all(&text);
    from + read.unwrap_or(0) as u64
}
