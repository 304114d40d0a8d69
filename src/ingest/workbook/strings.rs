//! The texts that cells of a workbook share, in one arena.

use super::super::IngestError;
use super::rows::ROW_LIMIT_BYTES;
use super::text::{self, Runs};
use super::xml::Token;

/// Bytes of one piece of the arena; pieces are never moved, so growing needs no second copy.
const PIECE_BYTES: usize = 4 << 20;

/// Most bytes of all texts.
const MOST_BYTES: usize = 160 << 20;

/// Most texts.
const MOST_TEXTS: usize = 8 << 20;

/// Shared texts by number. What a file states of their count is not looked at.
#[derive(Debug, Default)]
pub(super) struct Strings {
    pieces: Vec<Vec<u8>>,
    /// Where each text begins, counted over whole pieces.
    places: Vec<u32>,
    /// The text in progress.
    text: Vec<u8>,
    runs: Runs,
    is_within: bool,
}

impl Strings {
    /// The text of this number.
    pub(super) fn get(&self, number: usize) -> Option<&[u8]> {
        let place = *self.places.get(number)? as usize;
        let piece = self.pieces.get(place / PIECE_BYTES)?;
        // The next text begins where this one ends unless it had to go to the next piece.
        let end = self
            .places
            .get(number + 1)
            .map(|&next| next as usize)
            .filter(|next| next / PIECE_BYTES == place / PIECE_BYTES)
            .map_or(piece.len(), |next| next % PIECE_BYTES);
        piece.get(place % PIECE_BYTES..end)
    }

    /// The next token of the part.
    pub(super) fn token(&mut self, token: Token<'_>) -> Result<(), IngestError> {
        match token {
            Token::Open(tag) if tag.name == b"si" => {
                self.is_within = true;
                self.runs = Runs::default();
                self.text.clear();
            }
            Token::Close(b"si") => {
                self.is_within = false;
                self.push()?;
            }
            _ if !self.is_within => {}
            Token::Open(tag) => self.runs.open(tag, &self.text),
            Token::Close(name) => self.runs.close(name, &mut self.text),
            Token::Text(raw) => self.runs.text(raw, &mut self.text),
            Token::Cdata(raw) => self.runs.cdata(raw, &mut self.text),
        }
        if self.text.len() > ROW_LIMIT_BYTES {
            return Err(IngestError::TextTooLong);
        }
        Ok(())
    }

    fn push(&mut self) -> Result<(), IngestError> {
        text::finish(&mut self.text, 0);
        let fits = self
            .pieces
            .last()
            .is_some_and(|piece| piece.len() + self.text.len() < PIECE_BYTES);
        if !fits {
            self.pieces.push(Vec::new());
        }
        let held = self.pieces.len() * PIECE_BYTES;
        if held > MOST_BYTES + PIECE_BYTES || self.places.len() >= MOST_TEXTS {
            return Err(IngestError::TooLargeUnpacked {
                limit_bytes: MOST_BYTES as u64,
            });
        }
        if let Some(piece) = self.pieces.last_mut() {
            self.places.push((held - PIECE_BYTES + piece.len()) as u32);
            piece.extend_from_slice(&self.text);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_across_pieces() {
        let mut strings = Strings::default();
        let long = vec![b'x'; ROW_LIMIT_BYTES];
        let lengths = [
            0,
            3,
            ROW_LIMIT_BYTES,
            1,
            0,
            ROW_LIMIT_BYTES,
            ROW_LIMIT_BYTES,
            0,
            5,
        ];
        for _ in 0..3 {
            for length in lengths {
                strings.text.clear();
                strings.text.extend_from_slice(&long[..length]);
                strings.push().unwrap();
            }
        }
        for number in 0..27 {
            let text = strings.get(number).map(<[u8]>::len);
            assert_eq!(text, Some(lengths[number % 9]), "text {number}");
        }
        assert_eq!(strings.get(27), None);
        assert!(strings.pieces.len() > 2);
    }

    #[test]
    fn more_text_than_fits_is_refused() {
        let mut strings = Strings {
            text: vec![b'x'; ROW_LIMIT_BYTES],
            ..Strings::default()
        };
        let error = (0..200).find_map(|_| strings.push().err());
        assert_eq!(
            error,
            Some(IngestError::TooLargeUnpacked {
                limit_bytes: MOST_BYTES as u64
            })
        );
    }
}
