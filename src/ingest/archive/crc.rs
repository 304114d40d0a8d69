/// CRC-32 as zip and gzip use it (ISO 3309, reflected), eight bytes at a time.
///
/// The tables are made when needed: stored, they would weigh 8 KB in the program.
#[derive(Clone, Debug)]
pub(super) struct Crc {
    value: u32,
    /// What a byte does to the checksum when this many bytes follow it.
    tables: Vec<[u32; 256]>,
}

impl Crc {
    pub(super) fn new() -> Self {
        let mut tables = vec![[0; 256]; 8];
        for (byte, entry) in tables[0].iter_mut().enumerate() {
            let mut value = byte as u32;
            for _ in 0..8 {
                let is_odd = value & 1 == 1;
                value = (value >> 1) ^ if is_odd { 0xedb8_8320 } else { 0 };
            }
            *entry = value;
        }
        for after in 1..8 {
            for byte in 0..256 {
                let before = tables[after - 1][byte];
                tables[after][byte] = tables[0][(before & 0xff) as usize] ^ (before >> 8);
            }
        }
        Self { value: !0, tables }
    }

    /// Begins anew.
    pub(super) fn reset(&mut self) {
        self.value = !0;
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        let Some(tables) = self.tables.first_chunk::<8>() else {
            return;
        };
        let mut value = self.value;
        let (eights, rest) = bytes.as_chunks::<8>();
        for &[a, b, c, d, e, f, g, h] in eights {
            let low = (value ^ u32::from_le_bytes([a, b, c, d])).to_le_bytes();
            let mut next = 0;
            for (at, byte) in low.into_iter().chain([e, f, g, h]).enumerate() {
                next ^= tables[7 - at][usize::from(byte)];
            }
            value = next;
        }
        for &byte in rest {
            value = tables[0][((value ^ u32::from(byte)) & 0xff) as usize] ^ (value >> 8);
        }
        self.value = value;
    }

    pub(super) fn value(&self) -> u32 {
        !self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_value_of_the_standard() {
        let mut crc = Crc::new();
        assert_eq!(crc.value(), 0);
        for (pieces, expected) in [
            (&["1234", "56789"][..], 0xcbf4_3926),
            (&["", "123456789"], 0xcbf4_3926),
            (
                &["The quick brown fox jumps over the lazy dog"],
                0x414f_a339,
            ),
        ] {
            crc.reset();
            for piece in pieces {
                crc.push(piece.as_bytes());
            }
            assert_eq!(crc.value(), expected);
        }
    }
}
