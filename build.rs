//! Links the program so that it starts quickly. A start is a few milliseconds, and most of them went into the pages of
//! the program itself:
//!
//! - **A fixed address.** A position-independent program relocates its tables before `main`: here some 60,000 pointers
//!   on 400 pages, each copied for the process. The dependencies and the library stay position-independent; only the
//!   last link differs.
//! - **The C library inside**, where its archive is installed: finding, mapping and binding three shared libraries is
//!   a third of what an empty process costs.
//! - **What runs stands together.** A render touches a seventh of nine megabytes of code. `link/hot.ld` names those
//!   functions; `link/record.py` writes it.
//!
//! Each of them is left out where it cannot be had: the program is the same, and starts later.
//!
//! Before that it reads the built-in chart's programs (`templates/openclaw`), schema and values, so that a render need not.

#![allow(clippy::disallowed_methods, reason = "Cargo tells a build script its target in the environment")]

#[allow(unreachable_pub, dead_code, reason = "a module of the library, which uses all of it")]
#[path = "src/compile/code.rs"]
mod code;
#[path = "src/compile/read.rs"]
mod read;
#[allow(unreachable_pub, dead_code, reason = "a module of the library, which uses all of it")]
#[path = "src/json/tree.rs"]
mod tree;

use std::env;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The libraries that rustc names for a program on glibc. Source: the crates `libc` and `unwind`.
const LIBRARIES: [&str; 7] = ["c", "m", "gcc_s", "util", "rt", "pthread", "dl"];

/// The archives in which all of them are.
const ARCHIVES: [&str; 4] = ["libc.a", "libm.a", "libgcc.a", "libgcc_eh.a"];

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    link();
    programs()?;
    trees()
}

/// Writes `programs.rs`: the steps of every program of the built-in chart, as `src/compile/builtin.rs` includes them.
fn programs() -> Result<(), String> {
    const FOLDER: &str = "templates/openclaw";
    println!("cargo::rerun-if-changed={FOLDER}");
    println!("cargo::rerun-if-changed=src/compile/code.rs");
    println!("cargo::rerun-if-changed=src/compile/read.rs");
    let folder = path("CARGO_MANIFEST_DIR").join(FOLDER);
    let entries = std::fs::read_dir(&folder).map_err(|error| failed(&folder, &error))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    let mut source =
        "use Step::*;\n#[rustfmt::skip]\nstatic PROGRAMS: &[(&str, &[Compiled])] = &[\n".to_owned();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|error| failed(&file, &error))?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let _ = writeln!(source, "({name:?}, &[");
        for (define, text) in split(&text) {
            let code = read::read(text).ok_or_else(|| failed(&file, &"not a program of the compiler"))?;
            let define =
                define.map_or_else(|| "Option::None".to_owned(), |name| format!("Option::Some({name})"));
            let _ = writeln!(
                source,
                "Compiled {{ define: {define}, text: {text:?}, steps: &{:?}, own: {:?} }},",
                code.steps, code.own
            );
        }
        source.push_str("]),\n");
    }
    source.push_str("];\n");
    let out = path("OUT_DIR").join("programs.rs");
    std::fs::write(&out, source).map_err(|error| failed(&out, &error))
}

/// Writes `schema.rs` and `values.rs`: the schema and the values of the built-in chart as trees, as `src/schema/json.rs`
/// and `src/chart/builtin.rs` include them.
fn trees() -> Result<(), String> {
    println!("cargo::rerun-if-changed=src/json/tree.rs");
    let read = |name: &str| {
        let file = path("CARGO_MANIFEST_DIR").join("chart").join(name);
        println!("cargo::rerun-if-changed={}", file.display());
        std::fs::read_to_string(&file).map_err(|error| failed(&file, &error))
    };
    let text = read("values.schema.json")?;
    let schema = tree::Json::read(&text).map_err(|unread| format!("values.schema.json: {unread:?}"))?;
    write_tree("SCHEMA", &schema, "schema.rs")?;
    // Another reader than the library's own: a test compares.
    let values: yaml_serde::Value =
        yaml_serde::from_str(&read("values.yaml")?).map_err(|error| format!("values.yaml: {error}"))?;
    let values = serde_json::to_string(&values).map_err(|error| format!("values.yaml: {error}"))?;
    let values = tree::Json::read(&values).map_err(|unread| format!("values.yaml: {unread:?}"))?;
    write_tree("VALUES", &values, "values.rs")
}

fn write_tree(name: &str, tree: &tree::Json<'_>, file: &str) -> Result<(), String> {
    let mut source = format!("#[rustfmt::skip]\npub(super) static {name}: Json<'static> = ");
    write_json(tree, &mut source);
    source.push_str(";\n");
    let out = path("OUT_DIR").join(file);
    std::fs::write(&out, source).map_err(|error| failed(&out, &error))
}

