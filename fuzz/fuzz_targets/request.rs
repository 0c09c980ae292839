//! Requests for certificates: half of the inputs are the bytes that are armoured here, half are the whole text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openclaw_render_fuzz::{armored, request};

fuzz_target!(|input: (bool, Vec<u8>)| {
    let (is_armored, bytes) = input;
    request(&if is_armored { bytes } else { armored(&bytes) });
});
