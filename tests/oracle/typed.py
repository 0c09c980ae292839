"""A grammar of templates that mostly work: every argument has the type that its function asks for, so that a case reaches results and not
only the first error. differential.py draws from it; the other grammar there is the one for what is wrong."""

import json
import random
import re

# A letter is a type. Of values: s text, i int, I J 3 small ones, 8 int64, f float64, n any number, b bool, l list, L []string, m map, M map of texts, R the root, d time, D time.Duration,
# V version with its methods, N time.Location, F .Files, a anything,
# w map of one entry at most (the order of others is random in Helm), q list that no variable holds (sortAlpha sorts a []string in place), K list as long as
# its capacity, A what holds no map.
# Of texts: v version, c constraint, r regular expression, y YAML, j JSON, t duration, o TOML, e template, k key, h layout of a date,
# z time zone, p path, u URL, x text of a number, g text of a date, W base64 or not.
FUNCTIONS = """
upper s s|lower s s|title s s|untitle s s|swapcase s s|snakecase s s|camelcase s s|kebabcase s s|trim s s|trimAll ss s|trimPrefix ss s|trimSuffix ss s
quote a* s|squote a* s|print a* s|println a* s|toString a s|trunc is s|abbrev is s|abbrevboth 33s s|substr iis s|repeat Is s|replace sss s|nospace s s
initials s s|wrap 3s s|wrapWith 3ss s|plural ssi s|cat a* s|indent Is s|nindent Is s|join sl s|join sL s|b64enc s s|b64dec W s|b32enc s s|b32dec W s
sha1sum s s|sha256sum s s|sha512sum s s|adler32sum s s|html a* s|js a* s|urlquery a* s|kindOf a s|typeOf a s|regexQuoteMeta s s|regexFind rs s
regexReplaceAll rss s|regexReplaceAllLiteral rss s|mustRegexFind rs s|mustRegexReplaceAll rss s|base p s|dir p s|clean p s|ext p s|osBase p s|osDir p s
osClean p s|osExt p s|toYaml a s|toYamlPretty a s|toJson a s|toPrettyJson a s|toRawJson a s|toToml m s|mustToJson a s|date hd s|date hi s|dateInZone hdz s
htmlDate d s|htmlDateInZone dz s|duration i s|duration x s|durationRound t s|durationRound i s|unixEpoch d s|urlJoin m s|trimall ss s|hello  s
hasPrefix ss b|hasSuffix ss b|contains ss b|not a b|eq aa b|eq ss b|eq ii b|eq sss b|ne ss b|ne aa b|lt ii b|le ff b|gt ss b|ge ii b|lt nn b|empty a b
hasKey ms b|has al b|has sL b|kindIs sa b|typeIs sa b|typeIsLike sa b|deepEqual aa b|regexMatch rs b|mustRegexMatch rs b|semverCompare cv b|isAbs p b
any a* b|all a* b|and bb b|or bb b
len s i|len l i|len m i|int n i|int x i|int64 n 8|int64 x 8|add nn* 8|sub nn 8|mul nn* 8|div ni 8|mod ni 8|add1 n 8|max n* 8|min n* 8|biggest nn 8
atoi x i|toDecimal x 8|toDecimal i 8|len L i
float64 n f|float64 x f|addf nn* f|subf nn* f|mulf nn* f|divf nf f|add1f n f|maxf n* f|minf n* f|floor n f|ceil n f|round n3 f|round x3 f
list a* l|tuple ss l|first l a|last l a|rest l l|initial l l|append la l|prepend la l|push la l|reverse l l|uniq l l|without la* l|compact l l|concat ll* l
slice Ki l|slice Kii l|slice si s|slice sii s|chunk Jl l|until I l|untilStep 33J l|fromYamlArray y l|fromJsonArray j l|values w l|mustSlice Ki l|index la a|index lia a
first L a|rest L l|reverse L l|uniq L l|append Ls l|without Ls l|compact L l|concat Ll l|chunk JL l|pluck smm l|mustAppend la l|mustUniq l l
sortAlpha q L|splitList ss L|toStrings l L|toStrings a L|regexSplit rsi L|regexFindAll rsi L|keys w L|seq 3 s|seq 33 s|seq 333 s
dict sa m|dict sasa m|dict sasasa m|set msA m|unset ms m|merge mm* m|mergeOverwrite mm* m|mustMerge mm m|pick ms* m|omit ms* m|deepCopy m m|deepCopy a a
fromYaml y m|fromJson j m|fromToml o m|split ss M|splitn s3s M|urlParse u m|mustDeepCopy a a|mustFromJson j a
get ms a|index ms a|index mss a|default aa a|coalesce a* a|ternary aab a|dig sam a|dig ssam a|and aa* a|or aa* a|required sa a|call a a|required sm m
mustChunk Jl l|mustCompact l l|mustFirst l a|mustLast l a|mustInitial l l|mustRest l l|mustReverse l l|mustPrepend la l|mustPush la l|mustWithout la* l
mustHas al b|mustRegexFindAll rsi L|mustRegexSplit rsi L|mustRegexReplaceAllLiteral rss s|mustMergeOverwrite mm* m|mustToPrettyJson a s|mustToRawJson a s
osIsAbs p b|date_in_zone hdz s|date_modify td d|must_date_modify td d|decryptAES Ss s|decryptAES Ss s|dict sas m|dict s m|dict am m|dict aa m|dict  m
toDate hg d|mustToDate hg d|dateModify td d|mustDateModify td d|buildCustomCert ss s|printf ss s|len s i
.Format dh s|.Format dh s|.Year d i|.Month d a|.Day d i|.Weekday d a|.Hour d i|.Minute d i|.Second d i|.Nanosecond d i|.YearDay d i|.Unix d 8|.UnixMilli d 8
.UnixMicro d 8|.UnixNano d 8|.UTC d d|.Add dD d|.AddDate d333 d|.Sub dd D|.Truncate dD d|.Round dD d|.Before dd b|.After dd b|.Equal dd b
.Compare dd i|.IsZero d b|.IsDST d b|.String d s|.GoString d s|.Location d N|.In dN d|.String N s|.Date d a|.Clock d a|.Zone d a|.ISOWeek d a
.Hours D f|.Minutes D f|.Seconds D f|.Milliseconds D 8|.Microseconds D 8|.Nanoseconds D 8|.String D s
.Round DD D|.Truncate DD D|.Abs D D|.Month.String d s|.Weekday.String d s
semver v V|.Major V a|.Minor V a|.Patch V a|.Prerelease V s|.Metadata V s|.Original V s|.String V s|.IncMajor V V|.IncMinor V V|.IncPatch V V|.SetPrerelease Vs V
.SetMetadata Vs V|.Compare VV i|.Equal VV b|.LessThan VV b|.GreaterThan VV b|.LessThanEqual VV b|.GreaterThanEqual VV b
.Get Fp s|.GetBytes Fp a|.Glob Fp F|.Lines Fp L|.AsConfig F s|.AsSecrets F s
fail s a|semver v a|derivePassword isSSs s|tpl eR s|tpl eR s|tpl eR s|include kR s|include kR s|lookup ssss m|getHostByName s s
"""
# What only Helm 4 has.
FUNCTIONS_4 = """
mustToYaml a s|mustToToml m s|durationDays T f|durationHours T f|durationMinutes T f|durationSeconds T f|durationWeeks T f|durationMilliseconds T 8
durationMicroseconds T 8|durationNanoseconds T 8|durationRoundTo TT D|durationTruncateTo TT D|mustToDuration T D
"""
WORDS = {
    "s": ['"a"', '""', '"hello world"', '"żółw ąę"', '"a,b,,c"', '" pad "', '"A-b_C d"', '"x\\ny\\n"', "`q\"'<&>`", '"%"', '"foo.bar/baz"', ".Values.str", ".Values.uni", ".Release.Name", ".Chart.Name",
          ".Chart.Version", '"日本語"', '"e\\u0301"', '"\\xff\\xfe"', '"a\\x00b"', '"tru"', '"null"', '"1.5"', '"é\\u2028\\u00a0"', '"😀"', '(decryptAES "k" (encryptAES "k" "text"))', '(.Files.Get "conf/a.txt")', ".Capabilities.KubeVersion.Version", ".Template.Name", '"b"', '"c"', '"d"', '"string"', '"map"', '"slice"', '"int"'],
    "i": ["0", "1", "2", "3", "-1", "7", "10", "100", "0x1F", "0b11", "0o17", "1_000", "'a'", "9223372036854775807", "-9223372036854775808", "2147483648", "(int .Values.int)", "(int64 .Values.neg)", "(len .Values.list)"],
    "3": ["-3", "-1", "0", "1", "2", "4", "7", "12"],
    "I": ["0", "1", "2", "3", "5"], "J": ["1", "2", "3"], "S": ['"long"', '"pin"', '"x"', '"p w"'],
    "f": ["0.0", "1.5", "-2.25", "3.0", "1e3", "1e21", "1e-7", "0.1", "123456789.125", "1e100", "0x1p-2", ".Values.fl", ".Values.int", ".Values.big", ".Values.huge", "2.5", "3.5", "1e20", "-0.0"],
    "b": ["true", "false", ".Values.t", ".Values.f", ".Release.IsInstall", '(.Capabilities.APIVersions.Has "v1")'],
    "l": ["(list)", '(list 1 "a" nil 2.5 true)', ".Values.list", ".Values.nums", ".Values.elist", ".Values.nest", ".Values.objs", '(list (list 1 2) (dict "a" 1))', '(list "b" "a" "c" "a")', '(list 3 1 2)', '(list "" 0 nil "x")', "(until 4)"],
    "m": [".Values.m", ".Values.em", '(dict "a" 1 "b" (dict "c" "x"))', '(dict "z" nil "y" false "x" "")', ".Values.m.c", '(dict "n" 1 "f" 1.5 "l" (list 1 "2"))', '(dict "k e y" "a: b" "1" "#x")', '(dict "b" (dict "d" 2))'],
    "w": ['(dict "a" 1)', "(dict)", '(dict "only" "x")'],
    "v": ["1.2.3", "v1.2.3", "1.2", "1", "v1", "1.2.3-alpha.1", "1.2.3-rc.1+build.5", "1.37.0", "0.0.0", "01.2.3", "1.2.3-01", "1.2.x", "", "a", "1.2.3.4", "v2.0.0-beta", "1.19.3-gke.100", "99999999999999999999.0.0", "1.2.3+meta", "1.25-0"],
    "c": [">=1.2.3", "^1.2", "~1.2.3", "1.x", "*", ">1.0 <2.0", ">=1.19-0", "!=1.2.3", "1.2 - 1.4.5", "^0.0.3", "~0", ">=1.2, <3 || >=4", "=1.2.3-rc.1", "", ">", "^0", "~>2.0.0", "<=1.x", "=>1.1", "v1.2.3", ">= 1.2.3-alpha", "1.2.3 || ", "latest", "< 1.25.0-0", "!1.x", "~1.x", "^x", "||"],
    "t": ["1h", "90s", "-5m", "1h30m10.5s", "100ms", "1us", "1µs", "0", "", "x", "10d", "8760h", "2000h", "1.5h", "-0.5s", "3600", "1h1", ".5m", "50h", "+3s"],
    "h": ["2006-01-02", "2006-01-02T15:04:05Z07:00", "Jan _2 2006 15:04:05.000", "Monday, 02-Jan-06 03:04:05PM MST", "20060102150405", "002 Z0700 -07", "15h 4m 5s", "06/1/2 3:4pm", "05.999999 x", "2006__2 Mon January", "-07:00:00", ",000", "x", "", "02 Jan 06 15:04 -0700", "3:04PM", "Z07", "yyyy"],
    "g": ["2024-02-29", "2024-02-30", "2006-01-02T15:04:05Z", "2023-12-31T23:59:59+05:30", "Jan  2 2006 15:04:05.123", "20240110101112", "Monday, 02-Jan-06 03:04:05PM MST", "24/13/1 3:4pm", "x", "", "3:04PM", "9999-12-31", "0001-01-01", "02 Jan 06 15:04 -0700", "2024-1-2"],
    "z": ["UTC", "Local", "Europe/Warsaw", "America/New_York", "Asia/Kolkata", "", "Nope/Zone", "Australia/Lord_Howe", "Asia/Tokyo", "../x"],
    "p": ["conf/a.txt", "conf/*", "conf/{a,b}.*", "**", "conf/b.bin", "[", "/a/b/c.txt", "a/../b", "", ".", "..", "/", "a//b/", "./x.tar.gz", "/../a", "a/b/..", ".hid", "a.", "//"],
    "u": ["http://u:p@h.example:80/p/a?q=1&r=a%20b#f", "mailto:a@b", "//host/x", "/p?q", "http://[::1]:8080/", "http://[::1%25eth0]/", "%zz", "http://a b/", "x:y:z", "?q", "#f", "http://h:x/", "", "http://żółw/ą?ę", "HTTP://h//a/../b", "a%2Fb", "http://h/%61%2f?%zz", "1:2", "http://u@/p"],
    "x": ["1", "-1", "1.5", "0x1f", "017", "0b1", "1e3", "", "abc", " 1", "1_000", "99999999999999999999", "+5", "1.9", "-0", "0o7", "Inf", "nan", "1e400", "true", "08"],
    "W": ["aGVsbG8=", "aGVsbG8", "!!", "", "/w==", "aGk=\\n", "NBSWY3DP", "nbswy3dp", "MFRA====", "YWI=YWI="],
    "k": ["h0", "h1", "h2"],
    "y": ["a: 1\nb: [x, y]\n", "a: yes\nb: 0o17\nc: 017\nd: 1e3\ne: .inf\nf: ~\n", "- 1\n- a: b\n", "a: |\n  x\n   y\n\nb: >-\n  f\n  g\n", "x: &a {k: 1}\ny: *a\nz:\n  <<: *a\n  q: 2\n", "a: 'it''s'\nb: \"q\\tz\\u00e9\"\n", "a: !!str 1\nb: !!int \"3\"\n",
          "a: 2001-01-01\nb: 2001-01-01T00:00:00Z\n", "{a: 1, b, c: [1, 2,]}", "a: b: c", "[1, 2", "a: 1\na: 2\n", "? x\n: y\n", "---\na: 1\n---\nb: 2\n", "", "null", "text", "- - 1\n  - 2\n- 3\n", "a: 12345678901234567890\nb: 1_000\nc: 0x1F\nd: -0\n", "\ta: 1", "a:\n- 1\n- 2\n", "1: a\ntrue: b\nnull: c\n1.5: d\n",
          "a: !!binary aGk=\n", "a: *nope", "a: @x", "a: %d", "a: # c\n  b # d\n", "%YAML 1.1\n---\na: on\n", "a: \"x\n  y\"\n", "a: - b", "- a\nb: c", "a: ''\nb: \"\"\nc:\n", "a: 1.0\nb: 1e21\nc: 1e-7\nd: 100000000000000000000000\n", "a: \"\\ud83d\\ude00\"", "a: .nan", "<<: 1\n", "a: |2\n   x\n", "a: |+\n  x\n\n", "a: >\n  x\n  y\n\n   z\n", "k: {a: &x [1], b: *x}", "a: ~\n? [1]\n: 2\n", "...", "a: ‘x’", "a: 190:20:30", "a: 0b11\nb: +1\nc: 1.\nd: .5\ne: 1e\n"],
    "j": ['{"a":1,"b":[true,null,"x"]}', '[1,2.5,"a",{"k":null}]', '{"b":{},"a":[]}', "1", '"s"', "null", "", "{", '[1,]', '{"a":1,"a":2}', '"\\u00e9\\ud83d\\ude00"', '"\\ud800x"', "1e400", "123456789012345678901", "-0", " true ", "1 2", "nul", '{"a":1e3,"c":1.0,"d":0.1}', "{'a':1}", '{"a" 1}', '[[[]]]', '"a\nb"', '"\\x"', '{1:2}', '{"<":"&>"}', "[1 2]", "01", "1.", "-", '"unfinished', '{"a":1}}', "\u00e9", '{"":""}'],
    "o": ['a = 1\nb = "x"\n', "[t]\nc = [1, 2]\n[t.u]\nd = 1.5\n", "a = 2001-01-01\n", "a = 2001-01-01T00:00:00Z\n", "[[x]]\na = 1\n[[x]]\na = 2\n", "a = ", "a = 'l'\nb = \"\"\"m\nn\"\"\"\n", "a.b.c = true\n", "a = 1\na = 2\n", "", "x", "a = {b = 1, c = []}\n", "a = 0x1F\nb = 1_000\nc = inf\nd = -nan\n", "[a\n", "\"q k\" = 1\n", "a = [1, \"x\"]\n", "a = 07:32:00", "a = 1e5\nb = 3.0\n"],
    "r": [],
    "e": [],
    "d": ['(toDate "2006-01-02" "2024-02-29")', '(toDate "2006-01-02T15:04:05Z07:00" "2021-03-28T01:30:00+02:00")', '(toDate "2006-01-02 15:04:05.999" "1999-12-31 23:59:59.123")'],
    "K": ["(list)", '(list 1 "a" nil 2.5 true)', ".Values.list", ".Values.nums", '(list "b" "a" "c" "a")'],
    "q": [".Values.list", '(list "b" "a" "c" "B" "ą")', "(list 3 10 2)", '(splitList "," "c,a,b")', "(list)", ".Values.nums", '(list 1.5 nil "a" true)'],
    "L": ['(splitList "," "c,a,b,a")', '(regexFindAll "[a-z]" "a1b2" -1)', "(toStrings .Values.nums)", '(splitList " " "x")', "(toStrings (list))"],
    "D": ['((toDate "2006-01-02" "2024-02-29").Sub (toDate "2006-01-02" "2023-12-31"))', '((toDate "2006-01-02 15:04:05.999" "1999-12-31 23:59:59.123").Sub (toDate "2006-01-02" "1999-12-31"))', "3600000000000", "0", "-1500000000"],
    "V": ['(semver "1.2.3")', '(semver "v1.2.3-rc.1+b")', '(semver "1.2")', "(semver .Chart.Version)"],
    "N": ['(toDate "2006-01-02" "2024-02-29").Location', '(toDate "2006-01-02T15:04:05Z07:00" "2021-03-28T01:30:00+02:00").Location', "now.Location"],
    "F": [".Files", ".Files", '(.Files.Glob "conf/*")', '(.Files.Glob "**.txt")', '(.Files.Glob "nope/**")'],
    "8": ["(int64 .Values.neg)", "(int64 7)", "(add 1 2)", "(int64 .Values.huge)"],
    "M": ['(split "," "a,b")', '(splitn "." 2 "x.y.z")'],
    "R": ["$", "$", "$", "$", "$", "."],
    "a": ["nil", ".Values.nul", ".Values.missing", ".", ".Values.nest", ".Release.Service", ".Capabilities.KubeVersion", "$.Values.m", ".Chart.Maintainers", ".Chart.Annotations", ".Files", ".Subcharts", '(.Files.Get "x")', "now.Location", "(now | kindOf)", "(len (randAlpha 5))", "(randInt 3 4)", '(shuffle "aaa")', "(len (randBytes 5 | b64dec))", '(htpasswd "u" "p" | trunc 6)', '(genPrivateKey "ed25519" | trunc 20)',
          "(len uuidv4)", '(semver "1.2.3-rc.1+b").Prerelease', '(semver "1.2.3").Major', '(semver "1.2.3").IncMinor', '(.Capabilities.APIVersions.Has "x/v9")', ".Template", "(.Values.m | toYaml)", ".Values.objs"],
}
TEXTS = "vcthgzpuxWkyjo"
FILES = {"conf/a.txt": "one\ntwo\n\n", "conf/b.bin": "\x00\u00e9\ttail", "conf/sub/c.yaml": "a: {{ .Values.str }}\n", "empty.txt": ""}
REGEX = ["a", "b", "x", "ó", ".", "[a-c]", "[^a-z ]", "\\d", "\\w", "\\W", "\\s", "\\b", "\\B", "^", "$", "\\pL", "\\p{Greek}", "[[:alpha:]]", "[[:^digit:]]", "\\x41", "\\.", "\\A", "\\z", "(?i)l", "(?s).", "(?m)^", "[\\d-]", "[]a]", "\\Q.\\E", "o", "l", "-", ",", "\\n", "(?U)a+"]
WRONG = ["(", ")", "a**", "[z-a]", "\\8", "a{2,1}", "a{1001}", "(?P<n", "[", "\\", "*", "(?<n>a)", "\\pX", "(?x)a", "x{1001}", "[[:foo:]]", "(?P<n>a)(?P<n>b)", "\\C", "(?=a)"]
REPLACED = ['"$1"', '"${1}x"', '"$n"', '"<$0>"', '"$$"', '"$1x"', '""', '"${n}"', '"$"', '"\\\\1"', '"${"']
KEYS = ['"a"', '"b"', '"c"', '"z"', '"str"', '"int"']
FIELD = re.compile(r"(?<![$\w.)\"])\.(?=[A-Z])")
VERBS = "vvdsqxXtTeEfFgGcUobw%!zO"


