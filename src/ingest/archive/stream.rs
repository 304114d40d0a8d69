//! The bytes of one entry of a zip archive, or of a gzip file (RFC 1952), in bounded steps.

use super::super::{IngestError, Source};
use super::crc::Crc;
use super::packed::Packed;
use super::{limit_of, number};
use miniz_oxide::inflate::stream::{InflateState, MinReset, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};

/// Most bytes that come out of one step.
const STEP_OUT_BYTES: usize = 1 << 20;

/// The longest header of a gzip member: a name and a comment.
const GZIP_HEADER_BYTES: usize = 64 << 10;

/// Bytes that are unpacked step by step.
pub(crate) struct EntryStream {
    packed: Packed,
    packed_bytes: u64,
    /// Nothing where the bytes are stored as they are.
    inflate: Option<Box<InflateState>>,
    frame: Frame,
    crc: Crc,
    /// What came out so far.
    unpacked_bytes: u64,
    limit_bytes: u64,
    step_out: usize,
    is_done: bool,
}

/// What stands around the packed bytes.
enum Frame {
    /// One entry of a zip archive; the directory said this.
    Entry { unpacked_bytes: u64, crc: u32 },
    /// A member of a gzip file, before its header or within.
    Gzip { within: bool, member_bytes: u64 },
}

/// The text of a gzip file, all members of it.
pub(crate) fn gzip(source: &mut dyn Source) -> EntryStream {
    let size = source.size_bytes();
    let frame = Frame::Gzip {
        within: false,
        member_bytes: 0,
    };
    EntryStream::new((0, size), true, frame, limit_of(size))
}

impl EntryStream {
    fn new((from, to): (u64, u64), is_deflated: bool, frame: Frame, limit_bytes: u64) -> Self {
        Self {
            packed: Packed::new(from, to),
            packed_bytes: to - from,
            inflate: is_deflated.then(|| InflateState::new_boxed(DataFormat::Raw)),
            frame,
            crc: Crc::new(),
            unpacked_bytes: 0,
            limit_bytes,
            step_out: STEP_OUT_BYTES,
            is_done: false,
        }
    }

    /// The entry whose packed bytes stand at `place`.
    pub(super) fn of_entry(
        place: (u64, u64),
        method: u16,
        unpacked_bytes: u64,
        crc: u32,
    ) -> Result<Self, IngestError> {
        let is_deflated = match method {
            0 => false,
            8 => true,
            _ => return Err(IngestError::UnknownPacking),
        };
        let frame = Frame::Entry {
            unpacked_bytes,
            crc,
        };
        Ok(Self::new(place, is_deflated, frame, unpacked_bytes))
    }

    /// Steps of another size, to show that it makes no difference.
    #[cfg(test)]
    pub(crate) fn set_step(&mut self, packed: usize, out: usize) {
        self.packed.set_step(packed);
        self.step_out = out;
    }

    /// Packed bytes used so far.
    pub(crate) fn packed_done(&self) -> u64 {
        self.packed_bytes - self.packed.left()
    }

    /// Packed bytes in all.
    pub(crate) fn packed_bytes(&self) -> u64 {
        self.packed_bytes
    }

