//! A packed chart loads, or ends in an error: half of the inputs are a tar that is packed here, half are the whole file.
#![no_main]

use flate2::{Compression, write::GzEncoder};
use libfuzzer_sys::fuzz_target;
use openclaw_render::chart::{self, LoadOptions};
use openclaw_render::helm::Helm;
use openclaw_render::log::Log;
use openclaw_render::world::{Entry, Kind, World};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

struct Packed(Vec<u8>);

impl World for Packed {
    fn read(&self, _: &Path, _: u64) -> io::Result<Vec<u8>> {
        Ok(self.0.clone())
    }

    fn list(&self, _: &Path) -> io::Result<Vec<Entry>> {
        Ok(Vec::new())
    }

    fn stat(&self, _: &Path) -> io::Result<Kind> {
        Ok(Kind::File(self.0.len() as u64))
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    fn stdin(&self) -> io::Result<Vec<u8>> {
        Err(io::Error::other("there is none"))
    }

    fn var(&self, _: &str) -> Option<String> {
        None
    }

    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn random(&self, buffer: &mut [u8]) {
        buffer.fill(4);
    }
}

fuzz_target!(|input: (bool, Vec<u8>)| {
    let (is_tar, bytes) = input;
    let bytes = if is_tar {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(&bytes).and_then(|()| encoder.finish()).unwrap()
    } else {
        bytes
    };
    for helm in [Helm::V3, Helm::V4] {
        let options = LoadOptions { helm, allow: &[] };
        let _ = chart::load(Path::new("/c.tgz"), &Packed(bytes.clone()), &options, &mut Log::new(helm));
    }
});
