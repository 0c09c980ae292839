//! A packed chart: a gzipped tar whose names are not to be trusted.
//!
//! Source: Helm 3, pkg/chart/loader/archive.go; Helm 4, pkg/chart/loader/archive/archive.go.

use super::path::path_clean;
use super::{File, MAX_CHART_SIZE, MAX_FILE_SIZE};
use crate::golang::strconv::quote;
use crate::helm::Helm;
use crate::value::string_from_bytes;
use flate2::bufread::MultiGzDecoder;
use std::io::{self, Read};

/// Why an archive cannot be read.
#[derive(Debug)]
pub(super) enum ArchiveError {
    /// It does not begin as gzip does.
    Header,
    /// Anything else, in Helm's or Go's words.
    Other(String),
}

/// Bytes that the headers of an archive may take beside the files; the names of a large chart need less than
/// a thousandth of it.
const MAX_OVERHEAD: u64 = 64 * 1024 * 1024;

/// Bytes of a name or of the records that stand in front of a file's header. Source: Go, archive/tar,
/// `maxSpecialFileSize`.
const MAX_SPECIAL: usize = 1 << 20;

/// The files of a packed chart without the name of its folder, in the order of the archive.
pub(super) fn files(packed: &[u8], helm: Helm) -> Result<Vec<File>, ArchiveError> {
    match packed {
        [] => return Err(other("EOF")),
        // Go reads the ten bytes of the header before it looks at any of them.
        short if short.len() < 10 => return Err(other("unexpected EOF")),
        [0x1F, 0x8B, 0x08, ..] => {}
        _ => return Err(ArchiveError::Header),
    }
    // One byte more than may be, so that what ends there is told from what is cut off.
    let mut unzipped = MultiGzDecoder::new(packed).take(MAX_CHART_SIZE + MAX_OVERHEAD + 1);
    let files = unpacked(&mut unzipped, helm);
    if unzipped.limit() == 0 { Err(too_large(helm)) } else { files }
}

fn other(sentence: &str) -> ArchiveError {
    ArchiveError::Other(sentence.to_owned())
}

fn too_large(helm: Helm) -> ArchiveError {
    ArchiveError::Other(match helm {
        Helm::V3 => format!("decompressed chart is larger than the maximum file size {MAX_CHART_SIZE}"),
        Helm::V4 => format!("decompressed chart is larger than the maximum size {MAX_CHART_SIZE}"),
    })
}

fn unpacked(mut tar: impl Read, helm: Helm) -> Result<Vec<File>, ArchiveError> {
    let mut archive = tar::Archive::new(&mut tar);
    let mut remaining = MAX_CHART_SIZE;
    let mut files = Vec::new();
    for entry in archive.entries().map_err(go_error)? {
        let mut entry = entry.map_err(go_error)?;
        if special(&mut entry)? > MAX_SPECIAL {
            return Err(other("archive/tar: header field too long"));
        }
        let header = entry.header();
        let kind = header.entry_type();
        let path = entry.path_bytes();
        let full_name = string_from_bytes(&path).into_owned();
        let is_dir = kind.is_dir()
            || (matches!(kind.as_byte(), 0) && full_name.ends_with('/'))
            || header.mode().is_ok_and(|mode| mode & MODE_TYPE == MODE_DIR);
        if is_dir || kind.is_pax_global_extensions() || kind.is_pax_local_extensions() {
            continue;
        }
        let name = inner_name(&full_name).map_err(ArchiveError::Other)?;
        let size = entry.size();
        if size > remaining {
            return Err(too_large(helm));
        }
        if helm == Helm::V3 && size > MAX_FILE_SIZE {
            let name = quote(&full_name);
            return Err(ArchiveError::Other(format!(
                "decompressed chart file {name} is larger than the maximum file size {MAX_FILE_SIZE}"
            )));
        }
        // The size in the header is only a claim: memory is taken as the data comes.
        let mut data = Vec::new();
        let read = (&mut entry).take(remaining).read_to_end(&mut data).map_err(go_error)?;
        remaining = remaining.saturating_sub(read as u64);
        if (read as u64) < size {
            return Err(other("unexpected EOF"));
        }
        if remaining == 0 {
            return Err(too_large(helm));
        }
        data.shrink_to_fit();
        files.push(File::new(&name, data));
    }
    end(tar)?;
    if files.is_empty() {
        return Err(other("no files in chart archive"));
    }
    Ok(files)
}

