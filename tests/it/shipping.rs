//! What is shipped: a static program, an image without anything else, workflows that can be read.

use crate::support::root;
use std::path::PathBuf;

/// Whether an ELF file asks for a loader or for shared libraries: its program headers PT_INTERP, and the entries
/// DT_NEEDED of PT_DYNAMIC. Source: System V ABI, chapter 5, for 64 bits and little-endian.
fn asks_for_others(elf: &[u8]) -> (bool, usize) {
    let number = |at: usize, size: usize| {
        elf[at..at + size].iter().rev().fold(0usize, |number, byte| number << 8 | usize::from(*byte))
    };
    assert_eq!((&elf[..4], elf[4], elf[5]), (&b"\x7fELF"[..], 2, 1), "an ELF file, 64 bits, little-endian");
    let (start, size, count) = (number(32, 8), number(54, 2), number(56, 2));
    let (mut loader, mut needed) = (false, 0);
    for header in (0..count).map(|n| start + n * size) {
        match number(header, 4) {
            3 => loader = true,
            2 => {
                let (from, length) = (number(header + 8, 8), number(header + 32, 8));
                needed += (from..from + length).step_by(16).filter(|at| number(*at, 8) == 1).count();
            }
            _ => {}
        }
    }
    (loader, needed)
}

/// The static program. The release workflow names it; `cargo test` with `+crt-static` means its own.
pub(crate) fn static_program() -> Option<PathBuf> {
    let own =
        cfg!(target_feature = "crt-static").then(|| PathBuf::from(env!("CARGO_BIN_EXE_openclaw-render")));
    let found = std::env::var_os("OPENCLAW_RENDER_STATIC").map(PathBuf::from).or(own);
    if found.is_none() {
        println!(
            "skipped: not built with RUSTFLAGS=-Ctarget-feature=+crt-static, and OPENCLAW_RENDER_STATIC names no program"
        );
    }
    found
}

#[test]
fn the_program_is_static() {
    let Some(path) = static_program() else { return };
    assert_eq!(asks_for_others(&std::fs::read(path).unwrap()), (false, 0), "a loader, shared libraries");
}

/// The reader tells the difference: this test itself is linked to the C library, unless it is static too.
#[test]
#[cfg(all(target_os = "linux", target_pointer_width = "64", target_endian = "little"))]
fn a_linked_program_is_told_from_a_static_one() {
    let own = std::fs::read(std::env::current_exe().unwrap()).unwrap();
    let (loader, needed) = asks_for_others(&own);
    assert_eq!(loader && needed > 0, !cfg!(target_feature = "crt-static"));
}

#[test]
fn workflows_and_hooks_are_yaml_and_name_what_is_there() {
    for file in [".github/workflows/ci.yaml", ".github/workflows/release.yaml"] {
        let text = std::fs::read_to_string(root().join(file)).unwrap();
        let workflow = openclaw_render::yaml::parse_exact(&text).unwrap();
        assert!(workflow.get("jobs").is_some(), "{file}");
    }
    let release = std::fs::read_to_string(root().join(".github/workflows/release.yaml")).unwrap();
    for want in
        ["+crt-static", "sha256sum", "cyclonedx", "attest-build-provenance", "deploy/argocd/Containerfile"]
    {
        assert!(release.contains(want), "{want}");
    }
    let hooks = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let hooks = openclaw_render::yaml::parse_exact(&hooks).unwrap();
    for hook in hooks.as_list().unwrap() {
        let entry = hook.get("entry").unwrap();
        let verb = entry
            .as_str()
            .unwrap()
            .strip_prefix("openclaw-render ")
            .unwrap()
            .split(' ')
            .next()
            .unwrap()
            .to_owned();
        assert!(openclaw_render::args::VERBS.iter().any(|known| known.name == verb), "{verb}");
    }
}