    /// One step: reads at most 256 KiB, appends at most 1 MiB to `out`, and says whether there
    /// may be more. The end is reached only when length and checksum are as stated.
    pub(crate) fn next(
        &mut self,
        source: &mut dyn Source,
        out: &mut Vec<u8>,
    ) -> Result<bool, IngestError> {
        if self.is_done {
            return Ok(false);
        }
        if let Frame::Gzip { within: false, .. } = self.frame {
            self.gzip_header(source)?;
            return Ok(!self.is_done);
        }
        self.packed.want(source, 1)?;
        let from = out.len();
        let ended = if self.inflate.is_some() {
            self.unpack(out)?
        } else {
            let count = self.packed.bytes().len().min(self.step_out);
            out.extend_from_slice(&self.packed.bytes()[..count]);
            self.packed.take(count);
            self.packed.is_spent()
        };
        let fresh = &out[from..];
        self.crc.push(fresh);
        self.unpacked_bytes += fresh.len() as u64;
        if let Frame::Gzip { member_bytes, .. } = &mut self.frame {
            *member_bytes += fresh.len() as u64;
        }
        if self.unpacked_bytes > self.limit_bytes {
            // An entry's limit is the size it stated, which was found small enough.
            return Err(match self.frame {
                Frame::Entry { .. } => IngestError::Damaged,
                Frame::Gzip { .. } => IngestError::TooLargeUnpacked {
                    limit_bytes: self.limit_bytes,
                },
            });
        }
        if ended {
            self.end(source)?;
        }
        Ok(!self.is_done)
    }

    /// Unpacks what is at hand and says whether the packed stream ended.
    fn unpack(&mut self, out: &mut Vec<u8>) -> Result<bool, IngestError> {
        let Some(state) = self.inflate.as_mut() else {
            return Ok(true);
        };
        let from = out.len();
        out.resize(from + self.step_out, 0);
        let input = self.packed.bytes();
        let result = inflate(state, input, &mut out[from..], MZFlush::None);
        out.truncate(from + result.bytes_written);
        self.packed.take(result.bytes_consumed);
        match result.status {
            Ok(MZStatus::StreamEnd) => Ok(true),
            Ok(_) if result.bytes_consumed + result.bytes_written > 0 => Ok(false),
            // Nothing moves: the bytes end before the stream does, or are none.
            _ => Err(IngestError::Damaged),
        }
    }

    /// Compares what came out with what was stated.
    fn end(&mut self, source: &mut dyn Source) -> Result<(), IngestError> {
        let as_stated = match &mut self.frame {
            Frame::Entry {
                unpacked_bytes,
                crc,
            } => {
                self.is_done = true;
                self.unpacked_bytes == *unpacked_bytes && self.crc.value() == *crc
            }
            Frame::Gzip {
                within,
                member_bytes,
            } => {
                self.packed.want(source, 8)?;
                let tail = self.packed.bytes();
                let stated = number::<4>(tail, 0).zip(number::<4>(tail, 4));
                let found = (u64::from(self.crc.value()), *member_bytes & 0xffff_ffff);
                *within = false;
                *member_bytes = 0;
                self.packed.take(8);
                self.crc.reset();
                self.is_done = self.packed.is_spent();
                if let Some(state) = self.inflate.as_mut() {
                    state.reset_as(MinReset);
                }
                stated == Some(found)
            }
        };
        if as_stated {
            Ok(())
        } else {
            Err(IngestError::Damaged)
        }
    }

    /// Passes over a member's header; after the first member, what is none is padding.
    fn gzip_header(&mut self, source: &mut dyn Source) -> Result<(), IngestError> {
        self.packed.want(source, GZIP_HEADER_BYTES)?;
        let head = self.packed.bytes();
        if !head.starts_with(b"\x1f\x8b") && self.packed.left() < self.packed_bytes {
            self.is_done = true;
            return Ok(());
        }
        let length = gzip_header_length(head).ok_or(IngestError::Damaged)?;
        self.packed.take(length);
        self.frame = Frame::Gzip {
            within: true,
            member_bytes: 0,
        };
        Ok(())
    }
}

/// How long the header at the start of `head` is.
fn gzip_header_length(head: &[u8]) -> Option<usize> {
    let flags = *head.get(3)?;
    if !head.starts_with(b"\x1f\x8b\x08") || flags & 0xe0 != 0 {
        return None;
    }
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + number::<2>(head, at)? as usize;
    }
    for text in [8, 16] {
        if flags & text != 0 {
            at += memchr::memchr(0, head.get(at..)?)? + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    (at <= head.len()).then_some(at)
}
