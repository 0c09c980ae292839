//! RSA: key generation and PKCS #1 v1.5 signatures.
//!
//! The `rsa` crate is under RUSTSEC-2023-0071 in every version, for decryption that can be timed over a
//! network. Nothing is decrypted here, and what is left is little: primes come from `crypto-primes`, the rest
//! is arithmetic of `num-bigint`.

use super::der::{self, Reader, is_positive};
use chacha20::ChaCha20Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use crypto_bigint::BoxedUint;
use crypto_primes::hazmat::{SetBits, SmallFactorsSieveFactory};
use crypto_primes::{Flavor, is_prime, sieve_and_find};
use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, Zero};
use sha2::{Digest, Sha256};
use std::thread;

/// A private key with two primes.
#[derive(Clone, Debug)]
pub(super) struct RsaKey {
    n: BigUint,
    e: BigUint,
    d: BigUint,
    p: BigUint,
    q: BigUint,
}

/// The public exponent of every new key.
const EXPONENT: u32 = 65_537;

/// Smallest modulus that signs, in bits. Source: Go, crypto/rsa, `checkKeySize`.
const MIN_BITS: u64 = 1024;

/// What stands before the hash in a signature: the sequence that names SHA-256.
const SHA256_PREFIX: &[u8] = &[
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

impl RsaKey {
    /// A new key with a modulus of `bits` bits. Source: Go, crypto/rsa, `GenerateKey`.
    ///
    /// # Errors
    /// When no prime can be drawn, which a sound generator rules out.
    pub(super) fn generate(rng: &mut ChaCha20Rng, bits: u32) -> Result<RsaKey, String> {
        let e = BigUint::from(EXPONENT);
        loop {
            let (p, q) = prime_pair(rng, bits / 2)?;
            let n = &p * &q;
            let totient = (&p - 1_u32).lcm(&(&q - 1_u32));
            // One pair in some thousands does not go with the exponent.
            if p != q
                && n.bits() == u64::from(bits)
                && let Some(d) = e.modinv(&totient)
            {
                return Ok(RsaKey { n, e, d, p, q });
            }
        }
    }

    /// The key in the form of PKCS #1. Source: Go, crypto/x509, `MarshalPKCS1PrivateKey`.
    pub(super) fn to_pkcs1(&self) -> Vec<u8> {
        let d_of = |prime: &BigUint| &self.d % (prime - 1_u32);
        let inverse = self.q.modinv(&self.p).unwrap_or_default();
        let numbers = [&self.n, &self.e, &self.d, &self.p, &self.q, &d_of(&self.p), &d_of(&self.q), &inverse];
        let elements: Vec<u8> =
            numbers.into_iter().flat_map(|number| der::integer(&number.to_bytes_be())).collect();
        der::sequence(&[&der::integer(&[0]), &elements])
    }

    /// Reads the form of PKCS #1. Source: Go, crypto/x509, `ParsePKCS1PrivateKey`.
    ///
    /// # Errors
    /// Go's sentences for a key that does not fit together; for one that is no key at all, the shorter
    /// `asn1: structure error`.
    pub(super) fn from_pkcs1(bytes: &[u8]) -> Result<RsaKey, String> {
        let [version, n, e, d, p, q, dp, dq, inverse] = read_pkcs1(bytes).ok_or("asn1: structure error")?;
        match version {
            [0] => {}
            [1] => return Err("keys with more than two primes are not supported".to_owned()),
            _ => return Err("x509: unsupported private key version".to_owned()),
        }
        let positive = |bytes: &[u8]| match is_positive(bytes) {
            true => Ok(BigUint::from_bytes_be(bytes)),
            false => Err("x509: private key contains zero or negative value"),
        };
        let key =
            RsaKey { n: positive(n)?, e: positive(e)?, d: positive(d)?, p: positive(p)?, q: positive(q)? };
        let [dp, dq, inverse] = [positive(dp)?, positive(dq)?, positive(inverse)?];
        key.check(&dp, &dq, &inverse).map(|()| key).map_err(str::to_owned)
    }

    /// Source: Go, crypto/internal/fips140/rsa, `checkPrivateKey`.
    fn check(&self, dp: &BigUint, dq: &BigUint, inverse: &BigUint) -> Result<(), &'static str> {
        let one = BigUint::one();
        if self.p <= one || self.q <= one || self.p >= self.n || self.q >= self.n {
            return Err("crypto/rsa: invalid prime");
        }
        if &self.p * &self.q != self.n {
            return Err("crypto/rsa: p * q != n");
        }
        for (exponent, prime) in [(dp, &self.p), (dq, &self.q)] {
            let order = prime - 1_u32;
            if order.is_zero() || !(exponent * &self.e % &order).is_one() {
                return Err("crypto/rsa: invalid CRT exponent");
            }
        }
        if !(inverse * &self.q % &self.p).is_one() {
            return Err("crypto/rsa: invalid CRT coefficient");
        }
        if &self.d % (&self.p - 1_u32) != *dp {
            return Err("crypto/rsa: d does not match dP");
        }
        if &self.d % (&self.q - 1_u32) != *dq {
            return Err("crypto/rsa: d does not match dQ");
        }
        Ok(())
    }

    /// The public key in the form of PKCS #1.
    pub(super) fn public_key(&self) -> Vec<u8> {
        der::sequence(&[&der::integer(&self.n.to_bytes_be()), &der::integer(&self.e.to_bytes_be())])
    }

    /// Signs with SHA-256. Source: RFC 8017, section 8.2.1.
    ///
    /// # Errors
    /// For a key that Go finds too small.
    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, String> {
        let bits = self.n.bits();
        if bits < MIN_BITS {
            let page = "https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size";
            return Err(format!("crypto/rsa: {bits}-bit keys are insecure (see {page})"));
        }
        let size = usize::try_from(bits.div_ceil(8)).unwrap_or_default();
        let hash = [SHA256_PREFIX, &Sha256::digest(message)].concat();
        let padding = vec![0xFF; size.saturating_sub(hash.len() + 3)];
        let padded = [&[0, 1], &*padding, &[0], &*hash].concat();
        let signature = BigUint::from_bytes_be(&padded).modpow(&self.d, &self.n).to_bytes_be();
        let zeros = vec![0; size.saturating_sub(signature.len())];
        Ok([zeros, signature].concat())
    }
}

