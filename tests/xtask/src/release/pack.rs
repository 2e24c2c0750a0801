//! Every file of the app packed beforehand as `x.br` and `x.gz`, so that no server has to. The same bytes give the same bytes: no time, no name
//! is in them.

use super::listing;
use crate::failure::Failure;
use crate::size::packed;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Endings of files that are smaller packed; pictures are not.
const WORTH: [&str; 8] = ["html", "js", "css", "wasm", "svg", "json", "txt", "webmanifest"];

/// Writes the packed forms of everything worth it but the file named.
pub(super) fn pack(folder: &Path, but: &str) -> Result<(), Failure> {
    for name in listing::files(folder)?.into_iter().filter(|name| name != but && is_worth(name)) {
        let bytes = fs::read(folder.join(&name)).map_err(Failure::system(format!("read {name}")))?;
        for (ending, small) in [("br", packed(&bytes)?), ("gz", gzipped(&bytes)?)] {
            if small.len() < bytes.len() {
                fs::write(folder.join(format!("{name}.{ending}")), small).map_err(Failure::system(format!("write {name}.{ending}")))?;
            }
        }
    }
    Ok(())
}

fn is_worth(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| WORTH.contains(&ending))
}

fn gzipped(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).and_then(|()| packer.finish()).map_err(Failure::system("compress"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use std::io::Read;

    #[test]
    fn what_is_smaller_packed_is_packed_twice_and_the_rest_is_left() {
        let folder = std::env::temp_dir().join(format!("plenary-xtask-pack-{}", std::process::id()));
        fs::create_dir_all(folder.join("icons")).unwrap();
        for name in ["app.js", "icons/a.svg", "icons/a.png", "config.json"] {
            fs::write(folder.join(name), "a".repeat(1000)).unwrap();
        }
        fs::write(folder.join("tiny.txt"), "a").unwrap();
        pack(&folder, "config.json").unwrap();
        let names = listing::files(&folder).unwrap();
        let expected = [
            "app.js",
            "app.js.br",
            "app.js.gz",
            "config.json",
            "icons/a.png",
            "icons/a.svg",
            "icons/a.svg.br",
            "icons/a.svg.gz",
            "tiny.txt",
        ];
        assert_eq!(names, expected);
        let (mut text, packed) = (String::new(), fs::read(folder.join("app.js.gz")).unwrap());
        GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!((text.len(), &packed[4..8]), (1000, &[0; 4][..]), "no time in it");
        fs::remove_dir_all(&folder).unwrap();
    }
}
