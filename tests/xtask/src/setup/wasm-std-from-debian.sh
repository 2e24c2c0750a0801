#!/usr/bin/env bash
# Builds the standard library for wasm32-unknown-unknown from Debian's signed packages and links Debian's compiler as the
# rustup toolchain `debian-web`. For machines on which `rustup target add` is refused. Not needed anywhere else.
set -euo pipefail

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

target=wasm32-unknown-unknown
# The names end in the version of LLVM; take the newest linker that this release of Debian has.
as_root apt-get update -q || true
linker=$(apt-cache pkgnames lld- | grep -E '^lld-[0-9]+$' | sort -t- -k2 -n | tail -n 1)
as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-remove --no-install-recommends \
  rustc-web cargo-web rust-web-src rust-web-llvm "${linker:?no package lld-N}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
echo '#![no_std]' > "$work/src/lib.rs"
cat > "$work/Cargo.toml" <<'TOML'
[package]
name = "carrier"
version = "0.0.0"
edition = "2024"

[profile.release]
opt-level = "z"
panic = "abort"
codegen-units = 1
TOML

build() {
  # The app is linked with fat LTO, which needs bitcode in the objects of the library.
  (cd "$work" && env -u RUSTUP_TOOLCHAIN -u CARGO_TARGET_DIR RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
    /usr/bin/cargo build --release --target "$target" -Zbuild-std="$1")
}
# `test` is for the unit tests in the browser; the app does without.
build std,panic_abort,test || build std,panic_abort

library=$(env -u RUSTUP_TOOLCHAIN /usr/bin/rustc --print target-libdir --target "$target")
as_root mkdir -p "$library"
as_root find "$library" -name '*.rlib' -delete
for rlib in "$work/target/$target/release/deps"/*.rlib; do
  case $rlib in */libcarrier-*) ;; *) as_root cp "$rlib" "$library/" ;; esac
done
rustup toolchain link debian-web /usr
echo "the standard library for $target is in $library"
