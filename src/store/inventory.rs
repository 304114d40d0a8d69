use crate::base::order;

use super::key_value::KeyValue;
use super::saved::ProjectId;

/// Everything this program keeps begins with this.
pub(super) const ROOT: &str = "regulars/";
pub(super) const PREFERENCES: &str = "regulars/preferences";
pub(super) const RECIPES: &str = "regulars/recipes";
const PROJECT: &str = "regulars/project/";

/// What a kept item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Language, formats, theme.
    Preferences,
    /// How files were read, by header shape.
    Recipes,
    /// Name and header shape of a project.
    About,
    /// View and parameters of a project.
    Settings,
    /// What the person wrote.
    Decisions,
    /// Panels.
    Results,
    /// Beginnings of lists.
    Lists,
    /// Nothing this version knows.
    Unknown,
}

/// One kept item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The key in the browser's storage.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Which project it belongs to.
    pub project: Option<ProjectId>,
    /// Its size, key included, as browsers count it: two bytes a character.
    pub size_bytes: u64,
}

/// Everything of this program in a store, by key.
pub(super) fn take(store: &dyn KeyValue) -> Vec<Item> {
    own_keys(store)
        .into_iter()
        .map(|key| {
            let value = store.get(&key).unwrap_or_default();
            let chars = key.encode_utf16().count() + value.encode_utf16().count();
            let (kind, project) = meaning(&key);
            Item {
                key,
                kind,
                project,
                size_bytes: 2 * chars as u64,
            }
        })
        .collect()
}

/// The keys of this program, sorted; others on the same origin are left alone.
pub(super) fn own_keys(store: &dyn KeyValue) -> Vec<String> {
    let mut keys = store.keys();
    keys.retain(|key| key.starts_with(ROOT));
    order::sort_by(&mut keys, String::cmp);
    keys
}

fn meaning(key: &str) -> (Kind, Option<ProjectId>) {
    let Some((id, part)) = key
        .strip_prefix(PROJECT)
        .and_then(|rest| rest.split_once('/'))
    else {
        let kind = match key {
            PREFERENCES => Kind::Preferences,
            RECIPES => Kind::Recipes,
            _ => Kind::Unknown,
        };
        return (kind, None);
    };
    let kind = match part {
        "about" => Kind::About,
        "settings" => Kind::Settings,
        "decisions" => Kind::Decisions,
        _ if part.starts_with("results/") => Kind::Results,
        _ if part.starts_with("lists/") => Kind::Lists,
        _ => Kind::Unknown,
    };
    (kind, id.parse().ok())
}

/// The key of a project's document.
pub(super) fn project_key(id: ProjectId, part: &str) -> String {
    format!("{PROJECT}{id}/{part}")
}

/// The key of one revision of a project's results.
pub(super) fn results_key(id: ProjectId, revision: u32) -> String {
    project_key(id, &format!("results/{revision}"))
}

/// The key of the lists that belong to one revision of a project's results.
pub(super) fn lists_key(id: ProjectId, revision: u32) -> String {
    project_key(id, &format!("lists/{revision}"))
}

/// The prefix of all keys of a project.
pub(super) fn project_prefix(id: ProjectId) -> String {
    project_key(id, "")
}
