//! RSA: key generation and PKCS #1 v1.5 signatures.
//!
//! The `rsa` crate is under RUSTSEC-2023-0071 in every version, for decryption that can be timed over a
//! network. Nothing is decrypted here, and what is left is little: primes come from `crypto-primes`, the rest
//! is arithmetic of `num-bigint`.

use super::der::{self, Reader, SEQUENCE, is_positive};
use super::request::Hash;
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

    /// Makes a key of the numbers in PKCS #1. Source: Go, crypto/x509, `ParsePKCS1PrivateKey`.
    ///
    /// # Errors
    /// Go's sentences for a key that does not fit together.
    pub(super) fn from_pkcs1(numbers: &Pkcs1<'_>) -> Result<RsaKey, String> {
        let [version, n, e, d, p, q, dp, dq, inverse, more] = *numbers;
        // Go lets a negative version pass.
        if version.is_some_and(|version| is_positive(version) && version != [1]) {
            return Err("x509: unsupported private key version".to_owned());
        }
        if more.is_some() {
            return Err("keys with more than two primes are not supported".to_owned());
        }
        // A number that may be missing is the one that follows from the others.
        let positive = |bytes: Option<&[u8]>| match bytes {
            Some(bytes) if !is_positive(bytes) => Err("x509: private key contains zero or negative value"),
            bytes => Ok(bytes.map(BigUint::from_bytes_be)),
        };
        let [n, e, d, p, q] = [n, e, d, p, q].map(|bytes| positive(bytes).map(Option::unwrap_or_default));
        let key = RsaKey { n: n?, e: e?, d: d?, p: p?, q: q? };
        let [dp, dq, inverse] = [dp, dq, inverse].map(positive);
        key.check([dp?, dq?, inverse?]).map(|()| key).map_err(str::to_owned)
    }

    /// Source: Go, crypto/internal/fips140/rsa, `checkPrivateKey`.
    fn check(&self, derived: [Option<BigUint>; 3]) -> Result<(), &'static str> {
        let one = BigUint::one();
        if self.p <= one || self.q <= one || self.p >= self.n || self.q >= self.n {
            return Err("crypto/rsa: invalid prime");
        }
        if &self.p * &self.q != self.n {
            return Err("crypto/rsa: p * q != n");
        }
        let (dp, dq) = (&self.d % (&self.p - 1_u32), &self.d % (&self.q - 1_u32));
        // Go takes the three numbers that follow from the others only if all are there.
        let [given_dp, given_dq, inverse] = match derived {
            [Some(dp), Some(dq), Some(inverse)] => [dp, dq, inverse],
            _ => [dp.clone(), dq.clone(), self.q.modinv(&self.p).unwrap_or_default()],
        };
        for (exponent, prime) in [(&given_dp, &self.p), (&given_dq, &self.q)] {
            let order = prime - 1_u32;
            if order.is_zero() || !(exponent * &self.e % &order).is_one() {
                return Err("crypto/rsa: invalid CRT exponent");
            }
        }
        if !(inverse * &self.q % &self.p).is_one() {
            return Err("crypto/rsa: invalid CRT coefficient");
        }
        if dp != given_dp {
            return Err("crypto/rsa: d does not match dP");
        }
        if dq != given_dq {
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
        check_size(bits)?;
        let size = usize::try_from(bits.div_ceil(8)).unwrap_or_default();
        let hash = [SHA256_PREFIX, &Sha256::digest(message)].concat();
        let signature = BigUint::from_bytes_be(&padded(&hash, size)).modpow(&self.d, &self.n).to_bytes_be();
        let zeros = vec![0; size.saturating_sub(signature.len())];
        Ok([zeros, signature].concat())
    }
}

/// What stands inside PKCS #1, see [`asn1::PKCS1`](super::asn1::PKCS1).
pub(super) type Pkcs1<'a> = [Option<&'a [u8]>; 10];

/// Largest modulus for which a signature is checked, in bits: larger ones take long, and nobody has one.
const MAX_BITS: u64 = 16_384;

/// Largest public exponent. Source: Go, crypto/rsa, `checkPublicKey`.
const MAX_EXPONENT: u32 = i32::MAX as u32;

