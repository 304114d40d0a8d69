//! The recipe a reading begins with.

use super::dialect::{self, HeadRecords};
use super::document::{Body, Document, File};
use super::encoding::Utf8Check;
use super::header;
use super::plan::Origin;
use super::reader::{RecipeChoice, column_name};
use super::{IngestError, Recipe, Rules, SourceRecipe, sheets};

/// The recipe to work by, whose it is, and the first records cut by it.
pub(super) struct Chosen {
    pub(super) recipe: Recipe,
    pub(super) origin: Origin,
    pub(super) head: HeadRecords,
    pub(super) utf8: Utf8Check,
}

impl Chosen {
    pub(super) fn of(
        document: &mut Document,
        choice: RecipeChoice<'_>,
    ) -> Result<Self, IngestError> {
        let file = &mut document.files[0];
        let mut utf8 = Utf8Check::default();
        let cut = |source: &SourceRecipe, file: &mut File| match &file.body {
            Body::Text(text) => Ok(dialect::records(&text.head, text.is_whole, source)),
            Body::Workbook(_) => {
                let sheet = source.sheets().next().ok_or(IngestError::NoSheet)?.clone();
                let mut head = file.sheet_head(&sheet, dialect::LOOK_RECORDS)?;
                if header::has_gaps(&head, source) {
                    head.merges = file.sheet_merges(&sheet)?;
                }
                Ok(head)
            }
        };
        if let Body::Text(text) = &file.body {
            utf8 = text.utf8();
        }
        let stored = match choice {
            RecipeChoice::Given(recipe) => {
                let mut recipe = recipe.clone();
                recipe.source.format = file.format();
                if recipe.source.sheet.is_none() {
                    recipe.source.sheet = file.first_filled()?;
                }
                let head = cut(&recipe.source, file)?;
                return Ok(Self {
                    recipe,
                    origin: Origin::Given,
                    head,
                    utf8,
                });
            }
            RecipeChoice::Guess { stored } => stored,
        };
        let (source, head) = match &file.body {
            Body::Text(text) => text.guess(&utf8),
            Body::Workbook(_) => sheets::guess(file)?,
        };
        for (names, recipe) in stored {
            let mut recipe = recipe.clone();
            // The encoding and the sheet's name are what an export changes without notice.
            let encoding = source.encoding;
            let is_single = recipe.source.encoding.is_single_byte();
            if is_single != encoding.is_single_byte() || encoding.unit_bytes().is_some() {
                recipe.source.encoding = encoding;
            }
            recipe.source.format = source.format;
            recipe.source.sheet.clone_from(&source.sheet);
            recipe
                .source
                .further_sheets
                .clone_from(&source.further_sheets);
            let head = cut(&recipe.source, file)?;
            if dialect::same_shape(&dialect::header(&head, &recipe.source, column_name), names) {
                return Ok(Self {
                    recipe,
                    origin: Origin::Stored,
                    head,
                    utf8,
                });
            }
        }
        let recipe = Recipe {
            version: Recipe::VERSION,
            source,
            columns: Vec::new(),
            rules: Rules::default(),
            dimensions: Vec::new(),
            customers_table: None,
            tables: Vec::new(),
        };
        Ok(Self {
            recipe,
            origin: Origin::Guessed,
            head,
            utf8,
        })
    }
}
