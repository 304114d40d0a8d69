/// Where the bytes of a file come from: a browser's file in the worker, memory in tests.
pub trait Source {
    /// How many bytes there are.
    fn size_bytes(&self) -> u64;

    /// Reads from `offset` into `buffer` and says how many bytes it gave; fewer than asked only at
    /// the end. The error is the system's own text.
    fn read(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, String>;

    /// Says which bytes will be read next, so that they can be on their way meanwhile.
    fn expect(&mut self, _offset: u64, _count: usize) {}

    /// How many of the expected bytes have come, where they begin at `offset`; reading as many waits
    /// for nothing. None where bytes do not come by themselves.
    fn at_hand(&self, _offset: u64) -> Option<usize> {
        None
    }

    /// Whether bytes that are expected are still on their way.
    fn is_waiting(&self) -> bool {
        false
    }
}

/// A file held in memory: tests, samples, pasted text.
#[derive(Clone, Debug, Default)]
pub struct MemorySource(pub Vec<u8>);

impl Source for MemorySource {
    fn size_bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, String> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        let rest = self.0.get(from..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_gives_what_is_left_and_then_nothing() {
        let mut source = MemorySource(b"abcde".to_vec());
        let mut buffer = [0; 3];
        assert_eq!(source.read(0, &mut buffer), Ok(3));
        assert_eq!(source.read(3, &mut buffer), Ok(2));
        assert_eq!(&buffer[..2], b"de");
        assert_eq!(source.read(9, &mut buffer), Ok(0));
    }
}
