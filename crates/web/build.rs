//! The page's files may come after the first build: cargo has to look for them again.

fn main() {
    println!("cargo::rerun-if-changed=../../page/dist");
}
