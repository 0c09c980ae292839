//! IP addresses and ranges as Kubernetes reads them.
//!
//! Sources: k8s.io/apimachinery, pkg/util/validation/ip.go; k8s.io/utils/net (`ParseIPSloppy`: zeros at the
//! start of a part of an IPv4 address are skipped, as they were before Go 1.17).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::check::Check;
use super::node::At;

/// Reads an address; an IPv4 address in IPv6 form is an IPv4 address.
pub(crate) fn parse(text: &str) -> Option<IpAddr> {
    if text.contains(':') {
        // A zone is not part of an address here.
        let address: Ipv6Addr = text.parse().ok()?;
        return Some(match address.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(address),
        });
    }
    let mut octets = [0u8; 4];
    let mut parts = text.split('.');
    for octet in &mut octets {
        let part = parts.next()?;
        if part.is_empty() || !part.bytes().all(|c| c.is_ascii_digit()) {
            return None;
        }
        let digits = part.trim_start_matches('0');
        *octet = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    }
    parts.next().is_none().then(|| IpAddr::V4(Ipv4Addr::from(octets)))
}

/// Reads a range: the address, its bits, and whether the address has bits beyond the prefix.
pub(crate) fn parse_cidr(text: &str) -> Option<(IpAddr, u8, bool)> {
    let (address, bits) = text.split_once('/')?;
    if bits.is_empty() || bits.len() > 3 || !bits.bytes().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let bits: u8 = bits.parse().ok()?;
    let v6 = address.contains(':');
    if bits > if v6 { 128 } else { 32 } {
        return None;
    }
    let address = parse(address)?;
    let beyond = match address {
        IpAddr::V4(a) => {
            let bits = if v6 { bits.saturating_sub(96) } else { bits };
            u32::from(a).checked_shl(u32::from(bits)).unwrap_or(0) != 0
        }
        IpAddr::V6(a) => u128::from(a).checked_shl(u32::from(bits)).unwrap_or(0) != 0,
    };
    Some((address, bits, beyond))
}

/// Whether an address is written with colons, as `IsIPv6String` decides it.
pub(crate) fn is_v6(text: &str) -> bool {
    matches!(parse(text), Some(IpAddr::V6(_)))
}

/// An address. Source: `IsValidIPForLegacyField`.
pub(crate) fn check<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) -> bool {
    let right = parse(at.str()).is_some();
    if !right {
        cx.expected(rule, at, "an IP address");
    }
    right
}

/// An address that can be an endpoint. Source: `ValidateEndpointIP`.
pub(crate) fn check_endpoint<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) {
    let Some(address) = parse(at.str()) else { return };
    let fault = match address {
        a if a.is_unspecified() => "the unspecified address",
        a if a.is_loopback() => "a loopback address",
        IpAddr::V4(a) if a.is_link_local() => "a link-local address",
        IpAddr::V6(a) if a.is_unicast_link_local() => "a link-local address",
        IpAddr::V4(a) if a.octets().starts_with(&[224, 0, 0]) => "a link-local multicast address",
        IpAddr::V6(a) if a.segments().first().is_some_and(|s| s & 0xff0f == 0xff02) => {
            "a link-local multicast address"
        }
        _ => return,
    };
    cx.error(rule, at, format!("expected an address that others can reach, but found {fault}"));
}

/// A range in CIDR notation. Source: `IsValidCIDRForLegacyField`.
pub(crate) fn check_cidr<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) -> bool {
    let right = parse_cidr(at.str()).is_some();
    if !right {
        cx.expected(rule, at, "a range such as 10.9.8.0/24 or 2001:db8::/64");
    }
    right
}

/// An address in its one true form. Source: `IsValidIP`.
pub(crate) fn check_canonical<'a>(cx: &mut Check<'a>, rule: &'static str, at: At<'a>) -> bool {
    let text = at.str();
    let right = match text.parse::<IpAddr>() {
        Ok(IpAddr::V6(address)) => address.to_ipv4_mapped().is_none() && address.to_string() == text,
        Ok(IpAddr::V4(address)) => address.to_string() == text,
        Err(_) => false,
    };
    if !right {
        cx.expected(rule, at, "an IP address in its shortest form");
    }
    right
}

/// Whether a range is one in its one true form. Source: `IsValidCIDR`.
pub(crate) fn is_canonical_cidr(text: &str) -> bool {
    parse_cidr(text).is_some_and(|(address, bits, beyond)| {
        let mapped = text.contains(':') && address.is_ipv4();
        !beyond && !mapped && text == format!("{address}/{bits}")
    })
}

/// Whether a range is a smaller part of another one.
pub(crate) fn is_strict_subset(inner: &str, outer: &str) -> bool {
    let (Some((inner, inner_bits, _)), Some((outer, outer_bits, _))) = (parse_cidr(inner), parse_cidr(outer))
    else {
        return false;
    };
    let same = match (inner, outer) {
        (IpAddr::V4(a), IpAddr::V4(b)) => {
            let shift = 32u32.saturating_sub(u32::from(outer_bits));
            u32::from(a).checked_shr(shift).unwrap_or(0) == u32::from(b).checked_shr(shift).unwrap_or(0)
        }
        (IpAddr::V6(a), IpAddr::V6(b)) => {
            let shift = 128u32.saturating_sub(u32::from(outer_bits));
            u128::from(a).checked_shr(shift).unwrap_or(0) == u128::from(b).checked_shr(shift).unwrap_or(0)
        }
        _ => false,
    };
    same && outer_bits < inner_bits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expectations from k8s.io/utils/net v0.0.0-20251002143259.
    #[test]
    fn sloppy_addresses() {
        for good in ["1.2.3.4", "010.002.3.4", "0001.2.3.4", "::1", "::ffff:1.2.3.4", "2001:db8::1"] {
            assert!(parse(good).is_some(), "{good}");
        }
        for bad in ["", "1.2.3", "1.2.3.256", "1.2.3.4.5", "1.2.3.a", " 1.2.3.4", "fe80::1%eth0", "1.2.3.4/8"]
        {
            assert!(parse(bad).is_none(), "{bad}");
        }
        assert!(!is_v6("::ffff:1.2.3.4"));
    }

    #[test]
    fn ranges() {
        assert_eq!(parse_cidr("10.0.0.0/8"), Some((IpAddr::V4(Ipv4Addr::new(10, 0, 0, 0)), 8, false)));
        assert!(parse_cidr("10.0.0.1/8").is_some_and(|(_, _, beyond)| beyond));
        for bad in ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "::/129", "10.0.0.0/ 8"] {
            assert!(parse_cidr(bad).is_none(), "{bad}");
        }
    }
}
