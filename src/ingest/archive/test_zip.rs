//! Zip archives and gzip files made in tests.

use super::crc::Crc;
use miniz_oxide::deflate::compress_to_vec;

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.push(bytes);
    crc.value()
}

/// An archive of these files, packed when `is_deflated`.
pub(crate) fn zip(files: &[(&str, &[u8])], is_deflated: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let packed = if is_deflated {
            compress_to_vec(bytes, 6)
        } else {
            bytes.to_vec()
        };
        let mut common = Vec::new();
        common.extend([20, 0, 0, 8]);
        common.extend([if is_deflated { 8 } else { 0 }, 0]);
        common.extend([0; 4]);
        common.extend(crc(bytes).to_le_bytes());
        common.extend((packed.len() as u32).to_le_bytes());
        common.extend((bytes.len() as u32).to_le_bytes());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(packed);
    }
    let (at, size) = (out.len() as u32, directory.len() as u32);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend((files.len() as u16).to_le_bytes());
    }
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// One gzip member with a name and an extra field.
pub(crate) fn gzip_member(text: &[u8]) -> Vec<u8> {
    let mut out = b"\x1f\x8b\x08\x0c\0\0\0\0\0\xff\x03\0abcshop.csv\0".to_vec();
    out.extend(compress_to_vec(text, 6));
    out.extend(crc(text).to_le_bytes());
    out.extend((text.len() as u32).to_le_bytes());
    out
}
