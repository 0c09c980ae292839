#!/usr/bin/env python3
"""Random templates from a grammar, answered by Helm's engine and by ours; nothing may differ.

    tests/oracle/differential.py [--cases 50000] [--seed 1] [--helm 3|4] [--show 20] [--keep FILE] [--answers PROGRAM]

Helm's engine is linked into a small Go program (tests/oracle/engine), built once below --work from Go's module cache or proxy;
without Go it says so and ends. Ours is `cargo build --example answer_templates`, or what --answers names. A case is a chart of one to three template
files; both answer with what every file prints, or with the error. Ends with 1 if an answer differs otherwise than documented.py knows.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import resource
import shutil
import subprocess
import sys

from documented import difference
from typed import Draws, Typed

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENGINE = ROOT / "tests" / "oracle" / "engine"
VALUES = ROOT / "tests" / "gotmpl" / "values.yaml"
SIGNATURES = ROOT / "tests" / "funcs" / "signatures.txt"
MODULES = {"3": ("helm.sh/helm/v3", "v3.22.0"), "4": ("helm.sh/helm/v4", "v4.3.1")}

FIELDS = "str empty uni int neg fl big huge t f nul list elist nums m em nest objs missing m.a m.c m.c.d m.x m.x.y str.x objs.name int.z".split()
SHORT = "a b c d name v x str list m Values Values.str Values.m.c".split()
LITERALS = ["0", "1", "2", "-1", "3.5", "1e3", "0x1F", "1_000", "'a'", '""', '"a"', '"b c"', '"ż"', "`r\n`", '"a\\tb"', "true", "false", "nil", "10000000", "1e6", "0.1", "007"]
# name -> kinds of arguments: a any, s string, i int, l list, m map, o a map of one entry at most (the order of others is random in Helm)
FUNCTIONS = {
    "upper": "s", "lower": "s", "title": "s", "trim": "s", "quote": "a", "squote": "a", "len": "a", "not": "a", "print": "aa", "println": "a",
    "printf": "sa", "index": "ai", "slice": "li", "and": "aa", "or": "aa", "eq": "aa", "ne": "aa", "lt": "aa", "le": "aa", "gt": "aa", "ge": "aa",
    "add": "aa", "sub": "aa", "mul": "aa", "div": "aa", "mod": "ai", "add1": "a", "max": "ai", "min": "ai", "int": "a", "int64": "a", "float64": "a",
    "toString": "a", "default": "aa", "empty": "a", "coalesce": "aaa", "ternary": "aaa", "list": "aa", "dict": "sa", "get": "ms", "hasKey": "ms",
    "keys": "o", "values": "o", "first": "l", "last": "l", "rest": "l", "initial": "l", "append": "la", "prepend": "la", "has": "al", "uniq": "l",
    "reverse": "l", "join": "sl", "splitList": "ss", "split": "ss", "replace": "sss", "contains": "ss", "hasPrefix": "ss", "trunc": "is", "indent": "is",
    "nindent": "is", "repeat": "is", "kindOf": "a", "typeOf": "a", "kindIs": "sa", "toJson": "a", "toYaml": "a", "fromYaml": "s", "fromJson": "s",
    "b64enc": "s", "html": "a", "js": "a", "urlquery": "a", "set": "msa", "unset": "ms", "merge": "mm", "pick": "ms", "omit": "ms", "until": "i",
    "required": "sa", "fail": "s", "tpl": "sa", "include": "sa", "concat": "ll", "without": "la", "sortAlpha": "l", "compact": "l", "substr": "iis",
    "cat": "aa", "trimSuffix": "ss", "snakecase": "s", "camelcase": "s", "call": "a", "dig": "sam", "pluck": "sm", "toStrings": "l", "nope": "a",
}
NOISE = ["{{", "}}", "{{-", "-}}", "(", ")", "|", ",", ":=", "=", ".", "$", '"', "`", "'", "/*", "*/", "@", "end", "else", "#", "ż", " ", "\n", "1", "x"]



KINDS = {"string": "s", "int": "i", "int64": "i", "uint32": "i", "float64": "a", "interface {}": "a", "[]string": "l", "[]interface {}": "l", "map[string]interface {}": "m",
         "time.Time": "t", "sprig.certificate": "a", "bool": "a"}
# What answers otherwise each time, or takes long on purpose.
CHANCE = re.compile("rand|shuffle|uuid|gen[A-Z]|bcrypt|htpasswd|encrypt|derive|now|ago|keys|values|printf")


def functions(helm):
    """The table above and, of the functions that it does not list, the types that tests/funcs/signatures.txt has of them."""
    found = dict(FUNCTIONS)
    for line in SIGNATURES.read_text().splitlines():
        name, params, only = re.fullmatch(r"(\w+)\((.*)\) ?([34]?)", line).groups()
        if name not in found and not CHANCE.match(name) and params and only in ("", helm):
            found[name] = "".join(KINDS[kind.removeprefix("...")] for kind in params.split(", "))
    return found


class Maker(Draws):
    def __init__(self, seed, helm):
        super().__init__(seed)
        self.functions = functions(helm)
        self.piped = [name for name, kinds in self.functions.items() if kinds[-1] != "o"]
        self.variables = []
        self.defined = ["a", "b", "d"]

    def case(self):
        files = {"templates/x.yaml": self.file()}
        if self.chance(0.3):
            files["templates/_h.tpl"] = "".join(self.define() for _ in range(self.random.randint(1, 3)))
        if self.chance(0.1):
            files["templates/y.yaml"] = self.file()
        return {"files": files}

    def file(self):
        self.variables = [[]]
        text = self.body(3, False)
        if self.chance(0.3):
            text = self.define() + text
        if self.chance(0.12):
            at = self.random.randint(0, len(text))
            cut = self.random.randint(0, 3)
            text = text[:at] + (self.pick(NOISE) if self.chance(0.7) else "") + text[at + cut :]
        return text

    def define(self):
        outer, self.variables = self.variables, [[]]
        text = self.tag(f'define "{self.pick(self.defined)}"') + self.body(1, False) + self.tag("end")
        self.variables = outer
        return text

    def tag(self, inside):
        left = self.pick(["{{", "{{ ", "{{ ", "{{ ", "{{- ", "{{-\n"])
        right = self.pick(["}}", " }}", " }}", " }}", " -}}", "\n-}}"])
        return left + inside + right

    def text(self):
        return self.pick(["", " ", "\n", "x", "a: b\n", "  \n ", "{", "}", "{ %", "{#x#}", "{% raw %}", "é", "-", "\t", "<no value>", "\n\n"])

    def body(self, depth, loop):
        return "".join(self.text() + self.action(depth, loop) for _ in range(self.random.randint(1, 3))) + self.text()

    def scoped(self, depth, loop, *names):
        self.variables.append(list(names))
        text = self.body(depth, loop)
        self.variables.pop()
        return text

    def action(self, depth, loop):
        roll = self.random.random()
        if depth <= 0 or roll < 0.45:
            return self.tag(self.pipeline(2))
        if roll < 0.55:
            name = f"${self.pick('xyzw')}"
            value = self.pipeline(1)
            known = [v for scope in self.variables for v in scope]
            if known and self.chance(0.5):
                return self.tag(f"{self.pick(known)} = {value}")
            self.variables[-1].append(name)
            return self.tag(f"{name} := {value}")
        if roll < 0.70:
            return self.branch("if", depth, loop)
        if roll < 0.78:
            return self.branch("with", depth, loop)
        if roll < 0.90:
            return self.range(depth)
        if roll < 0.93:
            return "{{/* c */}}" if self.chance(0.5) else "{{- /* c\nd */ -}}"
        if roll < 0.97:
            return self.tag(f'template "{self.pick(self.defined)}"' + (f" {self.word(1)}" if self.chance(0.8) else ""))
        if loop or self.chance(0.1):
            return self.tag(self.pick(["break", "continue"]))
        return self.tag(f'block "{self.pick(self.defined)}" .') + self.body(0, False) + self.tag("end")

    def branch(self, word, depth, loop):
        name = f"${self.pick('xyzw')}"
        declares = self.chance(0.25)
        names = [name] if declares else []
        text = self.tag(f"{word} " + (f"{name} := " if declares else "") + self.pipeline(1)) + self.scoped(depth - 1, loop, *names)
        if self.chance(0.3):
            text += self.tag(f"else {word} {self.pipeline(1)}") + self.scoped(depth - 1, loop, *names)
        if self.chance(0.4):
            text += self.tag("else") + self.scoped(depth - 1, loop, *names)
        return text + self.tag("end")

    def range(self, depth):
        count = self.pick([0, 0, 1, 2, 2])
        names = [f"${name}" for name in self.random.sample("xyzwk", count)]
        over = self.pick([".Values.list", ".Values.nums", ".Values.m", ".Values.objs", ".Values.nest", ".Values.elist", "3", "(list 1 2)", self.pipeline(1)])
        text = self.tag("range " + (", ".join(names) + " := " if names else "") + over) + self.scoped(depth - 1, True, *names)
        if self.chance(0.25):
            text += self.tag("else") + self.scoped(depth - 1, False, *names)
        return text + self.tag("end")

    def pipeline(self, depth):
        text = self.command(depth)
        while self.chance(0.3):
            name = self.pick(self.piped)
            kinds = self.functions[name][:-1]
            text += " | " + " ".join([name, *(self.argument(kind, depth - 1) for kind in kinds)])
        return text

    def command(self, depth):
        if depth > 0 and self.chance(0.55):
            name = self.pick(list(self.functions))
            kinds = self.functions[name]
            if self.chance(0.03):
                kinds = kinds[1:] if self.chance(0.5) else kinds + "a"
            return " ".join([name, *(self.argument(kind, depth - 1) for kind in kinds)])
        return self.word(depth)

    def argument(self, kind, depth):
        if kind == "o":
            return self.pick([".Values.em", '(dict "a" 1)', "(dict)", "$.Values.m.c", ".Values.m.c"])
        if self.chance(0.2):
            return self.word(depth)
        if kind == "s":
            return self.pick(['"a"', '"b"', '"%s"', '"%v|%d"', '"a,b"', ".Values.str", ".Values.uni", '"{{ .Values.str }}"', '"{{ . }}"', "`a: 1`", '"d"'])
        if kind == "i":
            return self.pick(["0", "1", "2", "-1", "5", "(int .Values.int)", ".Values.int"])
        if kind == "l":
            return self.pick([".Values.list", ".Values.nums", ".Values.elist", "(list 1 \"a\" nil)", "(list)", ".Values.nest", ".Values.objs"])
        if kind == "t":
            return '(toDate "2006-01-02" "2020-02-29")'
        if kind == "m":
            return self.pick([".Values.m", ".Values.em", '(dict "a" 1)', "(dict)", "$.Values.m", ".Values.m.c"])
        return self.word(depth)

    def word(self, depth):
        roll = self.random.random()
        if roll < 0.3:
            return self.pick(LITERALS)
        if roll < 0.55:
            return self.pick([".Values.", ".Values.", "$.Values."]) + self.pick(FIELDS)
        if roll < 0.65:
            return self.pick([".", "$", "." + self.pick(SHORT), "." + self.pick(SHORT)])
        if roll < 0.8:
            known = [v for scope in self.variables for v in scope]
            name = self.pick(known) if known and not self.chance(0.03) else self.pick(["$", "$x"] if known else ["$"])
            return name + (f".{self.pick(SHORT)}" if self.chance(0.3) else "")
        if depth > 0:
            return f"({self.pipeline(depth - 1)})" + (f".{self.pick(SHORT)}" if self.chance(0.3) else "")
        return self.pick(LITERALS)


GRAMMARS = {"wild": [Maker], "typed": [Typed], "both": [Maker, Typed]}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--cases", type=int, default=50_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--grammar", choices=list(GRAMMARS), default="both", help="templates that are mostly wrong, mostly right, or every second one")
    options.add_argument("--helm", choices=["3", "4"])
    options.add_argument("--show", type=int, default=20)
    options.add_argument("--keep", help="write the cases that differ to this file")
    options.add_argument("--answers", help="a program that was built from examples/answer_templates.rs")
    options.add_argument("--work", default=str(pathlib.Path.home() / ".cache/openclaw-render/engine"))
    options = options.parse_args()
    if not shutil.which("go"):
        print("skipped: Go is not on this machine")
        return 0
    differ = 0
    for helm in [options.helm] if options.helm else list(MODULES):
        makers = [kind(options.seed, helm) for kind in GRAMMARS[options.grammar]]
        cases = [json.dumps(makers[number % len(makers)].case()) for number in range(options.cases)]
        theirs = answers([engine(helm, pathlib.Path(options.work)), VALUES], cases)
        ours = answers([options.answers or example(), helm, VALUES], cases)
        found = collections.Counter()
        wrong = []
        for case, a, b in zip(cases, theirs, ours, strict=True):
            name = difference(a, b, case, lambda: answers([engine(helm, pathlib.Path(options.work)), VALUES], [case])[0])
            found[name] += 1
            if name is None:
                wrong.append((case, a, b))
        failed = sum("out" not in json.loads(answer) for answer in theirs)
        died = sum("died" in json.loads(answer) for answer in theirs)
        print(f"Helm {helm}: {len(cases)} templates, {failed} of them errors, {died} that Helm's engine died of, {len(wrong)} differ")
        print("  documented: " + ", ".join(f"{count} {name}" for name, count in sorted(found.items(), key=str) if name not in ("same", None)))
        for case, a, b in wrong[: options.show]:
            print(f"{json.dumps(json.loads(case)['files'], ensure_ascii=False)}\n  Helm: {a[:600]}\n  ours: {b[:600]}")
        if options.keep:
            pathlib.Path(f"{options.keep}.{helm}").write_text("".join(f"{case}\n{a}\n{b}\n" for case, a, b in wrong))
        differ += len(wrong)
    return 1 if differ else 0


def answers(command, cases):
    lines = []
    while len(lines) < len(cases):
        left = cases[len(lines) :]
        text = "\n".join(left) + "\n"
        done = subprocess.run([str(word) for word in command], input=text, capture_output=True, text=True, preexec_fn=bounded)
        lines += done.stdout.splitlines()
        if len(lines) < len(cases):
            lines.append(json.dumps({"died": done.stderr[:200]}))
    return lines


def bounded():
    """Helm's engine has no bound of its own on values that hold themselves."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


