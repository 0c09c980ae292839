#!/usr/bin/env python3
"""Records what both Helms answer to every expression in tests/funcs. Only this program writes answers there.

    tests/oracle/record_funcs.py [--check] [FILE…]

A line of tests/funcs/*.txt is a template and its answer, `{{ upper "a" }} ⇒ "A"`. To add a case, add a line without an answer and
run this. FILE names some of the files (`strings`); without one all are recorded, and before them:

  signatures.txt  every function with the types of its parameters, found out by asking the Helms
  grid.txt        every function with every kind of argument in every place, made from signatures.txt

Answers are `"text"`, `error: text`, or `random` where two runs differ. In them `\\\\`, `\\n`, `\\t`, `\\r` and `\\xNN` stand for what they
stand for in Go. Where the Helms differ a line is written for each, `⇒3` and `⇒4`. An error starts with its column in the template.
--check writes nothing and says which lines would change. The Helms are $ORACLES/bin/helm3 and helm4, else those on PATH.
"""

import base64
import concurrent.futures
import datetime
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FUNCS = ROOT / "tests" / "funcs"
HELMS = ("3", "4")
# Templates in one run of Helm. A failing one costs a run of its own, whatever the size.
BATCH = 150
# How often what may be random is asked again; a number from 0 to 4 is hardly the same in so many answers.
REPEATS = 8
DOUBTFUL = re.compile(r"\b(rand|shuffle|uuid|gen[A-Z]|bcrypt|htpasswd|encrypt|now|date|htmlDate|ago|toDate|unixEpoch|duration|keys|values)")
# What an expression may take before it is left out, in seconds and bytes of address space.
TIMEOUT = 60
MEMORY = 8 << 30


def main():
    check = "--check" in sys.argv[1:]
    names = [word for word in sys.argv[1:] if word != "--check"]
    changed = []
    with tempfile.TemporaryDirectory() as home:
        helms = [Helm(major, home) for major in HELMS]
        if not names:
            changed += write("signatures.txt", signature_lines(helms), check)
            changed += write("grid.txt", recorded(grid(read_signatures()), helms), check)
            names = sorted(path.stem for path in FUNCS.glob("*.txt") if path.stem not in ("signatures", "grid"))
        for name in names:
            expressions = grid(read_signatures()) if name == "grid" else read_expressions(f"{name}.txt")
            lines = signature_lines(helms) if name == "signatures" else recorded(expressions, helms)
            changed += write(f"{name}.txt", lines, check)
    print(f"{len(changed)} lines {'would change' if check else 'changed'}")
    for line in changed[:50]:
        print(f"  {line}")
    return 1 if check and changed else 0


def read_expressions(name):
    """The expressions of a file, each once, in their order."""
    path = FUNCS / name
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return list(dict.fromkeys(re.split(" ⇒[34]? ", line)[0].strip() for line in lines if line.strip()))


def write(name, lines, check):
    """The lines that are not in the file yet; writes the file."""
    path = FUNCS / name
    old = set(path.read_text(encoding="utf-8").split("\n")) if path.exists() else set()
    if not check:
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{name}: {len(lines)} lines", flush=True)
    return [f"{name}: {line}" for line in lines if line not in old]


def recorded(expressions, helms):
    """The lines of a file."""
    with concurrent.futures.ThreadPoolExecutor(len(helms)) as pool:
        answers = dict(zip(HELMS, pool.map(lambda helm: helm.answers(expressions), helms)))
    lines = []
    for expression in expressions:
        three, four = (answers[major].get(expression) for major in HELMS)
        if three is None or four is None:
            print(f"  left out, Helm dies of it: {expression}", flush=True)
        elif three == four:
            lines.append(f"{expression} ⇒ {four}")
        else:
            lines += [f"{expression} ⇒3 {three}", f"{expression} ⇒4 {four}"]
    return lines


