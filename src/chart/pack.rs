//! Packs a chart into the archive that stands below `charts/`.

use super::Chart;
use crate::value::string_bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io;

/// The chart's files below a folder of its name, gzipped. The same chart gives the same bytes: no times, no
/// owners, names in order.
///
/// # Errors
/// For a name that a tar cannot hold.
///
/// Source: Helm, pkg/chartutil/save.go, which writes the files again from what it read of them; a reader of
/// both archives finds the same.
pub fn pack(chart: &Chart) -> io::Result<Vec<u8>> {
    let mut files: Vec<_> = chart.raw.iter().collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    for file in files {
        let mut header = tar::Header::new_gnu();
        header.set_mode(0o644);
        header.set_size(file.data.len() as u64);
        let path = format!("{}/{}", chart.name(), file.name);
        let path = String::from_utf8_lossy(&string_bytes(&path)).into_owned();
        archive.append_data(&mut header, path, &*file.data)?;
    }
    archive.into_inner()?.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{archive, from_files};
    use crate::helm::Helm;
    use crate::log::Log;

    #[test]
    fn what_is_packed_is_what_was_read() {
        let files =
            [("Chart.yaml", "apiVersion: v2\nname: a\nversion: 1.0.0\n"), ("templates/x.yaml", "a: 1")];
        let chart = from_files(files, &mut Log::new(Helm::V4)).unwrap();
        let packed = pack(&chart).unwrap();
        assert_eq!(packed, pack(&chart).unwrap());
        let read = archive::files(&packed, Helm::V4).unwrap();
        let read: Vec<_> =
            read.iter().map(|file| (&*file.name, std::str::from_utf8(&file.data).unwrap())).collect();
        assert_eq!(read, files);
    }
}
