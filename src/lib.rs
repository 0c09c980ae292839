//! Renders a Helm chart the way `helm template` does, through minijinja.
//!
//! # Steps
//! - **Plan:** [`args`] reads the command line, [`plan`] turns it into one checked request.
//! - **Inputs:** [`chart`] and [`values`] are read; [`resolve`] decides which subcharts live and lays the values
//!   over each other; [`schema`] objects; [`scope`] builds what a template sees.
//! - **Language:** [`gotmpl`] parses Go templates, [`compile`] turns them into minijinja programs, [`render`] runs
//!   those; [`funcs`] is their vocabulary.
//! - **Manifests:** [`manifest`] splits and orders; [`validate`] and [`lint`] judge; [`output`] writes.
//! - **GitOps:** [`snapshot`] compares with what is committed, [`argocd`] reads what Argo CD wants of a plugin,
//!   [`scaffold`] fills in what stands around a chart.
//!
//! [`pipeline`] is that list in code, [`command`] the verbs that run a prefix of it. Everything is public so that
//! tests, benches and fuzz targets reach every station; the library promises no stable API.

pub mod command;
pub mod pipeline;

pub mod args;
pub mod plan;
pub mod chart;
pub mod values;
pub mod resolve;
pub mod schema;
pub mod scope;
pub mod gotmpl;
pub mod compile;
pub mod render;
pub mod manifest;
pub mod validate;
pub mod lint;
pub mod snapshot;
pub mod argocd;
pub mod scaffold;
pub mod output;

pub mod funcs;
pub mod yaml;
pub mod json;
pub mod toml;
pub mod golang;
pub mod semver;
pub mod value;
pub mod helm;
pub mod diag;
pub mod stack;
pub mod helpers;
pub mod sync;
pub mod log;
pub mod world;
