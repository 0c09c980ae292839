//! Steps in, minijinja's instructions out.
//!
//! minijinja's own way from text to instructions goes through tokens, a tree and a dozen levels of precedence, and took
//! two fifths of a large render. The steps that [`compile`](crate::compile) writes are in the order of the instructions
//! already. So they are written down one by one, and here is kept which of them jump where. minijinja's own generator
//! would do that too, but asks of each instruction on which line it stands, which is never shown.
//!
//! The tests hold what they print against what minijinja prints of the program's text.

use super::bound::weigh;
use crate::compile::{Part, Step, Texts};
use crate::funcs::cost;
use minijinja::Value;
use minijinja::machinery::{Instruction, Instructions, Span};

/// What a name means, in front of its arguments or (`true`) behind a pipe, on a line that is counted if it is asked for.
pub(super) type Meaning<'l> = &'l dyn Fn(&str, bool, &mut dyn FnMut() -> usize) -> Option<Value>;

/// What follows a path of fields (`a.b`), whose owner may be held as an `interface{}`.
pub(super) type Follower<'s, 'l> = &'l dyn Fn(&'s str, bool) -> Value;

/// The instructions of a program, and what they cost outside of loops; those in loops are paid for by the loops. Where a
/// call can fail, the marked place of its instruction is the mark of the call.
pub(super) fn link<'s>(
    name: &'s str,
    steps: &[Step],
    texts: Texts<'s>,
    meaning: Meaning<'_>,
    path: Follower<'s, '_>,
) -> (Instructions<'s>, u64) {
    let mut linker = Linker {
        texts,
        meaning,
        path,
        code: Instructions::new(name, ""),
        count: 0,
        mark: 0,
        jumps: Vec::new(),
        open: Vec::new(),
        walker: None,
        body: Body::default(),
        outside: Vec::new(),
        counted: (0, 1),
    };
    steps.iter().for_each(|step| linker.step(*step));
    let cost = linker.cost();
    (linker.code, cost)
}

/// The body of a loop whose end has not come, or what stands outside of all loops.
#[derive(Default)]
struct Body {
    /// The function that makes what the loop walks over.
    walker: Option<Value>,
    /// Where the next item is taken.
    next: u32,
    /// The jumps to the end of the loop, but for that one.
    breaks: Vec<u32>,
    /// Where the body begins.
    start: u32,
    /// Instructions of the loops in it.
    inner: u32,
    /// Bytes of text in it, outside of those loops.
    raw: usize,
    /// Calls in it, outside of those loops.
    calls: u64,
}

/// A jump to an instruction that is not there yet.
const LATER: u32 = u32::MAX;

struct Linker<'s, 'l> {
    texts: Texts<'s>,
    meaning: Meaning<'l>,
    path: Follower<'s, 'l>,
    code: Instructions<'s>,
    /// How many those are.
    count: u32,
    /// The mark of the last instruction that may fail. Those that cannot have it too: a place is only kept where it
    /// changes.
    mark: u32,
    /// The jumps to the ends of the conditions and the chains of `and` or `or` that are open.
    jumps: Vec<u32>,
    /// Where those of each of them begin.
    open: Vec<usize>,
    /// The function that makes what the next loop walks over.
    walker: Option<Value>,
    /// What is being written.
    body: Body,
    /// The bodies that it stands in, the innermost last.
    outside: Vec<Body>,
    /// The last place whose line was counted, and that line.
    counted: (usize, usize),
}

