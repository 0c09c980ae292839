//! The forms of strings: names, labels, keys, ports, paths, addresses, times. Each is a predicate with the
//! words that a message uses for it.
//!
//! Sources: k8s.io/apimachinery, pkg/util/validation/validation.go and pkg/api/validate/content; the regular
//! expressions there are written out as loops here.

/// A form and its description, which follows "expected ".
pub(crate) struct Format {
    /// Whether a string has it.
    pub(crate) holds: fn(&str) -> bool,
    /// What a string of this form is.
    pub(crate) expected: &'static str,
}

/// Source: `IsDNS1123Label`
pub(crate) const DNS_LABEL: Format = Format {
    holds: is_dns1123_label,
    expected: "a DNS label (at most 63 lower case letters, digits and dashes, a letter or digit at both ends)",
};

/// Source: `IsDNS1123Subdomain`
pub(crate) const DNS_SUBDOMAIN: Format = Format {
    holds: is_dns1123_subdomain,
    expected: "a DNS name (at most 253 lower case letters, digits, dashes and dots, a letter or digit at both ends of each part)",
};

/// Source: `IsDNS1035Label`
pub(crate) const DNS1035_LABEL: Format = Format {
    holds: is_dns1035_label,
    expected: "a DNS label that begins with a letter (at most 63 lower case letters, digits and dashes)",
};

/// Source: `IsQualifiedName`
pub(crate) const QUALIFIED_NAME: Format = Format {
    holds: is_qualified_name,
    expected: "a name of at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends, and if it has a '/', a DNS name before it",
};

/// Source: `IsValidLabelValue`
pub(crate) const LABEL_VALUE: Format = Format {
    holds: is_label_value,
    expected: "a label value (empty, or at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends)",
};

/// Source: `IsConfigMapKey`
pub(crate) const CONFIG_KEY: Format = Format {
    holds: is_config_map_key,
    expected: "a key of at most 253 letters, digits, '-', '_' and '.', which is not '.' and does not begin with '..'",
};

/// Source: `IsRelaxedEnvVarName`
pub(crate) const ENV_NAME: Format = Format {
    holds: is_relaxed_env_var_name,
    expected: "a name of printable ASCII characters other than '='",
};

/// Source: `IsValidPortName`
pub(crate) const PORT_NAME: Format = Format {
    holds: is_port_name,
    expected: "a port name (at most 15 lower case letters, digits and single dashes between them, at least one letter)",
};

/// Source: `IsHTTPHeaderName`
pub(crate) const HTTP_HEADER: Format = Format {
    holds: is_http_header_name,
    expected: "the name of an HTTP header (letters, digits and dashes)",
};

/// Source: `IsWildcardDNS1123Subdomain`
pub(crate) const WILDCARD: Format =
    Format { holds: is_wildcard_dns1123_subdomain, expected: "'*.' and a DNS name in lower case" };

/// Source: `IsCIdentifier`
pub(crate) const C_IDENTIFIER: Format = Format {
    holds: is_c_identifier,
    expected: "an identifier (letters, digits and underscores, no digit at its start)",
};

fn lower_or_digit(c: u8) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// `[a-z0-9]([-a-z0-9]*[a-z0-9])?` of any length.
fn is_label_chars(v: &str) -> bool {
    let b = v.as_bytes();
    b.first().is_some_and(|c| lower_or_digit(*c))
        && b.last().is_some_and(|c| lower_or_digit(*c))
        && b.iter().all(|c| lower_or_digit(*c) || *c == b'-')
}

pub(crate) fn is_dns1123_label(v: &str) -> bool {
    v.len() <= 63 && is_label_chars(v)
}

pub(crate) fn is_dns1123_subdomain(v: &str) -> bool {
    v.len() <= 253 && v.split('.').all(is_label_chars)
}

/// Source: `IsDNS1123SubdomainWithUnderscore`
pub(crate) fn is_dns1123_subdomain_with_underscore(v: &str) -> bool {
    v.len() <= 253
        && v.split('.').all(|part| {
            let part = part.strip_prefix('_').unwrap_or(part).as_bytes();
            part.first().is_some_and(|c| lower_or_digit(*c))
                && part.last().is_some_and(|c| lower_or_digit(*c))
                && part.iter().all(|c| lower_or_digit(*c) || matches!(c, b'-' | b'_'))
        })
}

pub(crate) fn is_dns1035_label(v: &str) -> bool {
    is_dns1123_label(v) && v.as_bytes().first().is_some_and(u8::is_ascii_lowercase)
}

