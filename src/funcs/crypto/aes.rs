//! AES with 256 bits in CBC mode, the initial vector in front, in base 64. Source: sprig, crypto.go.

use super::super::Env;
use super::text;
use crate::golang::base64;
use crate::value::{Value, string_bytes, string_from_bytes};
use aes::Aes256;
use aes::cipher::{BlockCipherDecrypt, BlockCipherEncrypt, KeyInit};

/// Bytes of a block.
const BLOCK: usize = 16;

/// Source: sprig, crypto.go, `encryptAES`.
pub(super) fn encrypt(env: &Env, args: &[Value]) -> Result<Value, String> {
    let plain = string_bytes(text(args, 1));
    if plain.is_empty() {
        return Ok("".into());
    }
    let cipher = cipher(text(args, 0));
    let mut iv = [0; BLOCK];
    env.random("encryptAES", &mut iv);
    // PKCS #7: the last bytes tell how many they are, and there is at least one.
    let padding = BLOCK - plain.len() % BLOCK;
    let mut padded = plain.into_owned();
    padded.resize(padded.len() + padding, padding as u8);
    let mut out = iv.to_vec();
    let mut previous = iv;
    let (blocks, _) = padded.as_chunks::<BLOCK>();
    for block in blocks {
        let mut block = xor(block, &previous).into();
        cipher.encrypt_block(&mut block);
        previous = block.into();
        out.extend(previous);
    }
    Ok(base64::encode(&out).into())
}

/// Source: sprig, crypto.go, `decryptAES`, with the panics that a broken text brings in Go.
pub(super) fn decrypt(_: &Env, args: &[Value]) -> Result<Value, String> {
    let encoded = string_bytes(text(args, 1));
    if encoded.is_empty() {
        return Ok("".into());
    }
    let crypt = base64::decode(&encoded)?;
    let Some((iv, crypt)) = crypt.split_first_chunk::<BLOCK>() else {
        // Go takes the vector out of the room that it made for the text, line breaks counted.
        let (len, room) = (crypt.len(), encoded.len() / 4 * 3);
        return Err(match room < BLOCK {
            true => format!("runtime error: slice bounds out of range [:{BLOCK}] with capacity {room}"),
            false => format!("runtime error: slice bounds out of range [{BLOCK}:{len}]"),
        });
    };
    let (blocks, []) = crypt.as_chunks::<BLOCK>() else {
        return Err("crypto/cipher: input not full blocks".to_owned());
    };
    let cipher = cipher(text(args, 0));
    let mut plain = Vec::with_capacity(crypt.len());
    let mut previous = iv;
    for block in blocks {
        let mut decrypted = (*block).into();
        cipher.decrypt_block(&mut decrypted);
        plain.extend(xor(&decrypted.into(), previous));
        previous = block;
    }
    let padding = plain.last().copied().map(usize::from).ok_or("runtime error: index out of range [-1]")?;
    match plain.len().checked_sub(padding) {
        Some(len) => Ok(string_from_bytes(&plain[..len]).into_owned().into()),
        None => Err(format!("runtime error: slice bounds out of range [:-{}]", padding - plain.len())),
    }
}

/// The key is the password, cut or filled with zeros.
fn cipher(password: &str) -> Aes256 {
    let mut key = [0; 32];
    for (place, byte) in key.iter_mut().zip(string_bytes(password).iter()) {
        *place = *byte;
    }
    Aes256::new(&key.into())
}

fn xor(a: &[u8; BLOCK], b: &[u8; BLOCK]) -> [u8; BLOCK] {
    std::array::from_fn(|index| a[index] ^ b[index])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helm::Helm;
    use crate::world::System;
    use std::sync::Arc;

    fn call(run: super::super::super::Run, password: &str, text: &str) -> Result<String, String> {
        let env = Env::new(Helm::V4, Arc::new(System));
        run(&env, &[password.into(), text.into()]).map(|value| value.as_str().unwrap().to_owned())
    }

    #[test]
    fn decrypting_undoes_encrypting() {
        for plain in ["", "a", "exactly16bytes!!", "zażółć gęślą jaźń"] {
            let long = "a password that is longer than the key of 32 bytes";
            for password in ["", "secret", long] {
                let crypt = call(encrypt, password, plain).unwrap();
                assert_eq!(call(decrypt, password, &crypt).unwrap(), plain);
            }
        }
    }

    /// The crypts and the texts are sprig's (v3.3.0 on go1.26).
    #[test]
    fn texts_of_sprig() {
        let crypt = "30tEfhuJSVRhpG97XCuWgz2okj7L8vQ1s6V9zVUPeDQ=";
        assert_eq!(call(decrypt, "secretkey", crypt).unwrap(), "plaintext");
        let cases = [
            ("!", "illegal base64 data at input byte 0"),
            ("AAAA", "runtime error: slice bounds out of range [:16] with capacity 3"),
            ("AAAAAAAAAAAAAAAAAAAA\n\n\n\n", "runtime error: slice bounds out of range [16:15]"),
            ("AAAAAAAAAAAAAAAAAAAAAA==", "runtime error: index out of range [-1]"),
            ("AAAAAAAAAAAAAAAAAAAAAAAA", "crypto/cipher: input not full blocks"),
            (
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "runtime error: slice bounds out of range [:-19]",
            ),
        ];
        for (text, error) in cases {
            assert_eq!(call(decrypt, "k", text).unwrap_err(), error, "{text:?}");
        }
    }
}