/// Whether a public key in the form of PKCS #1 signed a message. Source: RFC 8017, section 8.2.2.
///
/// # Errors
/// Go's sentences.
pub(super) fn verify(key: &[u8], hash: &Hash, message: &[u8], signature: &[u8]) -> Result<(), String> {
    let malformed = "x509: invalid RSA public key";
    let mut numbers = Reader(key).inside(SEQUENCE).ok_or(malformed)?;
    let mut number = || numbers.integer().map(BigUint::from_bytes_be).ok_or(malformed);
    let (n, e) = (number()?, number()?);
    check_size(n.bits())?;
    if e > BigUint::from(MAX_EXPONENT) {
        return Err("crypto/rsa: public exponent too large".to_owned());
    }
    if n.bits() > MAX_BITS {
        return Ok(());
    }
    let size = usize::try_from(n.bits().div_ceil(8)).unwrap_or_default();
    let value = BigUint::from_bytes_be(signature);
    let expected = BigUint::from_bytes_be(&padded(&[prefix(hash), &hash.of(message)].concat(), size));
    let signed = signature.len() == size && value < n && value.modpow(&e, &n) == expected;
    signed.then_some(()).ok_or_else(|| "crypto/rsa: verification error".to_owned())
}

/// Source: Go, crypto/rsa, `checkKeySize`.
fn check_size(bits: u64) -> Result<(), String> {
    if bits < MIN_BITS {
        let page = "https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size";
        return Err(format!("crypto/rsa: {bits}-bit keys are insecure (see {page})"));
    }
    Ok(())
}

/// A hash with its name, padded to the size of the modulus.
fn padded(hash: &[u8], size: usize) -> Vec<u8> {
    let padding = vec![0xFF; size.saturating_sub(hash.len() + 3)];
    [&[0, 1], &*padding, &[0], hash].concat()
}

/// What stands before a hash in a signature: the sequence that names it.
fn prefix(hash: &Hash) -> &'static [u8] {
    const SHA1: &[u8] =
        &[0x30, 0x21, 0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00, 0x04, 0x14];
    const SHA384: &[u8] = &[
        0x30, 0x41, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02, 0x05, 0x00,
        0x04, 0x30,
    ];
    const SHA512: &[u8] = &[
        0x30, 0x51, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03, 0x05, 0x00,
        0x04, 0x40,
    ];
    match hash {
        Hash::Sha1 => SHA1,
        Hash::Sha256 => SHA256_PREFIX,
        Hash::Sha384 => SHA384,
        Hash::Sha512 => SHA512,
    }
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
    use super::super::asn1;
    use super::*;

    fn read(key: &RsaKey) -> Result<RsaKey, String> {
        RsaKey::from_pkcs1(&asn1::unmarshal(&key.to_pkcs1(), &asn1::PKCS1).unwrap().0)
    }

    #[test]
    fn a_signature_is_undone_by_the_public_exponent() {
        let key = RsaKey::generate(&mut ChaCha20Rng::seed_from_u64(3), 1024).unwrap();
        let signature = key.sign(b"message").unwrap();
        let opened = BigUint::from_bytes_be(&signature).modpow(&key.e, &key.n).to_bytes_be();
        assert_eq!((signature.len(), opened.len()), (128, 127));
        assert!(opened.ends_with(&Sha256::digest(b"message")));
        let same = read(&key).unwrap();
        assert_eq!(same.public_key(), key.public_key());
    }

    #[test]
    fn signatures_of_large_keys_are_not_checked() {
        let wrong = |bits: u64| {
            let n = (BigUint::one() << (bits - 1)) + 1_u32;
            let key = der::sequence(&[&der::integer(&n.to_bytes_be()), &der::integer(&[3])]);
            verify(&key, &Hash::Sha256, b"message", b"signature")
        };
        assert_eq!(wrong(MAX_BITS), Err("crypto/rsa: verification error".to_owned()));
        assert_eq!(wrong(MAX_BITS + 1), Ok(()));
        assert!(wrong(MIN_BITS - 1).unwrap_err().starts_with("crypto/rsa: 1023-bit keys are insecure"));
        assert_eq!(wrong(MIN_BITS), Err("crypto/rsa: verification error".to_owned()));
    }

    #[test]
    fn exponents_are_small() {
        let wrong = |e: u32| {
            let n = (BigUint::one() << (MIN_BITS - 1)) + 1_u32;
            let key = der::sequence(&[&der::integer(&n.to_bytes_be()), &der::integer(&e.to_be_bytes())]);
            verify(&key, &Hash::Sha256, b"message", b"signature").unwrap_err()
        };
        assert_eq!(wrong(MAX_EXPONENT), "crypto/rsa: verification error");
        assert_eq!(wrong(MAX_EXPONENT + 1), "crypto/rsa: public exponent too large");
    }

    /// The texts are Go's (go1.26).
    #[test]
    fn keys_that_do_not_fit_together() {
        let key = RsaKey::generate(&mut ChaCha20Rng::seed_from_u64(4), 256).unwrap();
        let broken = |change: fn(&mut RsaKey)| {
            let mut key = key.clone();
            change(&mut key);
            read(&key).unwrap_err()
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
