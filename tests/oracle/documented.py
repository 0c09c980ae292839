"""Which differences from Helm's engine differential.py passes over: those that COMPATIBILITY.md names, and addresses of memory. Each has a name, so
that a run can say how often it was met."""

import json
import re

# `&x` is this everywhere in ours, in every base that a verb may print it in.
ADDRESS = 0xC000010000
ADDRESSES = tuple(format(ADDRESS, base) for base in "dboxX")
TOKEN = re.compile(r"\w+|\W")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# The innermost place of an error, and what stands around it.
PLACE = re.compile(r'(.*:)\d+:\d+((?:: |\n  )executing "[^"]*" at )<(.*?)>(:.*)', re.DOTALL)
# A loop of ten million turns or more: all of them are counted before the first.
LONG_LOOP = re.compile(r"\brange [^{}]*\b(\d{8,}|1e[7-9])\b")
# How Helm's engine ends where Go cannot catch it, or this machine kills it.
DEATHS = re.compile("stack exceeds|stack overflow|out of memory|cannot allocate memory|concurrent map|^$")


def difference(a, b, case, again):
    """The name of the documented difference between Helm's answer and ours; `same` if there is none, None if there is one that nobody knows.
    `again` asks Helm's engine once more, in a process of its own."""
    theirs, ours = json.loads(a), json.loads(b)
    if theirs == ours:
        return "same"
    if "died" in theirs:
        # Recursions and values that hold themselves; ours says what was too much.
        return "death" if DEATHS.search(theirs["died"]) and "died" not in ours else None
    if "died" in ours:
        return None
    if "error" in theirs and "error" in ours:
        if CONTROL.sub("\ufffd", theirs["error"]) == ours["error"]:
            return "control characters"
        if "exceeded maximum template depth" in theirs["error"] and "templates call each other deeper than" in ours["error"]:
            return "depth of templates"
        if ours["error"].endswith("templates may not take more than 536870912 steps") and LONG_LOOP.search(case):
            return "steps of a loop"
        if operands(theirs["error"], ours["error"], case):
            return "operands"
    if "error" in ours and re.search(r"error calling (mustS|s)lice:\s+slice index out of bounds$", ours["error"]) and theirs.get("error") != ours["error"]:
        # Go pads a slice with what its list has room for, and goes on.
        return "capacity"
    if addressed(a, b):
        return "address"
    # What Helm itself answers otherwise each time hangs on an address, or on the order of a map.
    others = [again() for _ in range(3)]
    if any(other != a for other in others) and any(by_chance(a, other, b) for other in others):
        return "chance"
    return None


def operands(theirs, ours, case):
    """Whether only the place differs, and ours is the last operand of an `(or …).x` or `(and …).x` of which theirs is another one."""
    x, y = PLACE.fullmatch(theirs), PLACE.fullmatch(ours)
    if not x or not y or (x[1], x[2], x[4]) != (y[1], y[2], y[4]):
        return False
    shown = [node.removesuffix("...") for node in (x[3], y[3])]
    for words in groups(" ".join(json.loads(case)["files"].values()).replace('\\"', '"')):
        starts = [[word for word in words if word.startswith(node)] for node in shown]
        if all(starts) and words[-1] in starts[1]:
            return True
    return False


def groups(text):
    """The words of each `(or …)` and `(and …)` that a field is asked of."""
    for found in re.finditer(r"\((?:or|and)\s", text):
        depth, words, word, at = 0, [], "", found.end()
        while at < len(text) and depth >= 0:
            char = text[at]
            depth += (char == "(") - (char == ")")
            if depth < 0 or (char.isspace() and depth == 0):
                words += [word] if word else []
                word = ""
            else:
                word += char
            at += 1
        if text[at : at + 1] == "." and words:
            yield words


def addressed(a, b):
    """Whether the answers are equal but for places where ours has its address."""
    a, b = tokens(a), tokens(b)
    return len(a) == len(b) and all(x == y or (y.lstrip("0").endswith(ADDRESSES) and re.fullmatch(r"[0-9a-fA-FxXo]{6,}", x)) for x, y in zip(a, b))


def by_chance(a, other, b):
    """Whether ours is equal but for what is not the same in two of theirs."""
    a, other, b = tokens(a), tokens(other), tokens(b)
    return len(a) == len(other) == len(b) and all(x == z or x != y for x, y, z in zip(a, other, b))


def tokens(answer):
    """Words and what stands between them; how wide a number is padded hangs on the number."""
    return TOKEN.findall(re.sub(" +", " ", answer))