class Helm:
    """One of the two programs."""

    def __init__(self, major, home):
        self.home = home
        oracle = pathlib.Path(os.environ.get("ORACLES", pathlib.Path.home() / ".cache/openclaw-render/oracles")) / "bin" / f"helm{major}"
        path = oracle if oracle.exists() else shutil.which(f"helm{major}")
        self.path = str(path) if path else sys.exit(f"record_funcs: helm{major} is neither in $ORACLES/bin nor on PATH")

    def answers(self, expressions):
        """Every expression with its answer; what Helm does not survive is missing."""
        answers = self.batched(expressions)
        # What is not the same the next time is random; what names the day will not be the same tomorrow.
        today = datetime.datetime.now(datetime.timezone.utc)
        days = [format(today + datetime.timedelta(days=shift), "%Y-%m-%d") for shift in (-1, 0, 1)]
        for _ in range(REPEATS):
            doubtful = [expression for expression, answer in answers.items() if answer.startswith('"') and DOUBTFUL.search(expression)]
            for expression, answer in self.batched(doubtful).items():
                if answer != answers[expression] or any(day in answer for day in days):
                    answers[expression] = "random"
        return answers

    def batched(self, expressions):
        found = {}
        for start in range(0, len(expressions), BATCH):
            self.collect(expressions[start : start + BATCH], found)
        return found

    def collect(self, expressions, found):
        """Renders all at once, and again without the one that fails, until none fails."""
        left = dict(enumerate(expressions))
        while left:
            outputs, stderr = self.render(left)
            if outputs is not None:
                found.update((left[number], quoted(text)) for number, text in outputs.items())
                return
            culprit = re.search(r"c/templates/e(\d+)\.yaml", stderr)
            if culprit:
                found[left.pop(int(culprit[1]))] = "error: " + escaped(normal(stderr))
            elif len(left) == 1:
                return
            else:
                # Helm died without naming a template: halve until it is alone.
                rest = list(left.values())
                self.collect(rest[: len(rest) // 2], found)
                self.collect(rest[len(rest) // 2 :], found)
                return

    def render(self, expressions):
        """The output of each numbered expression, or the error of the one that failed."""
        with tempfile.TemporaryDirectory() as folder:
            templates = pathlib.Path(folder) / "c" / "templates"
            templates.mkdir(parents=True)
            (templates.parent / "Chart.yaml").write_text("apiVersion: v2\nname: c\nversion: 0.1.0\n")
            for number, expression in expressions.items():
                (templates / f"e{number}.yaml").write_text(wrapped(number, expression), encoding="utf-8")
            command = [self.path, "template", "r", "c", "-f", str(FUNCS / "values.yaml"), "--set", "i64=7"]
            env = {"HOME": self.home, "PATH": os.environ["PATH"], "TZ": "UTC"}
            try:
                done = subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=TIMEOUT, preexec_fn=limit)
            except subprocess.TimeoutExpired:
                return None, ""
        if done.returncode != 0:
            return None, done.stderr.decode("utf-8", "surrogateescape") if done.returncode == 1 else ""
        found = re.findall(rb"# Source: c/templates/e(\d+)\.yaml\nout: *(\S*)", done.stdout)
        return {int(number): base64.b64decode(text) for number, text in found}, ""


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def wrapped(number, expression):
    """A template file whose output no step after it can change. Each expression has values of its own, for some change them."""
    return f'{{{{- define "e{number}" -}}}}\n{expression}\n{{{{- end -}}}}\nout: {{{{ include "e{number}" (dict "Values" (deepCopy .Values)) | b64enc }}}}\n'


def normal(stderr):
    """The error without what stands around it. Source of the shapes: Helm, pkg/engine/engine.go."""
    # Only the warnings that Helm writes before it fails stand in front of the error.
    text = stderr[stderr.index("Error: ") + len("Error: ") :] if "Error: " in stderr else stderr
    text = text.removesuffix("\n").removesuffix("\n\nUse --debug flag to render out invalid YAML")
    place = r"c/templates/e\d+\.yaml:2"
    shapes = [
        (rf"parse error at \({place}\): (.*)", "parse: {0}"),
        (r"execution error at \(c/templates/e\d+\.yaml:\d+:\d+\): (.*)", "execution: {0}"),
        (rf'.*?{place}:(\d+): executing "e\d+" at <(.*)', "{0}: at <{1}"),
        (rf'.*?{place}:(\d+)\n  executing "e\d+" at <(.*?)>:\n    (.*)', "{0}: at <{1}>: {2}"),
    ]
    for shape, form in shapes:
        found = re.fullmatch(shape, text, re.DOTALL)
        if found:
            return re.sub(r"c/templates/e\d+\.yaml", "FILE", re.sub(r'"e\d+"', '"NAME"', form.format(*found.groups())))
    return text


def escaped(data):
    data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape")
    text = data.decode("utf-8", "surrogateescape").replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return re.sub(r"[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\udc80-\udcff]", lambda found: spelled(found[0]), text)


def spelled(char):
    return "".join(f"\\x{byte:02x}" for byte in char.encode("utf-8", "surrogateescape"))


def quoted(data):
    return f'"{escaped(data)}"'


# Signatures


def signature_lines(helms):
    with concurrent.futures.ThreadPoolExecutor(len(helms)) as pool:
        three, four = pool.map(lambda helm: signatures(helm, candidates()), helms)
    lines = []
    for name in sorted(three | four):
        if three.get(name) == four.get(name):
            lines.append(f"{name}({four[name]})")
        else:
            lines += [f"{name}({found[name]}) {major}" for major, found in (("3", three), ("4", four)) if name in found]
    return lines


def candidates():
    """The names that the Helms are asked about: those of the last recording. For a new Helm, add its new names to the file."""
    return sorted({re.match(r"\w+", line)[0] for line in (FUNCS / "signatures.txt").read_text().splitlines() if line.strip()})


def read_signatures():
    """Every function with its fixed parameters and the type of those that may follow."""
    found = {}
    for line in (FUNCS / "signatures.txt").read_text().splitlines():
        name, params = re.match(r"(\w+)\((.*)\)", line).groups()
        types = params.split(", ") if params else []
        rest = types.pop()[3:] if types and types[-1].startswith("...") else None
        found[name] = (types, rest)
    return found


def signatures(helm, names):
    """Name to parameters, as far as this Helm knows the name."""
    counts = {}
    many = " ".join(["(until 1)"] * 12)
    for name, answer in by_name(helm, {name: f"{{{{ {name} }}}}" for name in names}).items():
        if f'function "{name}" not defined' in answer:
            continue
        wanted = re.search(r"wrong number of args for \w+: want (at least )?(\d+) got 0", answer)
        counts[name] = (int(wanted[2]), bool(wanted[1])) if wanted else None
    unclear = {name: f"{{{{ {name} {many} }}}}" for name, count in counts.items() if count is None}
    for name, answer in by_name(helm, unclear).items():
        counts[name] = (0, "want 0 got 12" not in answer)
    # Every place holds a value that no function takes but one that takes all, until the answer tells what it wants.
    types = {name: [None] * (fixed + variadic) for name, (fixed, variadic) in counts.items()}
    open_names = [name for name in types if types[name]]
    while open_names:
        asked = {}
        for name in open_names:
            args = [BASE.get(typ, "nil") if typ else f"(until {place + 1})" for place, typ in enumerate(types[name])]
            asked[name] = f"{{{{ {name} {' '.join(args)} }}}}"
        open_names = []
        for name, answer in by_name(helm, asked).items():
            wrong = re.match(r"error: \d+: at <(\d+)>: wrong type for value; expected (.*); got \[\]int$", answer)
            if wrong:
                types[name][int(wrong[1]) - 1] = wrong[2]
                open_names.append(name)
    result = {}
    for name, (_, variadic) in counts.items():
        params = [typ or "interface {}" for typ in types[name]]
        if variadic:
            params[-1] = "..." + params[-1]
        result[name] = ", ".join(params)
    return result


def by_name(helm, asked):
    answers = helm.batched(list(asked.values()))
    return {name: answers.get(expression, "") for name, expression in asked.items()}


# The grid

# A good argument of each type.
BASE = {
    "string": '"a b"',
    "bool": "true",
    "int": "2",
    "int64": "2",
    "uint32": "2",
    "float64": "1.5",
    "interface {}": '"a b"',
    "[]string": '(splitList "," "a,b")',
    "[]interface {}": '(list 1 "b")',
    "map[string]interface {}": '(dict "a" 1)',
    "time.Time": '(toDate "2006-01-02" "2020-02-29")',
    "sprig.certificate": "(buildCustomCert .Values.cert .Values.key)",
}

# What stands in every place of every function.
ARGUMENTS = "nil .Values.nul .Values.missing true 1 -3 .Values.i64 .Values.fl 9007199254740993 .Values.big".split()
ARGUMENTS += '"" "żółw" .Values.list .Values.m'.split()

# Functions whose result is as large as a number says; the large numbers would eat the machine.
SIZED = {"indent", "nindent", "repeat", "seq", "until", "untilStep"}
LARGE = {"9007199254740993", ".Values.big"}

# A key of 4096 bits for every run is too slow.
SLOW = {('genPrivateKey', '""')}


def grid(known):
    """Every function with every argument in every place, one too few and one too many."""
    expressions = []
    for name, (fixed, rest) in sorted(known.items()):
        base = [BASE.get(typ, "nil") for typ in fixed]
        calls = [base[:-1], base, base + [BASE.get(rest, '"a b"')], base + [BASE.get(rest, '"a b"')] * 2]
        places = base + ([BASE.get(rest, "nil")] if rest else [])
        for place in range(len(places)):
            for argument in ARGUMENTS:
                if not (name in SIZED and argument in LARGE or (name, argument) in SLOW):
                    calls.append(places[:place] + [argument] + places[place + 1 :])
        expressions += [f"{{{{ {' '.join([name, *args])} }}}}" for args in calls]
    return list(dict.fromkeys(expressions))


if __name__ == "__main__":
    sys.exit(main())