/// `([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]`
fn is_name_chars(v: &str) -> bool {
    let b = v.as_bytes();
    b.first().is_some_and(u8::is_ascii_alphanumeric)
        && b.last().is_some_and(u8::is_ascii_alphanumeric)
        && b.iter().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.'))
}

pub(crate) fn is_qualified_name(v: &str) -> bool {
    let name = match v.split_once('/') {
        Some((prefix, name)) if is_dns1123_subdomain(prefix) => name,
        Some(_) => return false,
        None => v,
    };
    name.len() <= 63 && is_name_chars(name)
}

pub(crate) fn is_label_value(v: &str) -> bool {
    v.is_empty() || v.len() <= 63 && is_name_chars(v)
}

/// Source: `hasChDirPrefix`
fn climbs(v: &str) -> bool {
    v == "." || v.starts_with("..")
}

pub(crate) fn is_config_map_key(v: &str) -> bool {
    !v.is_empty()
        && v.len() <= 253
        && v.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.'))
        && !climbs(v)
}

/// Source: `IsEnvVarName`
pub(crate) fn is_relaxed_env_var_name(v: &str) -> bool {
    !v.is_empty() && v.bytes().all(|c| (b' '..=b'~').contains(&c) && c != b'=')
}

pub(crate) fn is_c_identifier(v: &str) -> bool {
    v.bytes().next().is_some_and(|c| !c.is_ascii_digit())
        && v.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_')
}

pub(crate) fn is_port_name(v: &str) -> bool {
    let b = v.as_bytes();
    v.len() <= 15 && is_label_chars(v) && b.iter().any(u8::is_ascii_lowercase) && !v.contains("--")
}

pub(crate) fn is_http_header_name(v: &str) -> bool {
    !v.is_empty() && v.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-')
}

pub(crate) fn is_wildcard_dns1123_subdomain(v: &str) -> bool {
    v.len() <= 253 && v.strip_prefix("*.").is_some_and(|rest| rest.split('.').all(is_label_chars))
}

/// Source: `IsDecimalInteger`
pub(crate) fn is_decimal_integer(v: &str) -> bool {
    let digits = v.strip_prefix('-').unwrap_or(v);
    v == "0"
        || digits.bytes().next().is_some_and(|c| (b'1'..=b'9').contains(&c))
            && digits.bytes().all(|c| c.is_ascii_digit())
}

/// Source: `IsValidPercent`
pub(crate) fn is_percent(v: &str) -> bool {
    v.strip_suffix('%').is_some_and(|n| !n.is_empty() && n.bytes().all(|c| c.is_ascii_digit()))
}

/// Source: `IsFullyQualifiedName`: a DNS name of at least three parts.
pub(crate) fn is_fully_qualified_name(v: &str) -> bool {
    is_dns1123_subdomain(v) && v.split('.').count() >= 3
}

/// Source: `IsFullyQualifiedDomainName`: a DNS name of at least two labels, a dot at its end or not.
pub(crate) fn is_fully_qualified_domain_name(v: &str) -> bool {
    let v = v.strip_suffix('.').unwrap_or(v);
    is_dns1123_subdomain(v) && v.split('.').count() >= 2 && v.split('.').all(is_dns1123_label)
}

/// Source: `IsDomainPrefixedPath`
pub(crate) fn is_domain_prefixed_path(v: &str) -> bool {
    v.split_once('/').is_some_and(|(host, path)| {
        is_dns1123_subdomain(host)
            && !path.is_empty()
            && path.bytes().all(|c| c.is_ascii_alphanumeric() || b"/-._~%!$&'()*+,;=:".contains(&c))
    })
}

/// Standard base64 with padding; line breaks are skipped. Source: Go's encoding/base64, `StdEncoding`.
pub(crate) fn is_base64(v: &str) -> bool {
    let (mut digits, mut padding) = (0usize, 0usize);
    for c in v.bytes() {
        match c {
            b'\r' | b'\n' => {}
            b'=' => padding += 1,
            _ if padding > 0 => return false,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => digits += 1,
            _ => return false,
        }
    }
    (digits + padding).is_multiple_of(4) && padding <= 2 && (padding == 0 || digits % 4 == 4 - padding)
}

/// A time by RFC 3339, with a fraction or not. Source: Go's time.Parse with `time.RFC3339`.
pub(crate) fn is_rfc3339(v: &str) -> bool {
    rfc3339(v).is_some()
}