/// What stands behind the last file: nothing, or a second block of zeros. Source: Go, archive/tar, `readHeader`.
fn end(tar: impl Read) -> Result<(), ArchiveError> {
    let mut block = Vec::new();
    let read = tar.take(BLOCK).read_to_end(&mut block).map_err(go_error)?;
    match read as u64 {
        0 => Ok(()),
        BLOCK if block.iter().all(|byte| *byte == 0) => Ok(()),
        BLOCK => Err(other(INVALID_HEADER)),
        _ => Err(other("unexpected EOF")),
    }
}

/// Bytes of a block of a tar.
const BLOCK: u64 = 512;

const INVALID_HEADER: &str = "archive/tar: invalid tar header";

/// The longest of what stands in front of a header: a long name, which ends with a zero byte, or records with their
/// lengths (`12 key=value`).
fn special(entry: &mut tar::Entry<'_, impl Read>) -> Result<usize, ArchiveError> {
    let is_global = entry.header().entry_type().is_pax_global_extensions();
    if is_global && entry.size() > MAX_SPECIAL as u64 {
        return Ok(MAX_SPECIAL + 1);
    }
    let link = entry.link_name_bytes().map_or(0, |name| name.len());
    let name = entry.path_bytes().len().max(link) + 1;
    // The length of a record counts its own digits.
    let whole = |bytes: usize| {
        (1..=20)
            .map(|digits| bytes + digits)
            .find(|all| all.to_string().len() == all - bytes)
            .unwrap_or(bytes)
    };
    let mut records = 0;
    for pair in entry.pax_extensions().map_err(go_error)?.into_iter().flatten() {
        let pair = pair.map_err(|_| other(INVALID_HEADER))?;
        check_record(pair.key_bytes(), pair.value_bytes())?;
        records += whole(" =\n".len() + pair.key_bytes().len() + pair.value_bytes().len());
    }
    Ok(name.max(records))
}

/// Refuses a record that Go's reader refuses, and those of sparse files, which no chart has.
/// Source: Go, archive/tar, `validPAXRecord`, `mergePAX` and `parsePAXTime`.
fn check_record(key: &[u8], value: &[u8]) -> Result<(), ArchiveError> {
    if key.starts_with(b"GNU.sparse.") {
        return Err(other(
            "the chart archive has a sparse file, which is not read: pack the chart without them",
        ));
    }
    let has_zero = |bytes: &[u8]| bytes.contains(&0);
    let is_number = |digits: &[u8]| {
        let text = std::str::from_utf8(digits).unwrap_or_default();
        text.parse::<i64>().is_ok()
    };
    let is_time = |text: &[u8]| {
        let mut parts = text.splitn(2, |byte| *byte == b'.');
        let seconds = parts.next().unwrap_or_default();
        is_number(seconds) && parts.next().is_none_or(|rest| rest.iter().all(u8::is_ascii_digit))
    };
    let is_sound = match key {
        _ if has_zero(key) || key.is_empty() => false,
        b"path" | b"linkpath" | b"uname" | b"gname" => !has_zero(value),
        _ if value.is_empty() => true,
        b"size" => is_number(value) && value[0] != b'-',
        b"uid" | b"gid" => is_number(value),
        b"atime" | b"mtime" | b"ctime" => is_time(value),
        _ => true,
    };
    if is_sound { Ok(()) } else { Err(other(INVALID_HEADER)) }
}

/// The bits of a tar header's mode that tell the kind of file, and their value for a folder.
const MODE_TYPE: u32 = 0o770_000;
const MODE_DIR: u32 = 0o040_000;

/// The name inside the chart's folder, or Helm's refusal. Archives from Windows may have backslashes.
fn inner_name(full: &str) -> Result<String, String> {
    let delimiter = if full.contains('\\') { '\\' } else { '/' };
    let (folder, inner) = full.split_once(delimiter).unwrap_or((full, ""));
    let inner = inner.replace(delimiter, "/");
    if inner.starts_with('/') {
        return Err("chart illegally contains absolute paths".to_owned());
    }
    let inner = path_clean(&inner);
    if inner == "." {
        let full = quote(full);
        return Err(format!("chart illegally contains content outside the base directory: {full}"));
    }
    if inner.starts_with("..") {
        return Err("chart illegally references parent directory".to_owned());
    }
    if matches!(inner.as_bytes(), [drive, b':', b'/', ..] if drive.is_ascii_alphabetic()) {
        return Err("chart contains illegally named files".to_owned());
    }
    if folder == "Chart.yaml" {
        return Err("chart yaml not in base directory".to_owned());
    }
    Ok(inner)
}

