//! Password hashes, and passwords made from a master password. Source: sprig, crypto.go.

use super::super::{Env, cost};
use super::{int, text};
use crate::value::{Value, string_bytes};
use bcrypt::Version;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A bcrypt hash, or a sentence that says why there is none. Source: sprig, crypto.go, `bcrypt`.
pub(super) fn bcrypt(env: &Env, args: &[Value]) -> Result<Value, String> {
    env.step(cost::HASH)?;
    Ok(hash(env, "bcrypt", text(args, 0)).into())
}

/// A line of a password file as Apache reads it. Source: sprig, crypto.go, `htpasswd`.
pub(super) fn htpasswd(env: &Env, args: &[Value]) -> Result<Value, String> {
    let user = text(args, 0);
    if user.contains(':') {
        return Ok(format!("invalid username: {user}").into());
    }
    env.step(cost::HASH)?;
    Ok(format!("{user}:{}", hash(env, "htpasswd", text(args, 1))).into())
}

/// Two to this power is the number of rounds. Source: golang.org/x/crypto/bcrypt, `DefaultCost`.
const BCRYPT_COST: u32 = 10;

/// Longest password that bcrypt takes, in bytes.
const BCRYPT_MAX_LEN: usize = 72;

fn hash(env: &Env, name: &'static str, password: &str) -> String {
    let password = string_bytes(password);
    if password.len() > BCRYPT_MAX_LEN {
        let fault = format!("bcrypt: password length exceeds {BCRYPT_MAX_LEN} bytes");
        return format!("failed to encrypt string with bcrypt: {fault}");
    }
    let mut salt = [0; 16];
    env.random(name, &mut salt);
    match bcrypt::hash_with_salt(&password, BCRYPT_COST, salt) {
        Ok(hash) => hash.format_for_version(Version::TwoA),
        Err(error) => format!("failed to encrypt string with bcrypt: {error}"),
    }
}

/// The password for a site, by the algorithm of Master Password. Source: sprig, crypto.go, `derivePassword`.
pub(super) fn derive_password(env: &Env, args: &[Value]) -> Result<Value, String> {
    // The engine has found the counter to be a `uint32`.
    let counter = int(args, 0) as u32;
    let [typ, password, user, site] = [1, 2, 3, 4].map(|index| text(args, index));
    let Some((_, templates)) = TEMPLATES.iter().find(|(name, _)| *name == typ) else {
        return Ok(format!("cannot find password template {typ}").into());
    };
    env.step(cost::HASH)?;
    let failed = |error: &dyn std::fmt::Display| format!("failed to derive password: {error}");
    let mut key = [0; 64];
    let derived = scrypt::Params::new(SCRYPT_LOG_N, SCRYPT_R, SCRYPT_P)
        .map_err(|error| failed(&error))
        .and_then(|params| {
            scrypt::scrypt(&string_bytes(password), &prefixed(user), &params, &mut key)
                .map_err(|error| failed(&error))
        });
    if let Err(error) = derived {
        return Ok(error.into());
    }
    let mut message = prefixed(site);
    message.extend(counter.to_be_bytes());
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&key) else { return Ok("".into()) };
    mac.update(&message);
    let seed = mac.finalize().into_bytes();
    let template = templates[usize::from(seed[0]) % templates.len()];
    let characters = template.bytes().zip(seed.iter().skip(1)).map(|(class, byte)| {
        let alphabet = alphabet(class);
        char::from(alphabet[usize::from(*byte) % alphabet.len()])
    });
    Ok(characters.collect::<String>().into())
}

/// The parameters of scrypt; the first is the logarithm of the 32768 that sprig writes.
const SCRYPT_LOG_N: u8 = 15;
const SCRYPT_R: u32 = 8;
const SCRYPT_P: u32 = 2;

/// The name of the algorithm, the length of `text` and `text`.
fn prefixed(text: &str) -> Vec<u8> {
    let bytes = string_bytes(text);
    let len = bytes.len() as u32;
    [b"com.lyndir.masterpassword".as_slice(), &len.to_be_bytes(), &bytes].concat()
}