MEMORY = 8 << 30


def example():
    command = ["cargo", "build", "--quiet", "--example", "answer_templates"]
    subprocess.run(command, cwd=ROOT, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "debug" / "examples" / "answer_templates"


def engine(helm, work):
    """The Go program, built where its module file may be changed. Helm's own module file pins what Helm was built with."""
    module, version = MODULES[helm]
    program = work / f"engine-{version}"
    text = ENGINE / f"helm{helm}.go.txt"
    if program.exists() and program.stat().st_mtime > text.stat().st_mtime:
        return program
    folder = work / version
    folder.mkdir(parents=True, exist_ok=True)
    source = json.loads(subprocess.run(["go", "mod", "download", "-json", f"{module}@{version}"], check=True, capture_output=True).stdout)["Dir"]
    for name in ("go.mod", "go.sum"):
        lines = (pathlib.Path(source) / name).read_text()
        if name == "go.mod":
            lines = lines.replace(f"module {module}", "module engine").replace("require (", f"require (\n\t{module} {version}", 1)
        (folder / name).write_text(lines)
    shutil.copy(text, folder / "main.go")
    subprocess.run(["go", "build", "-mod=mod", "-o", str(program), "."], cwd=folder, check=True)
    return program


if __name__ == "__main__":
    sys.exit(main())