/// The words of Go's readers for a broken archive.
#[allow(clippy::needless_pass_by_value, reason = "used with map_err")]
fn go_error(error: io::Error) -> ArchiveError {
    ArchiveError::Other(
        match error.kind() {
            io::ErrorKind::UnexpectedEof => "unexpected EOF",
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => "flate: corrupt input",
            _ => INVALID_HEADER,
        }
        .to_owned(),
    )
}

/// Helm's complaint about a file that is not packed at all, given its name and first bytes.
/// Source: Helm, `ensureArchive`; Go, net/http, `DetectContentType`.
pub(super) fn ensure_archive(name: &str, data: &[u8]) -> Result<(), String> {
    if data.starts_with(b"\x1F\x8B\x08") {
        return Ok(());
    }
    if name.ends_with(".yml") || name.ends_with(".yaml") {
        return Err(format!("file '{name}' seems to be a YAML file, but expected a gzipped archive"));
    }
    // Helm sniffs a buffer of 512 bytes whatever the file's length, so a short text ends in zero bytes and
    // counts as binary.
    let mut buffer = [0_u8; 512];
    let length = data.len().min(buffer.len());
    buffer[..length].copy_from_slice(&data[..length]);
    let text = buffer.trim_ascii_start();
    let binary = |b: &u8| matches!(b, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F);
    let known = SIGNATURES.iter().find(|(start, _)| buffer.starts_with(start)).map(|(_, kind)| *kind);
    let kind = match known {
        Some(kind) => kind,
        None if text.starts_with(b"<?xml") => "text/xml; charset=utf-8",
        None if buffer.iter().any(binary) => "application/octet-stream",
        None => "text/plain; charset=utf-8",
    };
    Err(format!("file '{name}' does not appear to be a gzipped archive; got '{kind}'"))
}