/// The forms of each type of password; each letter stands for an alphabet.
const TEMPLATES: &[(&str, &[&str])] = &[
    ("maximum", &["anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"]),
    (
        "long",
        &[
            "CvcvnoCvcvCvcv",
            "CvcvCvcvnoCvcv",
            "CvcvCvcvCvcvno",
            "CvccnoCvcvCvcv",
            "CvccCvcvnoCvcv",
            "CvccCvcvCvcvno",
            "CvcvnoCvccCvcv",
            "CvcvCvccnoCvcv",
            "CvcvCvccCvcvno",
            "CvcvnoCvcvCvcc",
            "CvcvCvcvnoCvcc",
            "CvcvCvcvCvccno",
            "CvccnoCvccCvcv",
            "CvccCvccnoCvcv",
            "CvccCvccCvcvno",
            "CvcvnoCvccCvcc",
            "CvcvCvccnoCvcc",
            "CvcvCvccCvccno",
            "CvccnoCvcvCvcc",
            "CvccCvcvnoCvcc",
            "CvccCvcvCvccno",
        ],
    ),
    ("medium", &["CvcnoCvc", "CvcCvcno"]),
    ("short", &["Cvcn"]),
    ("basic", &["aaanaaan", "aannaaan", "aaannaaa"]),
    ("pin", &["nnnn"]),
];

/// The characters that a letter of a template stands for.
fn alphabet(class: u8) -> &'static [u8] {
    match class {
        b'V' => b"AEIOU",
        b'C' => b"BCDFGHJKLMNPQRSTVWXYZ",
        b'v' => b"aeiou",
        b'c' => b"bcdfghjklmnpqrstvwxyz",
        b'a' => b"AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz",
        b'n' => b"0123456789",
        b'o' => b"@&%?,=[]_:-+*$#!'^~;()/.",
        _ => b"AEIOUaeiouBCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz0123456789!@#$%^&*()",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helm::Helm;
    use crate::world::System;
    use std::sync::Arc;

    fn env() -> Env {
        Env::new(Helm::V4, Arc::new(System))
    }

    fn derived(args: [&str; 4]) -> String {
        let args: Vec<Value> = [Value::Int(1)].into_iter().chain(args.map(Value::from)).collect();
        derive_password(&env(), &args).unwrap().as_str().unwrap().to_owned()
    }

    /// The answers are those of sprig v3.3.0.
    #[test]
    fn derived_passwords() {
        assert_eq!(derived(["long", "password", "user", "example.com"]), "ZedaFaxcZaso9*");
        assert_eq!(derived(["pin", "password", "user", "example.com"]), "6685");
        assert_eq!(derived(["basic", "password", "user", "example.com"]), "pIS54PLs");
        assert_eq!(derived(["maximum", "password", "user", "example.com"]), "pf4zS1LjCg&LjhsZ7T2~");
        assert_eq!(derived(["none", "", "", ""]), "cannot find password template none");
    }

    #[test]
    fn hashes_verify() {
        for password in ["", "pässword", &"x".repeat(72)] {
            let line = htpasswd(&env(), &["user".into(), password.into()]).unwrap();
            let hash = line.as_str().unwrap().strip_prefix("user:").unwrap();
            assert!(hash.starts_with("$2a$10$"), "{hash}");
            assert!(bcrypt::verify(password, hash).unwrap());
        }
    }

    /// The texts are Go's.
    #[test]
    fn faults_are_printed() {
        let long = bcrypt(&env(), &["x".repeat(73).into()]).unwrap();
        let fault = "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
        assert_eq!(long.as_str(), Some(fault));
        let colon = htpasswd(&env(), &["a:b".into(), "c".into()]).unwrap();
        assert_eq!(colon.as_str(), Some("invalid username: a:b"));
    }
}