class Draws:
    """What a grammar draws from."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def chance(self, part):
        return self.random.random() < part

    def pick(self, items):
        return self.random.choice(items)


class Typed(Draws):
    """Makes cases as `Maker` of differential.py does."""

    def __init__(self, seed, helm):
        super().__init__(seed)
        self.makers = {}
        every = FUNCTIONS + (FUNCTIONS_4 if helm == "4" else "")
        for line in every.strip().replace("\n\n", "\n").replace("\n", "|").split("|"):
            name, kinds, result = line.split(" ")
            self.makers.setdefault(result, []).append((name, kinds))
        self.variables = []
        self.level = 0
        self.nested = self.blocks = 0

    def case(self):
        files = {"templates/x.yaml": self.file()}
        helpers = []
        for level in (1, 2, 3):
            self.level = level
            self.variables = [[]]
            self.nested = 1
            helpers.append(self.tag(f'define "h{level - 1}"') + self.body(1, False, self.random.randint(1, 2)) + self.tag("end"))
        self.level = self.nested = 0
        files["templates/_h.tpl"] = "\n".join(helpers)
        files.update(FILES)
        return {"files": files}

    def file(self):
        self.variables = [[]]
        return self.body(2, False, self.random.randint(2, 5))

    def tag(self, inside):
        left = self.pick(["{{", "{{ ", "{{ ", "{{ ", "{{- ", "{{-\n"])
        return left + inside + self.pick(["}}", " }}", " }}", " }}", " -}}", "\n-}}"])

    def text(self):
        return self.pick(["", " ", "\n", "x", "a: b\n", "  \n ", "{ ", "|", "é", "\t", "\n\n", "'", "-"])

    def body(self, depth, loop, count):
        self.variables.append([])
        out = "".join(self.text() + self.action(depth, loop) for _ in range(count)) + self.text()
        self.variables.pop()
        return out

    def action(self, depth, loop):
        roll = self.random.random()
        if depth <= 0 or roll < 0.42:
            return self.tag(self.printed())
        if roll < 0.60:
            return self.variable()
        if roll < 0.72:
            return self.branch("if" if self.chance(0.6) else "with", depth, loop)
        if roll < 0.86:
            return self.range(depth)
        if roll < 0.90:
            return self.mutation()
        if roll < 0.92:
            return self.pick(["{{/* c */}}", "{{- /* c\nd */ -}}", "{{- /* {{ x }} */}}"])
        if roll < 0.95 and self.level < 3:
            return self.tag(f'template "h{self.random.randint(self.level, 2)}" {self.value("R", 1)}')
        if roll < 0.97:
            self.variables.append([])
            self.blocks += 1
            name = f"blk{self.blocks}"
            out = self.tag(f'block "{name}" {self.value("R", 1)}') + "B" + self.tag(self.value("s", 1)) .replace("$x", "$") + self.tag("end")
            self.variables.pop()
            return "" if "$" in out else out
        if loop:
            return self.tag(f"if {self.value('b', 1)}") + self.tag(self.pick(["break", "continue"])) + self.tag("end")
        return self.tag(self.printed())

    def mutation(self):
        target = self.pick(["$.Values.m", "$.Values.m.c", "$.Values", "$.Values.em", *self.known("m")])
        kind = self.random.random()
        if kind < 0.6:
            return self.tag(f"$_ := set {target} {self.pick(KEYS)} {self.value('A', 2)}")
        if kind < 0.75:
            return self.tag(f"$_ := unset {target} {self.pick(KEYS)}")
        return self.tag(f"$_ := {self.pick(['merge', 'mergeOverwrite'])} {target} {self.value('m', 2)}")

    def known(self, kind):
        return [name for scope in self.variables for name, of in scope if of == kind]

    def variable(self):
        every = [pair for scope in self.variables for pair in scope]
        if every and self.chance(0.5):
            name, kind = self.pick(every)
            return self.tag(f"{name} = {self.value(kind, 2, True)}")
        kind = self.pick("ssiifbllmmmaad8MDVNF")
        value = self.value(kind, 2, True)
        name = f"${self.pick('xyzwuv')}"
        self.variables[-1].append((name, kind))
        return self.tag(f"{name} := {value}")

    def branch(self, word, depth, loop):
        def body():
            return self.body(depth - 1, loop, self.random.randint(1, 2))

        out = self.tag(f"{word} " + self.value(self.pick("bbabslm"), 2))
        self.nested += word == "with"
        out += body()
        while self.chance(0.25):
            out += self.tag(f"else {word} " + self.value(self.pick("bas"), 2)) + body()
        if self.chance(0.5):
            out += self.tag("else") + body()
        self.nested -= word == "with"
        return out + self.tag("end")

    def range(self, depth):
        kind = self.pick("llLmmiM")
        over = self.pick(["3", "(int 2)", "0"]) if kind == "i" else self.value(kind, 2, True)
        count = self.pick([0, 1, 2, 2]) if kind != "i" else self.pick([0, 1])
        names = [f"${name}" for name in self.random.sample("xyzwk", count)]
        self.variables.append([(name, "a") for name in names])
        out = self.tag("range " + (", ".join(names) + " := " if names else "") + over)
        self.nested += 1
        out += self.body(depth - 1, True, self.random.randint(1, 2)) + (self.tag(self.pick([".", *names])) if self.chance(0.6) else "")
        self.variables.pop()
        self.nested -= 1
        if self.chance(0.25):
            out += self.tag("else") + self.body(depth - 1, False, 1)
        return out + self.tag("end")

    def printed(self):
        if self.chance(0.15):
            return self.printf()
        kind = self.pick("sssssii8fbblLmmadMDVNF")
        value = self.value(kind, 3)
        if kind in "lLmaMdDVNF" and self.chance(0.7):
            value += " | " + self.pick(["toYaml", "toJson", "toPrettyJson", 'printf "%v"', 'printf "%T %#v"', "len", "toYamlPretty", "kindOf", "typeOf", "toString", "quote"])
        return value

    def printf(self):
        layout, args = "", []
        for _ in range(self.random.randint(1, 3)):
            layout += self.pick(["", " ", "|", "x"]) + "%"
            layout += "".join(self.pick("+- #0") for _ in range(self.pick([0, 0, 1, 2])))
            layout += self.pick(["", "", "", "5", "12", "*", "[1]", "[2]", "[3]*", "[x]", "[9]", "1000001" if self.chance(0.05) else "30"]) + self.pick(["", "", "", ".2", ".0", ".", ".*", ".[1]*"])
            verb = self.pick(VERBS) if self.chance(0.96) else ""
            layout += verb
            # Verbs for numbers print the inside of a time, with addresses of memory.
            args.append(self.value(self.pick("sii8fbaalmdDVNF" if verb in "vsqxXT" else "sii8fblmDV"), 1))
        args = args[self.random.randint(0, 1) and len(args) > 1 and self.chance(0.2) :]
        return f"printf {json.dumps(layout)} " + " ".join(args)

    def value(self, kind, depth, sure=False):
        """An operand: a word or a group. Now and then one of another type, but not where a range may walk over it: a number there is
        as many items."""
        if not sure and kind not in "dDVNFIJ3" and self.chance(0.012):
            kind = self.pick("silmafb")
        known = self.known(kind) if kind in "siflLmabd8MDVNF" else []
        if known and self.chance(0.3):
            return self.pick(known)
        if kind == "n":
            return self.value(self.pick("ii88f"), depth)
        if kind == "A":
            return self.value(self.pick("siflLb8"), depth)
        if kind == "R":
            return self.value("a", depth) if self.chance(0.15) else self.pick(WORDS["R"])
        if kind == "a" and self.chance(0.7):
            return self.value(self.pick("siflmbLs8M" + "dDVNF"), depth)
        if kind == "T":
            return self.value(self.pick("tttxifD"), depth)
        if kind == "r":
            return json.dumps(self.regex(2), ensure_ascii=False)
        if kind == "e":
            return self.template()
        if kind in TEXTS:
            return self.texts(kind)
        if kind == "d" and (depth <= 0 or self.chance(0.4)):
            return self.pick(WORDS["d"])
        if kind not in self.makers or depth <= 0 or self.chance(0.35):
            return self.word(kind)
        return "(" + self.call(kind, depth) + ")"

    def word(self, kind):
        """Below another dot, fields of the root are asked of the root."""
        text = self.pick(WORDS[kind])
        return text if self.nested == 0 or self.chance(0.03) else FIELD.sub("$.", text)

    def texts(self, kind):
        text = self.pick(WORDS[kind])
        if kind == "k" and text < f"h{self.level}":
            return f'"h{self.level}"'
        if kind in "yjo" and self.chance(0.3):
            other = self.pick(WORDS[kind])
            text = text + other if kind != "j" else f"[{text},{other}]"
        return json.dumps(text, ensure_ascii=False) if kind != "W" else f'"{text}"'

    def call(self, kind, depth):
        name, kinds = self.pick(self.makers[kind])
        if name == "include" and self.level >= 3:
            return "print " + self.value("a", depth - 1)
        if name == "derivePassword" and self.chance(0.9):
            return "print " + self.value("a", depth - 1)
        if name in ("fail",) and self.chance(0.9):
            return "list " + self.value("a", depth - 1)
        if kinds.endswith("*"):
            kinds = kinds[:-1] + kinds[-2] * self.pick([0, 0, 1, 2])
        args = [WORDS["d"][0] if each == "d" and self.chance(0.6) else self.value(each, depth - 1) for each in kinds]
        if name.startswith(("regexReplace", "mustRegexReplace")) and self.chance(0.6):
            args[2] = self.pick(REPLACED)
            args[1], args[2] = args[1], args[2]
        if name.startswith("splitn") or name.startswith("trimAll") and self.chance(0.5):
            args[0] = self.pick(['","', '"a"', '""', '"l"'])
        if name.startswith("."):
            args[0] += name
            if not args[0].startswith(("(", "$", ".")):
                args[0] = f"({args[0].removesuffix(name)}){name}"
            name = args.pop(0)
        if args and self.chance(0.35):
            return " ".join([args[-1].removeprefix("(").removesuffix(")") if self.plain(args[-1]) else args[-1], "|", name, *args[:-1]])
        return " ".join([name, *args])

    def plain(self, text):
        return text.startswith("(") and text.endswith(")") and text.count("(") == 1 and '"' not in text and "`" not in text

    def regex(self, depth):
        if self.chance(0.06):
            return self.pick(WRONG)
        out = ""
        for _ in range(self.random.randint(1, 3)):
            if depth > 0 and self.chance(0.35):
                inner = self.regex(depth - 1) + ("|" + self.regex(depth - 1) if self.chance(0.4) else "")
                out += self.pick(["(", "(", "(?:", "(?P<n>", "(?i:", "(?s-m:"]) + inner + ")"
            else:
                out += self.pick(REGEX)
            if self.chance(0.35):
                out += self.pick(["*", "+", "?", "{2}", "{1,3}", "{0,}", "*?", "+?", "??", "{1,2}?"])
        return out

    def template(self):
        outer, self.variables = self.variables, [[]]
        level, self.level = self.level, 3
        text = self.body(1, False, self.random.randint(1, 2))
        if self.chance(0.2):
            text = '{{ define "t' + str(self.random.randint(0, 2)) + '" }}T{{ . }}{{ end }}' + text
        if self.chance(0.15):
            text += self.pick(['{{ template "t0" . }}', '{{ include "t1" . }}', '{{ include "h2" . }}', '{{ template "h2" . }}'])
        self.variables, self.level = outer, level
        return json.dumps(text)
