//! The page of the app: its files are named as they lie in the folder of the site in which this server has it, and it says what it shows for readers that
//! run no script. Not: the files.

use crate::desk::Desk;
use crate::programme::Encoding;
use crate::structured;

/// The page for the screen at `path`, packed as it is asked for.
pub(super) fn of(desk: &Desk, path: &str, built: Vec<u8>, preferred: Encoding) -> (Vec<u8>, Encoding) {
    let built = String::from_utf8_lossy(&built);
    let page = placed(&built, &desk.settings.base);
    let page = structured::of(desk, path).and_then(|block| structured::inserted(&page, &block)).unwrap_or(page);
    packed(page, preferred)
}

/// A page with its own files named from the root of the site, in which the app is in the folder `base`: a release names them as they lie to the page, a
/// build for development as if that were the root.
pub(crate) fn placed(page: &str, base: &str) -> String {
    let from_root = format!("=\"{base}/");
    page.replace("=\"/", &from_root).replace("=\"./", &from_root)
}

/// Packed at each request: quality 5 takes less than a millisecond for a page.
fn packed(page: String, preferred: Encoding) -> (Vec<u8>, Encoding) {
    let quality = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    let mut small = Vec::new();
    match preferred {
        Encoding::Brotli if brotli::BrotliCompress(&mut page.as_bytes(), &mut small, &quality).is_ok() => (small, Encoding::Brotli),
        Encoding::Brotli | Encoding::Gzip | Encoding::Identity => (page.into_bytes(), Encoding::Identity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_files_where_they_are() {
        let release = "<script src=\"./boot-1.js\"></script><meta data-wasm=\"./w.wasm\"><a href=\"\">x</a>";
        let build = "<script src=\"/boot-1.js\"></script><meta data-wasm=\"/w.wasm\"><a href=\"\">x</a>";
        for page in [release, build] {
            assert_eq!(placed(page, ""), build);
            assert_eq!(
                placed(page, "/2027/app"),
                "<script src=\"/2027/app/boot-1.js\"></script><meta data-wasm=\"/2027/app/w.wasm\"><a href=\"\">x</a>"
            );
        }
    }

    #[test]
    fn a_page_is_packed_for_who_takes_it() {
        let page = "<p>".repeat(1000);
        let (packed_page, encoding) = packed(page.clone(), Encoding::Brotli);
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut packed_page.as_slice(), &mut unpacked).unwrap();
        assert_eq!((unpacked, encoding), (page.clone().into_bytes(), Encoding::Brotli));
        assert_eq!(packed(page.clone(), Encoding::Gzip), (page.into_bytes(), Encoding::Identity));
    }
}