impl<'s> Linker<'s, '_> {
    fn step(&mut self, step: Step) {
        match step {
            Step::Raw(part) => self.raw(part),
            Step::Print(mark) => self.marked(Instruction::Emit, mark),
            Step::Function { name, piped, at } => self.function(name, piped, at),
            Step::Path { path: names, interface } => {
                let follower = (self.path)(self.texts.part(names), interface);
                self.constant(follower);
            }
            Step::Call { args, mark } => {
                self.body.calls += 1;
                self.marked(Instruction::CallObject(Some(args.saturating_add(1))), mark)
            }
            Step::Put => {
                self.add(Instruction::CallMethod("put", Some(2)));
                // A loop that assigns would leave a value on the stack each time.
                self.add(Instruction::DiscardTop);
            }
            Step::Held => self.add(Instruction::GetAttr("v")),
            Step::Load(name) => self.add(Instruction::Lookup(self.texts.part(name))),
            Step::Store(name) => self.add(Instruction::StoreLocal(self.texts.part(name))),
            Step::None => self.constant(Value::from(())),
            Step::Bool(value) => self.constant(Value::from(value)),
            Step::Int(value) => self.constant(Value::from(value)),
            Step::Float(value) => self.constant(Value::from(value)),
            Step::Str(part) => self.constant(Value::from(self.texts.part(part))),
            Step::Not => self.add(Instruction::Not),
            Step::StartLogic => self.start(),
            Step::And => self.jump(Instruction::JumpIfFalseOrPop(LATER)),
            Step::Or => self.jump(Instruction::JumpIfTrueOrPop(LATER)),
            Step::If => {
                self.start();
                self.jump(Instruction::JumpIfFalse(LATER));
            }
            Step::Else => {
                let over = self.put(Instruction::Jump(LATER));
                self.end();
                self.start();
                self.jumps.push(over);
            }
            Step::EndLogic | Step::EndIf => self.end(),
            Step::For | Step::ForPairs => {
                self.add(Instruction::PushLoop(0));
                let next = self.put(Instruction::Iterate(LATER));
                if step == Step::ForPairs {
                    self.add(Instruction::UnpackList(2));
                }
                let body = Body { walker: self.walker.take(), next, start: self.count, ..Body::default() };
                self.outside.push(std::mem::replace(&mut self.body, body));
            }
            Step::ForElse => {
                self.end_loop(Some(Instruction::PushDidNotIterate));
                self.step(Step::If);
            }
            Step::EndFor => self.end_loop(None),
            Step::Break => {
                let jump = self.put(Instruction::Jump(LATER));
                self.body.breaks.push(jump);
            }
            Step::Continue => self.add(Instruction::Jump(self.body.next)),
        }
    }

    /// Starts a condition, or a chain of `and` or `or`.
    fn start(&mut self) {
        self.open.push(self.jumps.len());
    }

    /// An instruction that jumps to the end of what was started last.
    fn jump(&mut self, instruction: Instruction<'s>) {
        let jump = self.put(instruction);
        self.jumps.push(jump);
    }

    /// Ends what was started last.
    fn end(&mut self) {
        let from = self.open.pop().unwrap_or_default();
        while self.jumps.len() > from
            && let Some(jump) = self.jumps.pop()
        {
            self.land(jump);
        }
    }

    /// Lets an instruction jump to the next one.
    fn land(&mut self, jump: u32) {
        let here = self.count;
        if let Some(
            Instruction::Jump(to)
            | Instruction::JumpIfFalse(to)
            | Instruction::JumpIfFalseOrPop(to)
            | Instruction::JumpIfTrueOrPop(to)
            | Instruction::Iterate(to),
        ) = self.code.get_mut(jump)
        {
            *to = here;
        }
    }

    /// Ends the innermost loop, which pays for its body; `first` is what stands at its end in front of all else.
    fn end_loop(&mut self, first: Option<Instruction<'s>>) {
        if let Some(walker) = &self.body.walker {
            weigh(walker, self.body.raw, self.cost());
        }
        let outer = self.outside.pop().unwrap_or_default();
        let Body { next, breaks, start, .. } = std::mem::replace(&mut self.body, outer);
        self.body.inner += self.count - start;
        self.add(Instruction::Jump(next));
        breaks.into_iter().chain([next]).for_each(|jump| self.land(jump));
        first.into_iter().for_each(|first| self.add(first));
        self.add(Instruction::PopLoopFrame);
    }

    /// What the open body costs each time.
    fn cost(&self) -> u64 {
        let own = self.count - self.body.start - self.body.inner;
        u64::from(own) * cost::INSTRUCTION + self.body.calls * cost::CALL
    }

    fn raw(&mut self, part: Part) {
        let raw = self.texts.part(part);
        self.add(Instruction::EmitRaw(raw));
        self.body.raw += raw.len();
    }

    fn function(&mut self, name: Part, piped: bool, at: u32) {
        let name = self.texts.part(name);
        let (source, counted) = (self.texts.source.as_bytes(), &mut self.counted);
        let at = (at as usize).min(source.len());
        let function = (self.meaning)(name, piped, &mut || {
            let breaks = |from: usize, to: usize| memchr::memchr_iter(b'\n', &source[from..to]).count();
            let (from, line) = *counted;
            let line = if at < from { line - breaks(at, from) } else { line + breaks(from, at) };
            *counted = (at, line);
            line
        });
        if piped && matches!(name, "each" | "items") {
            self.walker.clone_from(&function);
        }
        // The compiler writes no call of what is not there; to call nothing is an error.
        self.constant(function.unwrap_or_default());
    }

    fn constant(&mut self, value: Value) {
        self.add(Instruction::LoadConst(value));
    }

    fn add(&mut self, instruction: Instruction<'s>) {
        self.put(instruction);
    }

    /// Writes an instruction down, and says where it stands.
    fn put(&mut self, instruction: Instruction<'s>) -> u32 {
        let at = self.code.add(instruction);
        self.count = at + 1;
        at
    }

    /// An instruction that may fail.
    fn marked(&mut self, instruction: Instruction<'s>, mark: u32) {
        if mark == self.mark {
            return self.add(instruction);
        }
        self.mark = mark;
        // Lines are never shown, and so not counted.
        let span = Span { start_offset: mark, end_offset: mark, ..Span::default() };
        self.count = self.code.add_with_span(instruction, span) + 1;
    }
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "reads the chart that it compiles")]
mod tests {
    use super::super::bound;
    use super::super::bridge::Cell;
    use super::*;
    use crate::compile::read::read;
    use crate::compile::{Detail, code, compile};
    use crate::gotmpl::{self, Source};
    use crate::helm::Helm;
    use minijinja::value::{Object, ObjectRepr};
    use minijinja::{AutoEscape, Environment, Error, State, context, machinery};
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    /// A function that says how it was called; those of loops and cells do their work.
    #[derive(Debug)]
    struct Told(&'static str);

    impl Told {
        fn run(&self, args: &[Value]) -> Value {
            match self.0 {
                "each" => Value::from(vec![1, 2, 3]),
                "items" => Value::from(vec![vec!["k", "v"], vec!["l", "w"]]),
                "nothing" => Value::from(Vec::<u8>::new()),
                "cell" => Value::from_object(Cell::new(args.first().cloned().unwrap_or_default())),
                name => {
                    let args: Vec<String> = args.iter().map(ToString::to_string).collect();
                    Value::from(format!("{name}({})", args.join(";")))
                }
            }
        }
    }

    impl Object for Told {
        fn repr(self: &Arc<Self>) -> ObjectRepr {
            ObjectRepr::Plain
        }

        fn call(self: &Arc<Self>, _: &mut State<'_, '_>, args: &[Value]) -> Result<Value, Error> {
            Ok(self.run(args))
        }
    }

    const NAMES: [&str; 7] = ["f", "g", "h", "each", "items", "nothing", "cell"];

    fn path(names: &str, interface: bool) -> Value {
        bound::path(names.to_owned().into(), interface)
    }

    fn context() -> Value {
        context! { dot => "the dot", a => true, b => false, c => "", d => 7, x => "x" }
    }

    /// What minijinja prints of the text.
    fn theirs(text: &str) -> String {
        let mut engine = Environment::empty();
        for name in NAMES {
            engine.add_function(name, move |args: &[Value]| Told(name).run(args));
            engine.add_filter(name, move |args: &[Value]| Told(name).run(args));
        }
        engine.render_str(text, context()).unwrap()
    }

    fn ours(text: &str) -> String {
        let meaning = |name: &str, _: bool, _: &mut dyn FnMut() -> usize| {
            NAMES.into_iter().find(|known| *known == name).map(|name| Value::from_object(Told(name)))
        };
        let code = read(text).unwrap_or_else(|| panic!("not read: {text}"));
        let (instructions, _) = link("test", &code.steps, code.texts(text), &meaning, &path);
        let (engine, mut printed) = (Environment::empty(), String::new());
        let mut out = machinery::make_string_output(&mut printed);
        let blocks = BTreeMap::new();
        machinery::eval(&engine, &instructions, context(), &blocks, &mut out, AutoEscape::None).unwrap();
        drop(out);
        printed
    }

    #[test]
    fn what_is_printed_is_what_minijinja_prints() {
        for text in [
            "plain { text } {a} 100%",
            "{{ dot|f(\"Values\",\"image\") }} ",
            "a{#\n\n#}b{{ '{' }}c",
            "{{\n\n f(1,\"a\\\"b\\\\\\n\\x1f\",true,false,x) }}",
            "{{ (-5)|f((-2.5e-7),1e300,9223372036854775807) }}",
            "{{ (not dot) }}{{ (a and b) }}{{ (b or c or x) }}{{ ((a and b) or (x and f(d))) }}{{ (a and x and d) }}",
            "{% set x_1 = dot|cell %}{{ x_1.v }}{% do x_1.put(f(x_1.v,2)) %}{{ x_1.v }}",
            "{% if a %}1{% elif b|f %}2{% elif c %}3{% else %}4{% endif %}",
            "{% if b %}1{% elif c %}2{% elif d %}3{% else %}4{% endif %}{% if b %}1{% elif c %}2{% else %}4{% endif %}",
            "{% if\n\n a %}1{% endif %}{% if a %}{% if b %}2{% endif %}{% endif %}",
            "{% for a in b|each %}{{ a }}{% break %}{% continue %}{% endfor %}",
            "{% for a in b|each %}{% if a|f %}{% continue %}{% endif %}{{ a }}{% endfor %}",
            "{% for k_1, v_2 in b|items %}{{ k_1 }}{{ v_2 }}{% for x in dot|each %}{{ x }}{% endfor %}{% else %}none{% endfor %}",
            "{% for a in b|nothing %}{{ a }}{% else %}none{% endfor %}{% for a in b|each %}{{ a }}{% else %}none{% endfor %}",
            "{{ x|f\n|g(1)\n|h }}{{ f(x|g(1)|h,(a and b|g))|f }}",
            "{{ \"ä\n\t€\" }} ü { ",
        ] {
            assert_eq!(ours(text), theirs(text), "{text}");
        }
    }

    #[test]
    fn an_assignment_leaves_nothing_on_the_stack() {
        let text = "{% set x = 1|cell %}{% do x.put(2) %}";
        let code = read(text).unwrap();
        let (instructions, _) = link("test", &code.steps, code.texts(text), &|_, _, _| None, &path);
        let all: Vec<&Instruction<'_>> = (0..).map_while(|at| instructions.get(at)).collect();
        assert!(matches!(all.last(), Some(Instruction::DiscardTop)));
    }

    /// The steps with their names, for a comparison: text that is printed in pieces counts as one, and marks differ.
    fn shown(steps: &[Step], texts: Texts<'_>) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut steps = steps.iter().peekable();
        while let Some(step) = steps.next() {
            let brace = matches!(step, Step::Str(part) if texts.part(*part) == "{");
            let raw = match step {
                Step::Raw(part) => texts.part(*part),
                Step::Str(_) if brace && matches!(steps.peek(), Some(Step::Print(_))) => {
                    steps.next();
                    "{"
                }
                Step::Function { name, piped, .. } => {
                    lines.push(format!("function {} {piped}", texts.part(*name)));
                    continue;
                }
                Step::Path { path, interface } => {
                    lines.push(format!("path {} {interface}", texts.part(*path)));
                    continue;
                }
                Step::Call { args, .. } => {
                    lines.push(format!("call {args}"));
                    continue;
                }
                Step::Print(_) => {
                    lines.push("print".to_owned());
                    continue;
                }
                Step::Load(part) | Step::Store(part) | Step::Str(part) => {
                    let kind = format!("{step:?}");
                    let kind = kind.split_once('(').map_or("", |(kind, _)| kind);
                    lines.push(format!("{kind} {:?}", texts.part(*part)));
                    continue;
                }
                other => {
                    lines.push(format!("{other:?}"));
                    continue;
                }
            };
            match lines.last_mut() {
                Some(last) if last.starts_with("raw ") => last.push_str(raw),
                _ => lines.push(format!("raw {raw}")),
            }
        }
        lines
    }

    fn assert_steps_of_text(name: &str, text: &str) {
        let source = Arc::new(Source { name: name.into(), text: text.into() });
        let signatures = |name: &str| bound::signature(name, Helm::V4);
        for tree in gotmpl::parse(&source, &|name| bound::knows(name, Helm::V4)).unwrap() {
            let code = code(&tree, &signatures).unwrap();
            let program = compile(&tree, &signatures, Detail::Sites).unwrap();
            let known = read(&program.text).unwrap_or_else(|| panic!("not read: {}", program.text));
            let (one, other) = (code.texts(text), known.texts(&program.text));
            assert_eq!(shown(&code.steps, one), shown(&known.steps, other), "{name}: {}", tree.name);
            // The number of a call in the steps is the place of its site among those of the text.
            let calls = |steps: &[Step]| -> Vec<u32> {
                let mark = |step: &Step| match step {
                    Step::Call { mark, .. } => Some(*mark),
                    _ => None,
                };
                steps.iter().filter_map(mark).collect()
            };
            for (number, end) in calls(&code.steps).into_iter().zip(calls(&known.steps)) {
                let site = number.checked_sub(1).and_then(|index| program.sites.get(index as usize));
                let by_end = program.sites.iter().find(|site| site.end == end as usize);
                assert_eq!(site, by_end, "{name}: call {number}, which ends at {end} of {}", program.text);
            }
        }
    }

    #[test]
    fn the_steps_of_a_template_are_those_of_its_text() {
        for (number, text) in [
            "a: {{ .a.b }} {{- printf \"%s-%d\" .c 5 | quote }}{{ \"{{\" }} { {% {# {",
            "{{ if and .a (not .b) (or .c .d) }}1{{ else if .e }}2{{ else if $x := .f }}{{ $x }}{{ else }}3{{ end }}",
            "{{ $x := 1 }}{{ range $i, $e := .l }}{{ $x = add $x $i }}{{ if .s }}{{ break }}{{ end }}{{ else }}{{ $i }}{{ end }}{{ $x }}",
            "{{ with .a }}{{ .b }}{{ else with .c }}{{ . }}{{ else }}{{ $.d.e.f }}{{ end }}",
            "{{ range .l }}{{ . }}{{ else }}none{{ end }}{{ range $k, $v := .m }}{{ $k = 1 }}{{ $v = 2 }}{{ end }}",
            "{{ $a := dict }}{{ range $a.x }}{{ $a = . }}{{ end }}{{ range $a := .y }}{{ end }}",
            "{{ define \"d\" }}{{ .x }}{{ end }}{{ template \"d\" }}{{ template \"d\" .y.z }}{{ include \"d\" . | nindent 2 }}",
            "{{ .a | and 1 2 | or .b | not | default \"x\" }}{{ .a.M 1 | .b.N }}{{ (.a).b }}{{ nil | quote }}{{ add 1 }}",
            "{{ -5 }}{{ 1.5e3 }}{{ 'a' }}{{ 0x1F }}{{ 1i }}{{ true }}{{ `raw\n` }}{{ \"\\u00e4\\n\\t\" }}",
            "{{ keys nil | uniq | join \",\" }}{{ . }}{{ . }}{{ . }}{{ . }}{{ ($y := 3) }}{{ (index .a (len .b)).c }}",
            "{{ now }}{{ index .a .b.c (print 1) }}{{ .Files.Get \"x\" }}{{ $.a }}{{ $ }}{{ 99999999999 | int }}",
        ]
        .into_iter()
        .enumerate()
        {
            assert_steps_of_text(&number.to_string(), text);
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("chart/templates");
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                assert_steps_of_text(&path.display().to_string(), &fs::read_to_string(path).unwrap());
                count += 1;
            }
        }
        assert!(count > 5, "{count} templates");
    }

    // What the compiler never writes is not read.
    #[test]
    fn the_rest_of_the_language_is_not_read() {
        for text in [
            "{{ a + b }}",
            "{{ [1, 2] }}",
            "{{ a if b }}",
            "{% macro f() %}{% endmacro %}",
            "{{ a",
            "{% if a %}",
            "{% endif %}",
            "{% for a in b %}{% elif c %}{% endfor %}",
            "{{ \"a",
            "{# a",
            "{{ a[0] }}",
            "{{ a.b }}",
            "{{ 99999999999999999999 }}",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
