//! Ids and names that look like one customer's: told, never joined without consent.

use super::Recipe;
use super::problems::{self, Change};
use super::report::IssueGroup;
use crate::base::{Money, order};
use crate::dataset::{CustomerIx, Dataset};
use crate::i18n::quality::Quality;

/// Groups told at most as examples.
const EXAMPLES: usize = 3;

/// An id as it is compared: small letters, and one blank for any run of them within.
pub(super) fn fold_id(id: &str) -> String {
    let mut out = String::with_capacity(id.len());
    for word in id.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// Customers by a text of theirs, those with equal texts side by side.
fn alike(data: &Dataset, text: impl Fn(CustomerIx) -> String) -> Vec<Vec<CustomerIx>> {
    let mut keyed: Vec<(String, CustomerIx)> = data
        .customer_ixs()
        .map(|customer| (text(customer), customer))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    order::sort_by(&mut keyed, |a, b| a.0.cmp(&b.0).then(a.1.0.cmp(&b.1.0)));
    keyed
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|same| same.len() > 1)
        .map(|same| same.iter().map(|(_, customer)| *customer).collect())
        .collect()
}

fn group(
    data: &Dataset,
    id: &str,
    label: Quality,
    happens: Quality,
    groups: &[Vec<CustomerIx>],
) -> Option<IssueGroup> {
    if groups.is_empty() {
        return None;
    }
    let mut rows = 0;
    let mut money = 0_i128;
    for &customer in groups.iter().flatten() {
        let range = data.rows_of(customer);
        rows += range.len() as u64;
        money += range
            .map(|row| i128::from(data.amounts()[row].0))
            .sum::<i128>();
    }
    let examples = groups.iter().take(EXAMPLES).map(|same| {
        let first = data.rows_of(same[0]).start;
        let ids = same.iter().map(|&customer| data.customer_id(customer));
        let text = ids.collect::<Vec<_>>().join(" · ");
        (data.source_rows()[first], text)
    });
    Some(IssueGroup {
        id: id.to_owned(),
        rows,
        amount: Some(Money::from_sum(money)),
        examples: examples.collect(),
        ..problems::group(label, happens, false)
    })
}

/// What is to be told of ids and names that are alike. `merged_rows` had an id that was joined with
/// another.
pub(super) fn groups(data: &Dataset, recipe: &Recipe, merged_rows: u64) -> Vec<IssueGroup> {
    let mut told = Vec::new();
    let merges = !recipe.rules.merge_ids;
    let other = || -> Change { Box::new(move |rules| rules.merge_ids = merges) };
    if merged_rows > 0 {
        let group = IssueGroup {
            id: "ids_merged".to_owned(),
            rows: merged_rows,
            ..problems::group(Quality::IdsMerged, Quality::Merged, false)
        };
        told.push(group.with(recipe, vec![(Quality::KeepThemApart, other())]));
    }
    if merges && has_variants(data) {
        let variants = alike(data, |customer| fold_id(data.customer_id(customer)));
        let customers = variants.iter().map(Vec::len).sum::<usize>() as u64;
        let label = Quality::IdVariants {
            ids: customers,
            customers: variants.len() as u64,
        };
        let found = group(data, "id_variants", label, Quality::KeptApart, &variants);
        let changes = vec![(Quality::MergeThem, other())];
        told.extend(found.map(|group| group.with(recipe, changes)));
    }
    if data.has_names() {
        let names = alike(data, |customer| fold_id(data.customer_name(customer)));
        let customers = names.iter().map(Vec::len).sum::<usize>() as u64;
        let label = Quality::SameName {
            ids: customers,
            names: names.len() as u64,
        };
        let happens = Quality::KeptApartByName;
        told.extend(group(data, "same_name", label, happens, &names));
    }
    told
}

/// Whether two ids may fold to the same: a quick look that is right about "no".
fn has_variants(data: &Dataset) -> bool {
    if !varies(
        data.customer_ixs()
            .map(|customer| data.customer_id(customer)),
    ) {
        return false;
    }
    let mut hashes: Vec<u64> = Vec::with_capacity(data.customers());
    let mut buffer = Vec::new();
    for customer in data.customer_ixs() {
        let id = data.customer_id(customer);
        buffer.clear();
        if id.is_ascii() {
            let bytes = id.bytes().filter(|byte| !byte.is_ascii_whitespace());
            buffer.extend(bytes.map(|byte| byte.to_ascii_lowercase()));
        } else {
            buffer.extend(fold_id(id).bytes().filter(|&byte| byte != b' '));
        }
        hashes.push(super::words8::hash(&buffer));
    }
    order::sort_by_key(&mut hashes, |&hash| hash);
    hashes.windows(2).any(|pair| pair[0] == pair[1])
}

/// Whether ids hold both small and capital letters, or blanks, or letters beyond ASCII: where they do
/// not, as numbers and codes do not, no two can differ in these only.
fn varies<'a>(ids: impl Iterator<Item = &'a str>) -> bool {
    let (mut small, mut capital) = (false, false);
    for byte in ids.flat_map(str::bytes) {
        small |= byte.is_ascii_lowercase();
        capital |= byte.is_ascii_uppercase();
        if small && capital || byte.is_ascii_whitespace() || !byte.is_ascii() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_cannot_be_spelt_in_two_ways() {
        assert!(!varies(["C001", "C002", "7"].into_iter()));
        assert!(varies(["C001", "c002"].into_iter()));
        assert!(varies(["a b"].into_iter()) && varies(["ö"].into_iter()));
    }

    #[test]
    fn ids_fold_by_case_and_blanks() {
        assert_eq!(fold_id("Åsa  Öberg\u{a0}AB"), "åsa öberg ab");
        assert_ne!(fold_id("007"), fold_id("7"));
    }
}
