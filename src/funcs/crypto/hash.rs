//! Checksums in hexadecimal. Source: sprig, crypto.go.

use super::super::Env;
use super::text;
use crate::value::{Value, string_bytes};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use std::fmt::Write;

/// Source: sprig, crypto.go, `sha1sum`.
pub(super) fn sha1sum(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(hex(&Sha1::digest(string_bytes(text(args, 0)))))
}

/// Source: sprig, crypto.go, `sha256sum`.
pub(super) fn sha256sum(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(hex(&Sha256::digest(string_bytes(text(args, 0)))))
}

/// Source: sprig, crypto.go, `sha512sum`.
pub(super) fn sha512sum(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(hex(&Sha512::digest(string_bytes(text(args, 0)))))
}

/// The Adler-32 checksum in decimal. Source: sprig, crypto.go, `adler32sum`.
pub(super) fn adler32sum(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(adler2::adler32_slice(&string_bytes(text(args, 0))).to_string().into())
}

fn hex(bytes: &[u8]) -> Value {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out.into()
}
