//! How a committed file differs from what a render makes.

use super::{diff, read_mark};
use crate::value::string_from_bytes;

/// What is wrong with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is not there.
    Missing,
    /// It was written by an earlier update, and no snapshot makes it any more.
    LeftOver,
    /// It is as an earlier update wrote it, and the render is another one now.
    Stale,
    /// Somebody changed it after the last update.
    HandEdited,
    /// Somebody put its objects into another order.
    Reordered,
    /// Only its line ends differ.
    LineEnds,
    /// It stands where a file is to be written, and was not written by an update.
    Foreign,
    /// Two renders of the same input differ.
    Random,
}

impl Kind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Missing => "missing",
            Kind::LeftOver => "left over",
            Kind::Stale => "stale",
            Kind::HandEdited => "edited by hand",
            Kind::Reordered => "in another order",
            Kind::LineEnds => "other line ends",
            Kind::Foreign => "not written by snapshot update",
            Kind::Random => "random",
        }
    }

    /// What to do about it.
    pub fn hint(self) -> &'static str {
        match self {
            Kind::Missing | Kind::LeftOver | Kind::Stale => {
                "run `openclaw-render snapshot update` and commit"
            }
            Kind::HandEdited | Kind::Reordered => {
                "change the chart or the values instead, then run `openclaw-render snapshot update`"
            }
            Kind::LineEnds => {
                "run `openclaw-render snapshot update`; a line `*.yaml text eol=lf` in .gitattributes keeps it so"
            }
            Kind::Foreign => "move it away, or give the snapshot another output",
            Kind::Random => "the chart draws random values or asks the clock: give the snapshot a `seed`",
        }
    }
}

/// One file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The file, as the list of snapshots names it.
    pub path: String,
    /// What is wrong.
    pub kind: Kind,
    /// The difference, object by object; empty where there is none to show.
    pub diff: String,
}

/// Compares a committed file with what it should be; `None` where it is that.
pub fn compare(path: &str, committed: Option<&[u8]>, expected: &str) -> Option<Drift> {
    let drift = |kind, diff| Some(Drift { path: path.to_owned(), kind, diff });
    let wanted = read_mark(expected).map_or(expected, |(_, body)| body);
    let Some(bytes) = committed else {
        return drift(Kind::Missing, diff::objects("", wanted));
    };
    let committed = string_from_bytes(bytes);
    if committed == expected {
        return None;
    }
    let unix = committed.replace("\r\n", "\n");
    if unix == expected {
        return drift(Kind::LineEnds, String::new());
    }
    let Some((sum, body)) = read_mark(&unix) else {
        return drift(Kind::Foreign, String::new());
    };
    let kind = if sum == super::checksum(body) {
        Kind::Stale
    } else if diff::is_reordered(body, wanted) {
        Kind::Reordered
    } else {
        Kind::HandEdited
    };
    drift(kind, diff::objects(body, wanted))
}

/// A file that no snapshot makes any more, where it was written by an update.
pub fn left_over(path: &str, committed: &[u8]) -> Option<Drift> {
    let text = string_from_bytes(committed).replace("\r\n", "\n");
    let (_, body) = read_mark(&text)?;
    Some(Drift { path: path.to_owned(), kind: Kind::LeftOver, diff: diff::objects(body, "") })
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    const A: &str = "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  x: one\n";
    const B: &str = "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: b\n";

    fn kind(committed: Option<&str>, expected: &str) -> Option<Kind> {
        compare("f", committed.map(str::as_bytes), expected).map(|drift| drift.kind)
    }

    #[test]
    fn each_kind_of_drift_is_told_from_the_others() {
        let both = format!("{A}{B}");
        let good = marked(&both);
        assert_eq!(kind(Some(&good), &good), None);
        assert_eq!(kind(None, &good), Some(Kind::Missing));
        assert_eq!(kind(Some(&marked(A)), &good), Some(Kind::Stale));
        assert_eq!(kind(Some(&good.replace("one", "two")), &good), Some(Kind::HandEdited));
        assert_eq!(kind(Some(&format!("{good}\n")), &good), Some(Kind::HandEdited));
        assert_eq!(kind(Some(&good.replace('\n', "\r\n")), &good), Some(Kind::LineEnds));
        let swapped = good.replace(&both, &format!("{B}{A}"));
        assert_eq!(kind(Some(&swapped), &good), Some(Kind::Reordered));
        assert_eq!(kind(Some(&both), &good), Some(Kind::Foreign));
        assert_eq!(kind(Some(&marked(A).replace('\n', "\r\n")), &good), Some(Kind::Stale));
        assert_eq!(kind(Some(""), &good), Some(Kind::Foreign));
        assert_eq!(left_over("f", good.as_bytes()).map(|drift| drift.kind), Some(Kind::LeftOver));
        assert_eq!(left_over("f", both.as_bytes()), None);
    }
}
