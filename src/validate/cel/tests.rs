//! Costs against those of the server's own code, and what the recorded answers do not show.

use super::super::node::At;
use super::super::read;
use super::*;

/// Compares our costs with those of a list; returns how many are the same, and what differs.
fn compared(list: &str) -> (usize, Vec<String>) {
    let (mut same, mut other) = (0, Vec::new());
    let mut schema = "";
    for line in list.lines() {
        if let Some(text) = line.strip_prefix("schema ") {
            schema = text;
            continue;
        }
        let Some((want, expression)) = line.split_once('\t') else { continue };
        let document = read::parse(schema).expect("it is YAML");
        let tree = read::tree(&document).expect("it is a tree").expect("it is something");
        let declared = Declared::new(At::new(&tree), false).expect("expressions see it");
        let scope = Scope::Schema { declared: &declared, optional: false };
        let (text, wanted) = match expression.strip_prefix("= ") {
            Some(text) => (text, Want::Text),
            None => (expression, Want::Bool),
        };
        let found = match compile(text, scope, &Own::default(), wanted) {
            Ok(compiled) => compiled.cost(&declared).to_string(),
            Err(Fault::Wrong(_)) => "refused".to_owned(),
            // What is not known here has no cost either.
            Err(Fault::Unchecked(_)) => continue,
        };
        if found == want {
            same += 1;
        } else {
            other.push(format!("{want}, but {found}: {expression}"));
        }
    }
    (same, other)
}

#[test]
fn costs_are_those_of_the_server() {
    let (same, other) = compared(include_str!("../../../tests/cel/costs.txt"));
    assert!(other.is_empty(), "{same} are the same, {} differ:\n{}", other.len(), other.join("\n"));
    assert!(same > 1000);
}

/// What the server says is the same for each, but for the words.
#[test]
fn faults_of_the_values_are_told_from_what_is_not_known() {
    let said = |expression: &str| {
        let mut map = Map { object: true, ..Map::default() };
        map.entries.insert(Key::Str("a".into()), Value::Int(1));
        let program = Program::new(expression).map_err(|_| ()).expect("it can be read");
        match program.run(&Value::Map(std::rc::Rc::new(map))) {
            Ok(Output::Bool(holds)) => holds.to_string(),
            Ok(_) => "something".to_owned(),
            Err(Fault::Wrong(why)) => format!("wrong: {why}"),
            Err(Fault::Unchecked(why)) => format!("unchecked: {why}"),
        }
    };
    for (expression, want) in [
        ("self.b > 1", "wrong: there is no key b"),
        ("1 / (self.a - 1) > 0", "wrong: it divides by 0"),
        ("duration('x') > duration('1s')", "wrong: duration does not take "),
        ("self.a.masked()", "wrong: masked does not work for int"),
        ("authorizer.path('/x').check('get').allowed()", "unchecked: "),
        ("{'a': 1, 'b': 2}.map(k, k)[0] == 'a'", "unchecked: "),
        ("{'a': 1, 'b': 2}.map(k, k).size() == 2", "true"),
        ("format.uri().validate('x').value().size() == 1", "unchecked: "),
        ("lists.range(1000).all(x, lists.range(1000).all(y, x + y >= 0))", "unchecked: "),
        ("self.b > 1 || self.a == 1", "true"),
        ("self.a == 2 && self.b > 1", "false"),
        ("[1.5].filter(x, x > 2.0).sum() < 0.1", "true"),
    ] {
        assert!(said(expression).starts_with(want), "{expression}: {}", said(expression));
    }
}

/// A copy of what `optMap` is called on would double with each of them.
#[test]
fn what_grows_without_end_is_not_checked() {
    let chained = |times: usize| format!("optional.of(1){}.hasValue()", ".optMap(x, x)".repeat(times));
    assert!(Program::new(&chained(8)).is_ok());
    assert!(matches!(Program::new(&chained(40)), Err(Fault::Unchecked(_))));
}

/// A chain of operators is as deep as it is long.
#[test]
fn what_is_too_deep_or_too_long_is_not_checked() {
    let chain = |terms: usize| format!("1{} > 0", " + 1".repeat(terms));
    let deepest = usize::from(MAX_DEPTH) - 2;
    assert!(Program::new(&chain(deepest)).is_ok());
    assert!(matches!(Program::new(&chain(deepest + 2)), Err(Fault::Unchecked(_))));
    assert!(Program::new(&format!("{:width$}", "true", width = MAX_TEXT)).is_ok());
    assert!(matches!(
        Program::new(&format!("{:width$}", "true", width = MAX_TEXT + 1)),
        Err(Fault::Unchecked(_))
    ));
}
