//! Packed charts: half of the inputs are a tar that is packed here, half are the whole file.
#![no_main]

use flate2::{Compression, write::GzEncoder};
use libfuzzer_sys::fuzz_target;
use openclaw_render::helm::Helm;
use std::io::Write;

fuzz_target!(|input: (bool, Vec<u8>)| {
    let (is_tar, bytes) = input;
    let bytes = if is_tar {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::none());
        encoder.write_all(&bytes).and_then(|()| encoder.finish()).unwrap()
    } else {
        bytes
    };
    for helm in [Helm::V3, Helm::V4] {
        openclaw_render_fuzz::archive(bytes.clone(), helm);
    }
});
