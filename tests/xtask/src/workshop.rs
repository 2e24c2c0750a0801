//! Building the workshop: a program of its own beside the app, with the names and the integrity that Trunk gives to what it builds itself.
//! Not: putting it into the page, which is `parts`.

use crate::failure::Failure;
use crate::own_std::Std;
use crate::shell::Shell;
use sha2::{Digest, Sha384};
use std::fs;
use std::path::Path;

const NAME: &str = "plenary-workshop";
/// The same as in index.html: a release is stripped of the list of features it uses, so wasm-opt has to be told.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];
/// As in index.html too, which says why.
const WASM_PASSES: [&str; 9] =
    ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "--flatten", "--rereloop", "-Oz", "-Oz", "--reorder-functions-by-name"];

/// The files of a part and what their bytes must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Built {
    /// Name of the module in the part's folder.
    pub(crate) script: String,
    /// Its `integrity`.
    pub(crate) script_integrity: String,
    /// Name of the WebAssembly in the part's folder.
    pub(crate) wasm: String,
    /// Its `integrity`.
    pub(crate) wasm_integrity: String,
}

/// Builds it into `folder`, which is made anew.
pub(crate) fn build(shell: &Shell, std: Std, folder: &Path) -> Result<(), Failure> {
    let features = ["--no-default-features", "--features", "workshop-part"];
    let mut cargo = shell.command("cargo");
    std.apply(&mut cargo)
        .args(["build", "--release", "--target", "wasm32-unknown-unknown", "--package", "plenary", "--bin", NAME])
        .args(features);
    shell.run("building the workshop (release), about a minute", &mut cargo)?;
    let raw = shell.repository.target.join("wasm32-unknown-unknown").join("release").join(format!("{NAME}.wasm"));
    let bound = folder.with_extension("bound");
    let mut bindgen = shell.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", NAME, "--out-dir"]).arg(&bound).arg(&raw);
    shell.run("binding the workshop", &mut bindgen)?;
    let small = bound.join("small.wasm");
    let mut opt = shell.command("wasm-opt");
    opt.arg("-Oz").args(WASM_FEATURES).args(WASM_PASSES).arg("-o").arg(&small).arg(bound.join(format!("{NAME}_bg.wasm")));
    shell.run("making the workshop small", &mut opt)?;
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(Failure::system("make the workshop's folder"))?;
    for (file, ending) in [(format!("{NAME}.js"), ".js"), ("small.wasm".to_owned(), "_bg.wasm")] {
        let bytes = fs::read(bound.join(&file)).map_err(Failure::system(format!("read {file}")))?;
        let name = format!("{NAME}-{}{ending}", hash(&bytes));
        fs::write(folder.join(&name), bytes).map_err(Failure::system(format!("write {name}")))?;
    }
    Ok(())
}

/// What was built into `folder`.
pub(crate) fn built(folder: &Path) -> Result<Built, Failure> {
    let find = |ending: &str| {
        let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let name = names.into_iter().find(|name| name.starts_with(NAME) && name.ends_with(ending));
        let name = name.ok_or_else(|| Failure::Unexpected(format!("{} holds no workshop (*{ending})", folder.display())))?;
        let bytes = fs::read(folder.join(&name)).map_err(Failure::system(format!("read {name}")))?;
        Ok((name, integrity(&bytes)))
    };
    let ((script, script_integrity), (wasm, wasm_integrity)) = (find(".js")?, find(".wasm")?);
    Ok(Built { script, script_integrity, wasm, wasm_integrity })
}

/// For a file's name: another content has another.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha384::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// As an `integrity` attribute wants it.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

/// RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place) & 63) as usize;
            text.push(if place <= group.len() { char::from(ALPHABET[digit]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let written: Vec<String> = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].iter().map(|text| base64(text.as_bytes())).collect();
        assert_eq!(written, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"]);
    }

    #[test]
    fn integrity_is_what_a_browser_computes() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
        assert_ne!(hash(b"a"), hash(b"b"));
    }

    #[test]
    fn the_page_has_its_programs_made_small_in_the_same_way() {
        let page = include_str!("../../../index.html");
        let passes = page.split("data-wasm-opt-params=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(passes.split(' ').collect::<Vec<_>>(), [&WASM_FEATURES[..], &WASM_PASSES].concat());
    }

    #[test]
    fn a_folder_without_the_workshop_is_told() {
        let folder = std::env::temp_dir().join(format!("plenary-xtask-workshop-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("plenary-workshop-1.js"), "x").unwrap();
        assert!(matches!(built(&folder), Err(Failure::Unexpected(_))));
        fs::write(folder.join("plenary-workshop-1_bg.wasm"), "y").unwrap();
        let found = built(&folder).unwrap();
        assert_eq!((found.script.as_str(), found.wasm_integrity), ("plenary-workshop-1.js", integrity(b"y")));
        fs::remove_dir_all(&folder).unwrap();
    }
}
