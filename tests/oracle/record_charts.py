#!/usr/bin/env python3
"""Records what both Helms answer about the charts in tests/charts: what a chart may be, and what is refused.

Only this program writes answers.3 and answers.4 there, and the archives (`*.tgz`), which it packs from `archives` files.

    tests/oracle/record_charts.py [--check] [GROUP…]

A group is a folder with charts and a file `cases`: one call a line, words as a shell splits them, run in that folder. $OUT is a
folder that is empty before each call. --check writes nothing and says which groups would change.
"""

import io
import json
import pathlib
import re
import shlex
import sys
import tarfile
import tempfile

from record_parity import HELMS, ROOT, find, run

CHARTS = ROOT / "tests" / "charts"


def main():
    names = [word for word in sys.argv[1:] if word != "--check"]
    check = "--check" in sys.argv[1:]
    groups = sorted(path.parent for path in CHARTS.glob("*/cases") if not names or path.parent.name in names)
    changed = []
    with tempfile.TemporaryDirectory() as home:
        for group in groups:
            files = archives(group) | {f"answers.{major}": answers(group, find(f"helm{major}"), home) for major in HELMS}
            if any(not (group / name).exists() or (group / name).read_bytes() != data for name, data in files.items()):
                changed.append(group.name)
                for name, data in files.items() if not check else ():
                    (group / name).write_bytes(data)
    print(f"{len(groups)} groups, {len(changed)} {'would change' if check else 'changed'}: {' '.join(changed)}")
    return 1 if check and changed else 0


def archives(group):
    """Packs what the group's `archives` names: a JSON object of path -> members; written at once, as the cases read them."""
    described = group / "archives"
    packed = {name: pack(members) for name, members in json.loads(described.read_text()).items()} if described.exists() else {}
    for name, data in packed.items():
        (group / name).parent.mkdir(parents=True, exist_ok=True)
        if not (group / name).exists() or (group / name).read_bytes() != data:
            (group / name).write_bytes(data)
    return packed


def pack(members):
    """A list of [name, text] or [name, {"link": target}] or [name, {"records": {…}}]; or {"raw": hex}, {"cut": members} for what is no whole archive."""
    if isinstance(members, dict):
        return bytes.fromhex(members["raw"]) if "raw" in members else pack(members["cut"])[:-40]
    import gzip

    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.mode = 0o644
            if isinstance(content, dict) and "records" in content:
                member.pax_headers, content = content["records"], ""
            if isinstance(content, dict):
                member.type = tarfile.SYMTYPE if "link" in content else tarfile.LNKTYPE if "hard" in content else tarfile.DIRTYPE
                member.linkname = content.get("link", content.get("hard", ""))
                tar.addfile(member)
                continue
            data = content.encode("utf-8")
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return gzip.compress(plain.getvalue(), 9, mtime=0)


def answers(group, helm, home):
    """All calls with their answers: `$ line`, `= status`, then standard output after "| " and standard error after "! "."""
    text = []
    for line in (group / "cases").read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        with tempfile.TemporaryDirectory() as out:
            result = run([helm, *(word.replace("$OUT", out) for word in shlex.split(line))], home, group)
            text += [f"$ {line}", f"= {result.returncode}"]
            text += streams(result.stdout, "|", out) + streams(result.stderr, "!", out)
            for file in sorted(path for path in pathlib.Path(out).rglob("*") if path.is_file()):
                text += [f"> {file.relative_to(out)}", *streams(file.read_bytes(), "|", out)]
    return "".join(f"{line}\n" for line in text).encode()


def streams(data, mark, out):
    """Each line behind its mark; the last one says so when no line break ends it."""
    if not data:
        return []
    text = data.decode("utf-8", "surrogateescape").replace(out, "$OUT").replace(str(ROOT), "$ROOT")
    text = re.sub(r"(?m)^time=\S+ ", "", text)
    whole = text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    return [f"{mark} {line}" for line in lines] + ([] if whole else [f"{mark}\\"])


if __name__ == "__main__":
    sys.exit(main())
