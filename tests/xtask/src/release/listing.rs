//! The files of a folder by their names, in an order that is the same everywhere. Not: what is in them.

use crate::failure::Failure;
use std::fs;
use std::path::Path;

/// Every file at or below `folder`, as `a/b.c`, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    collect(folder, "", &mut found)?;
    found.sort_unstable();
    Ok(found)
}

fn collect(folder: &Path, above: &str, found: &mut Vec<String>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::system(format!("read {}", folder.display())))?;
    for entry in entries {
        let entry = entry.map_err(Failure::system(format!("read {}", folder.display())))?;
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() { collect(&path, &format!("{name}/"), found)? } else { found.push(name) }
    }
    Ok(())
}
