//! The nearest of the words that would have been right.

/// The candidate that a word was probably meant to be: the same but for case and separators, or few edits
/// away. Of several equally near ones the first wins.
pub(crate) fn closest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    /// Longest word that is compared; nothing right is longer.
    const LONGEST: usize = 64;
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let plain = |s: &str| -> Vec<char> {
        s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(word);
    // One edit for short words, more for longer ones: beyond that the guess confuses.
    let allowed = match wanted.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    candidates
        .filter_map(|candidate| {
            let other = plain(candidate);
            let distance = distance(&wanted, &other, allowed)?;
            Some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The number of insertions, deletions, replacements and swaps of neighbours between two words, if at most
/// `allowed`.
fn distance(a: &[char], b: &[char], allowed: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&last, j) + usize::from(x != y)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|d| *d <= allowed)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_what_was_meant() {
        let fields = ["containerPort", "hostIP", "hostPort", "name", "protocol"];
        for (word, meant) in [
            ("containerport", Some("containerPort")),
            ("container_port", Some("containerPort")),
            ("contianerPort", Some("containerPort")),
            ("host-ip", Some("hostIP")),
            ("names", Some("name")),
            ("image", None),
            ("", None),
        ] {
            assert_eq!(closest(word, fields.into_iter()), meant, "{word}");
        }
    }

    #[test]
    fn long_words_are_not_compared() {
        let long = "a".repeat(65);
        assert_eq!(closest(&long[..64], [long.as_str()].into_iter()), Some(long.as_str()));
        assert_eq!(closest(&long, [long.as_str()].into_iter()), None);
    }
}