/// The expression that is this value.
fn write_json(json: &tree::Json<'_>, out: &mut String) {
    use tree::Json;
    let _ = match json {
        Json::Null => write!(out, "Json::Null"),
        Json::Bool(value) => write!(out, "Json::Bool({value})"),
        Json::Number(digits) => write!(out, "Json::Number({digits:?})"),
        Json::Str(text) => write!(out, "Json::Str(Cow::Borrowed({text:?}))"),
        Json::Array(items) => {
            out.push_str("Json::Array(List::Known(&[");
            for item in items.iter() {
                write_json(item, out);
                out.push(',');
            }
            write!(out, "]))")
        }
        Json::Object(entries) => {
            out.push_str("Json::Object(List::Known(&[");
            for (key, value) in entries.iter() {
                let _ = write!(out, "(Cow::Borrowed({key:?}),");
                write_json(value, out);
                out.push_str("),");
            }
            write!(out, "]))")
        }
    };
}

/// A folder that Cargo names.
fn path(key: &str) -> PathBuf {
    PathBuf::from(env::var_os(key).unwrap_or_default())
}

fn failed(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

/// The programs of one file as `openclaw-render compile` writes them: the file's own, and those of its definitions with
/// their quoted names.
fn split(text: &str) -> Vec<(Option<&str>, &str)> {
    const DEFINE: &str = "{# define ";
    let (own, defines) = text.split_at(text.find(DEFINE).unwrap_or(text.len()));
    let parts = defines.split(DEFINE).skip(1).filter_map(|part| {
        let (name, program) = part.split_once(" #}")?;
        Some((Some(name), program.strip_suffix('\n').unwrap_or(program)))
    });
    std::iter::once((None, own)).chain(parts).collect()
}

fn link() {
    println!("cargo::rerun-if-changed=link/hot.ld");
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") != "linux" {
        return;
    }
    let is_worth_it = is_optimised() && is_plain_linker();
    // A static program is linked as one that places itself; told otherwise, the linker mixes both and it crashes.
    let is_static = target("FEATURE").split(',').any(|feature| feature == "crt-static");
    if target("ENV") == "gnu" && !is_static {
        link_arg("-no-pie");
        if is_worth_it {
            c_library().iter().flatten().for_each(|arg| link_arg(arg));
        }
    }
    if is_worth_it {
        let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
        link_arg("-T");
        link_arg(&folder.join("link/hot.ld").display().to_string());
    }
}

fn link_arg(arg: &str) {
    println!("cargo::rustc-link-arg-bins={arg}");
}

fn is_optimised() -> bool {
    env::var("OPT_LEVEL").is_ok_and(|level| level != "0")
}

/// Whether nobody chose a linker: rustc's own and GNU's know what is asked of them here, others may not.
fn is_plain_linker() -> bool {
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    env::var_os("RUSTC_LINKER").is_none() && !flags.contains("link") && env::var("HOST") == env::var("TARGET")
}

/// The arguments that put the C library into the program; `None` where a trial does not succeed, for example because
/// only the shared library is installed.
///
/// `-C target-feature=+crt-static` would do the same, but is for the whole build or not at all.
fn c_library() -> Option<[String; 2]> {
    let folder = PathBuf::from(env::var_os("OUT_DIR")?).join("static");
    let archives: Vec<String> = ARCHIVES.iter().map(|name| archive(name)).collect::<Option<_>>()?;
    let script = format!("GROUP({})\n", archives.join(" "));
    std::fs::create_dir_all(&folder).ok()?;
    // rustc asks for shared libraries. A linker looks here first, and takes the archives for an answer.
    for name in LIBRARIES {
        std::fs::write(folder.join(format!("lib{name}.so")), &script).ok()?;
        std::fs::write(folder.join(format!("lib{name}.a")), &script).ok()?;
    }
    let args = [format!("-L{}", folder.display()), "-static".to_owned()];
    try_out(&folder.join("trial"), &args).then_some(args)
}

/// Where the C compiler keeps an archive.
fn archive(name: &str) -> Option<String> {
    let answer = Command::new("cc").arg(format!("-print-file-name={name}")).output().ok()?;
    let path = String::from_utf8(answer.stdout).ok()?.trim().to_owned();
    // What it does not have it calls by its bare name.
    Path::new(&path).is_absolute().then_some(path)
}

/// Links a small program in the way of rustc and runs it.
fn try_out(program: &Path, args: &[String]) -> bool {
    const SOURCE: &str = "#include <math.h>\n#include <stdio.h>\n\
        int main(int n, char **a) { return printf(\"%f\", pow(n, 0.5)) < 0; }\n";
    let mut compiler = Command::new("cc");
    compiler.args(["-x", "c", "-", "-o"]).arg(program).args(["-no-pie", "-nodefaultlibs", "-Wl,-Bdynamic"]);
    compiler.args(LIBRARIES.map(|name| format!("-l{name}"))).args(args);
    compiler.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = compiler.spawn() else { return false };
    let written = child.stdin.take().is_some_and(|mut input| input.write_all(SOURCE.as_bytes()).is_ok());
    let linked = child.wait().is_ok_and(|status| status.success());
    let runs = || Command::new(program).stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    written && linked && runs()
}
