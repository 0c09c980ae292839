//! One record of comma-separated values, as Go reads it. Source: encoding/csv.

/// Adds the fields of the first record to `fields`. Source: encoding/csv, `Reader.Read`.
///
/// # Errors
/// Go's sentence for a quote out of place.
pub fn record(text: &str, fields: &mut Vec<String>) -> Result<(), String> {
    let at = |rest: &str| text.len() - rest.len() + 1;
    let mut rest = text.split(['\n', '\r']).next().unwrap_or_default();
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let mut field = String::new();
            rest = quoted;
            loop {
                let Some((text, after)) = rest.split_once('"') else {
                    return Err(format!(
                        "parse error on line 1, column {}: extraneous or missing \" in quoted-field",
                        text.len() + 1
                    ));
                };
                field.push_str(text);
                rest = after;
                if let Some(after) = rest.strip_prefix('"') {
                    field.push('"');
                    rest = after;
                    continue;
                }
                break;
            }
            fields.push(field);
            match rest.strip_prefix(',') {
                Some(after) => rest = after,
                None if rest.is_empty() => return Ok(()),
                None => {
                    return Err(format!(
                        "parse error on line 1, column {}: extraneous or missing \" in quoted-field",
                        at(rest) - 1
                    ));
                }
            }
            continue;
        }
        let (field, after) = rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after)));
        if let Some(quote) = field.find('"') {
            return Err(format!(
                "parse error on line 1, column {}: bare \" in non-quoted-field",
                at(rest) + quote
            ));
        }
        fields.push(field.to_owned());
        match after {
            Some(after) => rest = after,
            None => return Ok(()),
        }
    }
}
