//! IP addresses and ranges of them.
//!
//! Sources: k8s.io/apiserver, pkg/cel/library/ip.go and cidr.go; Go's net/netip

use std::fmt;
use std::net::IpAddr;

use super::super::Fault;
use super::super::value::{Value, wrong};
use super::Found;

/// A range of addresses: one of them, and how many bits all have in common.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Cidr {
    address: IpAddr,
    bits: u8,
}

impl fmt::Display for Cidr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

pub(super) fn call(name: &str, member: bool, args: &[Value]) -> Found {
    Some(match (name, args) {
        ("isIP", [Value::Str(text)]) => Ok(Value::Bool(address(text).is_some())),
        ("ip", [Value::Str(text)]) if !member => to_ip(text).map(Value::Ip),
        ("ip", [Value::Cidr(cidr)]) if member => Ok(Value::Ip(cidr.address)),
        ("ip.isCanonical", [Value::Str(text)]) => to_ip(text).map(|ip| Value::Bool(ip.to_string() == **text)),
        ("family", [Value::Ip(ip)]) => Ok(Value::Int(if ip.is_ipv4() { 4 } else { 6 })),
        ("isUnspecified", [Value::Ip(ip)]) => Ok(Value::Bool(ip.is_unspecified())),
        ("isLoopback", [Value::Ip(ip)]) => Ok(Value::Bool(ip.is_loopback())),
        ("isLinkLocalMulticast", [Value::Ip(ip)]) => Ok(Value::Bool(is_link_local_multicast(*ip))),
        ("isLinkLocalUnicast", [Value::Ip(ip)]) => Ok(Value::Bool(is_link_local_unicast(*ip))),
        ("isGlobalUnicast", [Value::Ip(ip)]) => Ok(Value::Bool(is_global_unicast(*ip))),
        ("isCIDR", [Value::Str(text)]) => Ok(Value::Bool(prefix(text).is_some())),
        ("cidr", [Value::Str(text)]) => to_cidr(text).map(Value::Cidr),
        ("containsIP", [Value::Cidr(cidr), Value::Ip(ip)]) => Ok(Value::Bool(cidr.holds(*ip))),
        ("containsIP", [Value::Cidr(cidr), Value::Str(text)]) => {
            to_ip(text).map(|ip| Value::Bool(cidr.holds(ip)))
        }
        ("containsCIDR", [Value::Cidr(cidr), Value::Cidr(inner)]) => Ok(Value::Bool(cidr.holds_all(*inner))),
        ("containsCIDR", [Value::Cidr(cidr), Value::Str(text)]) => {
            to_cidr(text).map(|inner| Value::Bool(cidr.holds_all(inner)))
        }
        ("prefixLength", [Value::Cidr(cidr)]) => Ok(Value::Int(i64::from(cidr.bits))),
        ("masked", [Value::Cidr(cidr)]) => Ok(Value::Cidr(cidr.masked())),
        _ => return None,
    })
}

/// An address without leading zeros, and none of IPv4 in the clothes of IPv6. Source: `parseIPAddr`
fn address(text: &str) -> Option<IpAddr> {
    let mapped = |ip: &IpAddr| matches!(ip, IpAddr::V6(v6) if v6.to_ipv4_mapped().is_some());
    text.parse().ok().filter(|ip| !mapped(ip))
}

fn to_ip(text: &str) -> Result<IpAddr, Fault> {
    address(text).ok_or_else(|| wrong(format!("ip does not take {text:?}")))
}

/// Source: `Addr.IsLinkLocalMulticast`
fn is_link_local_multicast(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => v4.octets().starts_with(&[224, 0, 0]),
        IpAddr::V6(v6) => v6.segments().first().is_some_and(|s| s & 0xff0f == 0xff02),
    }
}

/// Source: `Addr.IsLinkLocalUnicast`
fn is_link_local_unicast(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
    }
}

/// Source: `Addr.IsGlobalUnicast`
fn is_global_unicast(ip: IpAddr) -> bool {
    let broadcast = matches!(ip, IpAddr::V4(v4) if v4.is_broadcast());
    let special = ip.is_unspecified() || ip.is_loopback() || ip.is_multicast() || is_link_local_unicast(ip);
    !broadcast && !special
}

/// Sources: `parseCIDR` and `netip.ParsePrefix`
fn prefix(text: &str) -> Option<Cidr> {
    let (ip, bits) = text.rsplit_once('/')?;
    let address = address(ip)?;
    let plain = !bits.is_empty() && bits.bytes().all(|c| c.is_ascii_digit());
    let bits = bits.parse().ok().filter(|_| plain && (bits.len() == 1 || !bits.starts_with('0')))?;
    (bits <= if address.is_ipv4() { 32 } else { 128 }).then_some(Cidr { address, bits })
}

fn to_cidr(text: &str) -> Result<Cidr, Fault> {
    prefix(text).ok_or_else(|| wrong(format!("cidr does not take {text:?}")))
}

/// An address as a number, and how many bits it has.
fn numbered(address: IpAddr) -> (u128, u32) {
    match address {
        IpAddr::V4(v4) => (u128::from(u32::from(v4)), 32),
        IpAddr::V6(v6) => (u128::from(v6), 128),
    }
}

impl Cidr {
    /// The bits that all addresses have in common.
    fn network(self, of: IpAddr) -> u128 {
        let (whole, width) = numbered(of);
        whole.checked_shr(width.saturating_sub(u32::from(self.bits))).unwrap_or(0)
    }

    /// Source: `Prefix.Contains`
    fn holds(self, ip: IpAddr) -> bool {
        self.address.is_ipv4() == ip.is_ipv4() && self.network(self.address) == self.network(ip)
    }

    /// Source: `cidrContainsCIDR`
    fn holds_all(self, inner: Cidr) -> bool {
        self.bits <= inner.bits && self.holds(inner.address)
    }

    /// The range with its first address. Source: `Prefix.Masked`
    fn masked(self) -> Cidr {
        let (_, width) = numbered(self.address);
        let host = width.saturating_sub(u32::from(self.bits));
        let kept = self.network(self.address).checked_shl(host).unwrap_or(0);
        let address = match self.address {
            IpAddr::V4(_) => IpAddr::V4(u32::try_from(kept).unwrap_or(0).into()),
            IpAddr::V6(_) => IpAddr::V6(kept.into()),
        };
        Cidr { address, bits: self.bits }
    }
}