/// A time with exactly six digits after the second. Source: `RFC3339Micro` of k8s.io/apimachinery.
pub(crate) fn is_rfc3339_micro(v: &str) -> bool {
    let digits =
        v.split_once(['.', ',']).map_or(0, |(_, rest)| rest.bytes().take_while(u8::is_ascii_digit).count());
    digits == 6 && is_rfc3339(v)
}

/// The parts of a time by RFC 3339: year, month, day, hour, minute, second and what follows the second.
fn rfc3339(v: &str) -> Option<()> {
    fn number(v: &mut &str, width: usize, min: u32, max: u32) -> Option<u32> {
        let digits = v.get(..width)?;
        if !digits.bytes().all(|c| c.is_ascii_digit()) {
            return None;
        }
        *v = v.get(width..)?;
        digits.parse().ok().filter(|n| (min..=max).contains(n))
    }
    fn literal(v: &mut &str, c: char) -> Option<()> {
        *v = v.strip_prefix(c)?;
        Some(())
    }
    let mut rest = v;
    let v = &mut rest;
    let year = number(v, 4, 0, 9999)?;
    literal(v, '-')?;
    let month = number(v, 2, 1, 12)?;
    literal(v, '-')?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    number(v, 2, 1, days)?;
    literal(v, 'T')?;
    // Go accepts an hour of one digit.
    let hour_width = if v.as_bytes().get(1) == Some(&b':') { 1 } else { 2 };
    number(v, hour_width, 0, 23)?;
    literal(v, ':')?;
    number(v, 2, 0, 59)?;
    literal(v, ':')?;
    number(v, 2, 0, 59)?;
    if let Some(fraction) = v.strip_prefix(['.', ',']) {
        let digits = fraction.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return None;
        }
        *v = fraction.get(digits..)?;
    }
    if *v == "Z" {
        return Some(());
    }
    *v = v.strip_prefix(['+', '-'])?;
    number(v, 2, 0, 24)?;
    literal(v, ':')?;
    number(v, 2, 0, 60)?;
    v.is_empty().then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (check, good, bad) in [
            (
                is_dns1123_label as fn(&str) -> bool,
                vec!["a", "0", "a-b"],
                vec!["", "-a", "a-", "A", "a.b", "a_b"],
            ),
            (is_dns1123_subdomain, vec!["a.b", "a-b.c"], vec!["", ".", "a..b", "a.", "A"]),
            (is_dns1035_label, vec!["a1"], vec!["1a", ""]),
            (is_qualified_name, vec!["a", "A_b.c", "x.y/z"], vec!["", "/a", "a/", "a/b/c", "-a", "X/y"]),
            (is_label_value, vec!["", "a", "A.b_c-d"], vec!["a b", "-", "a-"]),
            (is_config_map_key, vec!["a", "_", ".a", "a..b"], vec!["", ".", "..", "..a", "a b"]),
            (is_port_name, vec!["http", "a1"], vec!["", "1", "a--b", "-a", "HTTP", "aaaaaaaaaaaaaaaa"]),
            (is_percent, vec!["0%", "150%"], vec!["%", "1", "-1%", "1.5%"]),
        ] {
            good.iter().for_each(|v| assert!(check(v), "{v}"));
            bad.iter().for_each(|v| assert!(!check(v), "{v}"));
        }
        assert!(is_dns1123_label(&"a".repeat(63)) && !is_dns1123_label(&"a".repeat(64)));
        assert!(is_label_value(&"a".repeat(63)) && !is_label_value(&"a".repeat(64)));
    }

    /// Expectations from Go's encoding/base64.
    #[test]
    fn base64() {
        for good in ["", "YQ==", "YWI=", "YWJj", "YW\nJj", "YQ=\n="] {
            assert!(is_base64(good), "{good:?}");
        }
        for bad in ["Y", "YQ", "YQ=", "YQ===", "YQ==YQ==", "a b=", "_-==", "===="] {
            assert!(!is_base64(bad), "{bad:?}");
        }
    }

    /// Expectations from Go's time.Parse(time.RFC3339, …).
    #[test]
    fn times() {
        for good in ["2024-02-29T00:00:00Z", "2024-01-01T1:02:03Z", "2024-01-01T00:00:00.5+01:00"] {
            assert!(is_rfc3339(good), "{good}");
        }
        for bad in [
            "2023-02-29T00:00:00Z",
            "2024-01-01",
            "yesterday",
            "2024-01-01T00:00:00",
            "2024-01-01 00:00:00Z",
            "",
        ] {
            assert!(!is_rfc3339(bad), "{bad}");
        }
    }
}