/// The files that people are likeliest to give in place of a chart, by their first bytes.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "application/zip"),
    (b"%PDF-", "application/pdf"),
    (b"Rar!\x1A\x07\x00", "application/x-rar-compressed"),
    (b"\x89PNG\x0D\x0A\x1A\x0A", "image/png"),
    (b"\xFF\xD8\xFF", "image/jpeg"),
    (b"GIF89a", "image/gif"),
    (b"\xEF\xBB\xBF", "text/plain; charset=utf-8"),
    (b"\xFE\xFF\x00\x00", "text/plain; charset=utf-16be"),
    (b"\x00asm", "application/wasm"),
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    /// Packs files under their full names.
    pub(crate) fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for (name, data) in files {
            let mut header = tar::Header::new_gnu();
            // The name is written raw, because the crate itself would refuse the ones that are tested here.
            header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
            header.set_size(data.len() as u64);
            header.set_mode(0o644);
            header.set_cksum();
            builder.append(&header, *data).unwrap();
        }
        builder.into_inner().unwrap().finish().unwrap()
    }

    fn error(packed: &[u8], helm: Helm) -> String {
        match files(packed, helm) {
            Ok(files) => panic!("{files:?}"),
            Err(ArchiveError::Header) => "header".to_owned(),
            Err(ArchiveError::Other(sentence)) => sentence,
        }
    }

    // Expectations: what Helm 3.22.0 printed for such archives.
    #[test]
    fn names_that_lead_out_are_refused() {
        let cases = [
            ("c//etc/passwd", "chart illegally contains absolute paths"),
            ("c/../../x", "chart illegally references parent directory"),
            ("c/a/../../x", "chart illegally references parent directory"),
            ("c\\..\\x", "chart illegally references parent directory"),
            ("x", "chart illegally contains content outside the base directory: \"x\""),
            ("c/c:/foo", "chart contains illegally named files"),
            ("Chart.yaml/x", "chart yaml not in base directory"),
        ];
        for (name, expected) in cases {
            assert_eq!(error(&pack(&[(name, b"")]), Helm::V3), expected, "{name}");
        }
        let ok = files(&pack(&[("c\\templates\\a.yaml", b"x"), ("c/./b/../d", b"\xEF\xBB\xBFy")]), Helm::V4);
        let ok: Vec<_> = ok.unwrap().iter().map(|f| (f.name.to_string(), f.data.to_vec())).collect();
        assert_eq!(ok, [("templates/a.yaml".to_owned(), b"x".to_vec()), ("d".to_owned(), b"y".to_vec())]);
    }

    #[test]
    fn broken_archives_are_told_in_the_words_of_go() {
        assert_eq!(error(b"", Helm::V3), "EOF");
        assert_eq!(error(b"\x1F\x8B\x08", Helm::V3), "unexpected EOF");
        assert_eq!(error(b"plain text", Helm::V3), "header");
        let whole = pack(&[("c/Chart.yaml", &[b'x'; 4000])]);
        assert_eq!(error(&whole[..whole.len() / 2], Helm::V3), "unexpected EOF");
        assert_eq!(error(&pack(&[]), Helm::V3), "no files in chart archive");
    }

    #[test]
    fn a_file_may_have_five_mebibytes_in_helm_3() {
        let limit = usize::try_from(MAX_FILE_SIZE).unwrap();
        assert!(files(&pack(&[("c/a", &vec![0; limit])]), Helm::V3).is_ok());
        let large = pack(&[("c/a", &vec![0; limit + 1])]);
        assert_eq!(
            error(&large, Helm::V3),
            "decompressed chart file \"c/a\" is larger than the maximum file size 5242880"
        );
        assert!(files(&large, Helm::V4).is_ok());
    }

    #[test]
    fn a_chart_may_have_a_hundred_mebibytes() {
        let limit = usize::try_from(MAX_CHART_SIZE).unwrap();
        // One byte less than the limit is the most that Helm takes.
        assert!(files(&pack(&[("c/a", &vec![0; limit - 1])]), Helm::V4).is_ok());
        let sentence = "decompressed chart is larger than the maximum size 104857600";
        assert_eq!(error(&pack(&[("c/a", &vec![0; limit])]), Helm::V4), sentence);
        assert_eq!(error(&pack(&[("c/a", &vec![0; limit - 1]), ("c/b", b"xx")]), Helm::V4), sentence);
    }

    /// A record of so many bytes.
    fn record(size: usize) -> String {
        let around = format!("{size} comment=\n").len();
        size.checked_sub(around)
            .map_or(String::new(), |more| format!("{size} comment={}\n", "x".repeat(more)))
    }

    // What is skipped counts as well, and what comes behind it is not lost without a word.
    #[test]
    fn headers_may_have_sixty_four_mebibytes() {
        let chart = |mut skipped: u64| {
            let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
            while let Some(left) = skipped.checked_sub(BLOCK) {
                let size = left.min(MAX_SPECIAL as u64);
                let mut global = tar::Header::new_ustar();
                global.set_entry_type(tar::EntryType::XGlobalHeader);
                global.set_size(size);
                global.set_cksum();
                gz.write_all(global.as_bytes()).unwrap();
                gz.write_all(record(usize::try_from(size).unwrap()).as_bytes()).unwrap();
                skipped = left - size;
            }
            let mut file = tar::Header::new_gnu();
            file.as_gnu_mut().unwrap().name[..3].copy_from_slice(b"c/a");
            file.set_size(0);
            file.set_mode(0o644);
            file.set_cksum();
            gz.write_all(file.as_bytes()).unwrap();
            gz.write_all(&[0; 1024]).unwrap();
            files(&gz.finish().unwrap(), Helm::V4)
        };
        // Beside the file's header and the empty blocks at which an archive ends.
        let most = MAX_CHART_SIZE + MAX_OVERHEAD - 3 * BLOCK;
        assert_eq!(chart(most).unwrap().len(), 1);
        for more in [512, 1024, 4096] {
            let Err(ArchiveError::Other(sentence)) = chart(most + more) else { panic!("{more} more") };
            assert_eq!(sentence, "decompressed chart is larger than the maximum size 104857600");
        }
    }

    // Go counts the zero byte at the end of a name, and each record as it stands.
    #[test]
    fn what_stands_in_front_of_a_header_may_have_a_mebibyte() {
        let error_of = |typ: tar::EntryType, data: &[u8]| {
            let mut builder = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
            let mut append = |typ: tar::EntryType, name: &[u8], data: &[u8]| {
                let mut header = tar::Header::new_ustar();
                header.as_ustar_mut().unwrap().name[..name.len()].copy_from_slice(name);
                header.set_entry_type(typ);
                header.set_size(data.len() as u64);
                header.set_mode(0o644);
                header.set_cksum();
                builder.append(&header, data).unwrap();
            };
            append(typ, b"x", data);
            append(tar::EntryType::Regular, b"c/a", b"y");
            let packed = builder.into_inner().unwrap().finish().unwrap();
            files(&packed, Helm::V4).map(|files| files.len()).map_err(|error| match error {
                ArchiveError::Header => String::new(),
                ArchiveError::Other(sentence) => sentence,
            })
        };
        let too_long = Err("archive/tar: header field too long".to_owned());
        let name = |size: usize| [b"c/", &vec![b'a'; size - 3][..], b"\0"].concat();
        assert_eq!(error_of(tar::EntryType::GNULongName, &name(MAX_SPECIAL)), Ok(1));
        assert_eq!(error_of(tar::EntryType::GNULongName, &name(MAX_SPECIAL + 1)), too_long);
        assert_eq!(error_of(tar::EntryType::XHeader, record(MAX_SPECIAL).as_bytes()), Ok(1));
        assert_eq!(error_of(tar::EntryType::XHeader, record(MAX_SPECIAL + 1).as_bytes()), too_long);
        assert_eq!(error_of(tar::EntryType::XGlobalHeader, record(MAX_SPECIAL).as_bytes()), Ok(1));
        assert_eq!(error_of(tar::EntryType::XGlobalHeader, record(MAX_SPECIAL + 1).as_bytes()), too_long);
    }

    // Go reads two empty blocks at the end, or nothing at all: Helm 3.22.0 with such archives.
    #[test]
    fn what_stands_behind_the_last_file() {
        let whole = {
            let mut plain = Vec::new();
            MultiGzDecoder::new(&*pack(&[("c/a", b"x")])).read_to_end(&mut plain).unwrap();
            plain
        };
        let ends = |end: &[u8]| {
            let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
            gz.write_all(&whole[..1024]).unwrap();
            gz.write_all(end).unwrap();
            files(&gz.finish().unwrap(), Helm::V3).map(|files| files.len()).map_err(|error| match error {
                ArchiveError::Header => String::new(),
                ArchiveError::Other(sentence) => sentence,
            })
        };
        for size in [0, 512, 1024, 1536] {
            assert_eq!(ends(&vec![0; size]), Ok(1), "{size}");
        }
        assert_eq!(ends(&[0; 600]), Err("unexpected EOF".to_owned()));
        let block_of_letters = [[0; 512], [b'x'; 512]].concat();
        assert_eq!(ends(&block_of_letters), Err(INVALID_HEADER.to_owned()));
    }

    #[test]
    fn sparse_files_are_refused() {
        let record: (&[u8], &[u8]) = (b"GNU.sparse.major", b"1");
        let Err(ArchiveError::Other(sentence)) = check_record(record.0, record.1) else { panic!() };
        assert!(sentence.contains("has a sparse file"), "{sentence}");
    }

    #[test]
    fn a_size_that_lies_takes_no_memory() {
        let mut header = tar::Header::new_gnu();
        header.as_gnu_mut().unwrap().name[..3].copy_from_slice(b"c/a");
        header.set_size(MAX_FILE_SIZE);
        header.set_mode(0o644);
        header.set_cksum();
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(header.as_bytes()).unwrap();
        gz.write_all(b"short").unwrap();
        assert_eq!(error(&gz.finish().unwrap(), Helm::V3), "unexpected EOF");
    }

    #[test]
    fn files_that_are_no_archive_are_named() {
        let kind = |data: &[u8]| ensure_archive("/x", data).unwrap_err();
        assert_eq!(
            kind(b""),
            "file '/x' does not appear to be a gzipped archive; got 'application/octet-stream'"
        );
        assert!(kind(&[b'a'; 600]).ends_with("got 'text/plain; charset=utf-8'"));
        assert!(kind(b"PK\x03\x04").ends_with("got 'application/zip'"));
        assert_eq!(
            ensure_archive("/x.yaml", b"a: 1").unwrap_err(),
            "file '/x.yaml' seems to be a YAML file, but expected a gzipped archive"
        );
    }
}