/// The nine numbers of a private key.
pub(super) fn read_pkcs1(bytes: &[u8]) -> Option<[&[u8]; 9]> {
    let mut outer = Reader(bytes);
    let mut inner = outer.inside(der::SEQUENCE)?;
    let mut numbers = [&[][..]; 9];
    for number in &mut numbers {
        *number = inner.integer()?;
    }
    outer.is_empty().then_some(numbers)
}

/// Two primes of `bits` bits each, drawn at the same time where there is a second core.
fn prime_pair(rng: &mut ChaCha20Rng, bits: u32) -> Result<(BigUint, BigUint), String> {
    let mut seeds = [[0; 32]; 2];
    rng.fill_bytes(seeds.as_flattened_mut());
    let [first, second] = seeds;
    let draw = move |seed| prime(&mut ChaCha20Rng::from_seed(seed), bits);
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, move || draw(second));
        let p = draw(first);
        let q = other.ok().and_then(|thread| thread.join().ok()).unwrap_or_else(|| draw(second));
        Ok((p?, q?))
    })
}

/// A prime of `bits` bits, the upper two of them set, so that a product of two has all its bits.
fn prime(rng: &mut ChaCha20Rng, bits: u32) -> Result<BigUint, String> {
    let failed = |error: &dyn std::fmt::Display| format!("no prime of {bits} bits: {error}");
    let sieve = SmallFactorsSieveFactory::<BoxedUint>::new(Flavor::Any, bits, SetBits::TwoMsb);
    let sieve = sieve.map_err(|error| failed(&error))?;
    let found = sieve_and_find(rng, sieve, |_, candidate| is_prime(Flavor::Any, candidate));
    let found = found.map_err(|error| failed(&error))?.ok_or_else(|| failed(&"the range has none"))?;
    Ok(BigUint::from_bytes_be(&found.to_be_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_undone_by_the_public_exponent() {
        let key = RsaKey::generate(&mut ChaCha20Rng::seed_from_u64(3), 1024).unwrap();
        let signature = key.sign(b"message").unwrap();
        let opened = BigUint::from_bytes_be(&signature).modpow(&key.e, &key.n).to_bytes_be();
        assert_eq!((signature.len(), opened.len()), (128, 127));
        assert!(opened.ends_with(&Sha256::digest(b"message")));
        let same = RsaKey::from_pkcs1(&key.to_pkcs1()).unwrap();
        assert_eq!(same.public_key(), key.public_key());
    }

    /// The texts are Go's (go1.26).
    #[test]
    fn keys_that_do_not_fit_together() {
        let key = RsaKey::generate(&mut ChaCha20Rng::seed_from_u64(4), 256).unwrap();
        let broken = |change: fn(&mut RsaKey)| {
            let mut key = key.clone();
            change(&mut key);
            RsaKey::from_pkcs1(&key.to_pkcs1()).unwrap_err()
        };
        assert_eq!(broken(|key| key.n += 2_u32), "crypto/rsa: p * q != n");
        assert_eq!(broken(|key| key.d += 2_u32), "crypto/rsa: invalid CRT exponent");
        assert_eq!(
            broken(|key| key.d = BigUint::zero()),
            "x509: private key contains zero or negative value"
        );
        assert!(key.sign(b"").unwrap_err().starts_with("crypto/rsa: 256-bit keys are insecure"));
    }
}
