//! Panels are computed, those in sight first.

use std::time::Duration;

#[expect(clippy::wildcard_imports, reason = "one type in four files")]
use super::*;

/// The panel that takes longest of those computed ahead. It begins while the first page is painted,
/// behind the panels of that page, when nobody can have asked for another.
const FIRST_AHEAD: &str = "silence";

/// The others begin after it and after this: a person who goes on at once is served first.
const AHEAD_AFTER: Duration = Duration::from_millis(500);

impl Link {
    /// Says which panels are in sight; they are computed first, and now if they waited for it.
    pub fn see(&self, panels: &'static [&'static str]) {
        self.with_inner(|inner| inner.in_sight = panels.to_vec());
        for panel in panels {
            let waits = |state: &Loadable<_>| matches!(state, Loadable::Waiting);
            let waits = self.panels.panel(panel).with_untracked(waits);
            if waits || self.with_inner(|inner| inner.ahead.contains(panel)) {
                self.run(panel);
            }
        }
    }

    /// Sets a parameter of a panel and computes it again; an empty value is the default.
    pub fn set_param(&self, panel: &str, key: &str, value: &str) {
        self.panels.params(panel).update(|params| {
            if value.is_empty() {
                params.0.remove(key);
            } else {
                params.0.insert(key.to_owned(), value.to_owned());
            }
        });
        self.run_again(panel);
    }

    /// Computes a panel whose parameters are others now, and those that rest on it.
    pub fn run_again(&self, panel: &str) {
        self.run(panel);
        for other in pages::resting_on(panel) {
            // One not begun yet, or not wanted, is computed with what holds then.
            let is_begun =
                |state: &Loadable<_>| state.value().is_some() || *state == Loadable::Working(None);
            if self.with_inner(|inner| inner.ahead.contains(&other))
                || !self.panels.panel(other).with_untracked(is_begun)
            {
                continue;
            }
            if self.waiting().contains(&other) {
                self.drop_run(other);
                self.panels.panel(other).set(Loadable::Waiting);
            } else {
                self.run(other);
            }
        }
    }

    /// Computes a panel with the parameters in force.
    pub fn run(&self, panel: &str) {
        let Some(panel) = Panels::ids().find(|id| *id == panel) else {
            return;
        };
        let Some(is_recovering) = self.is_recovering() else {
            return;
        };
        self.begin_again(panel);
        if is_recovering {
            // Everything is computed when the state stands again.
            self.with_inner(|inner| inner.stopping.remove(panel));
            return;
        }
        let params = untrack(|| self.panels.params_along(panel));
        let job = self.next_job();
        self.with_engine(Duty::Results, |engine| {
            engine.open_jobs.insert(job);
            engine.worker.send(
                Request::Run {
                    job,
                    panel: panel.to_owned(),
                    params,
                },
                Vec::new(),
            );
        });
        self.with_inner(|inner| {
            inner.runs.insert(panel, job);
            inner.stopping.remove(panel);
            inner.ahead.retain(|id| *id != panel);
        });
    }

    /// What is shown of the panel is old from now on.
    fn begin_again(&self, panel: &'static str) {
        let state = self.panels.state(panel);
        state.share.set(None);
        state
            .panel
            .update(|shown| *shown = std::mem::take(shown).again());
    }

    /// Computes every panel: those in sight at once, the others one after another.
    pub(super) fn run_all(&self) {
        let waiting = self.waiting();
        let (now, ahead) = self.with_inner(|inner| {
            let runs = |id: &&'static str| !inner.stopping.contains(id) && !waiting.contains(id);
            let now: Vec<_> = inner.in_sight.iter().copied().filter(runs).collect();
            let ahead = || Panels::ids().filter(|id| runs(id) && !now.contains(id));
            let is_first = |id: &&str| *id == FIRST_AHEAD;
            let others = ahead().filter(|id| !is_first(id));
            let ahead: VecDeque<_> = ahead().filter(is_first).chain(others).collect();
            for panel in &waiting {
                inner.runs.remove(panel);
            }
            inner.ahead.clone_from(&ahead);
            inner.resting += 1;
            (now, ahead)
        });
        for panel in waiting {
            self.panels.panel(panel).set(Loadable::Waiting);
        }
        for panel in ahead {
            self.begin_again(panel);
        }
        for panel in now {
            self.run(panel);
        }
        let link = *self;
        set_timeout(
            move || {
                link.with_inner(|inner| inner.resting -= 1);
                link.run_ahead();
            },
            AHEAD_AFTER,
        );
    }

    /// Computes the next panel ahead of need, unless one is being computed.
    pub(super) fn run_ahead(&self) {
        let next = self.with_inner(|inner| {
            let engine = inner.engines.iter().find(|it| it.duty == Duty::Results)?;
            let is_open = |job: &JobId| engine.open_jobs.contains(job);
            if engine.is_recovering || inner.runs.values().any(is_open) {
                return None;
            }
            let may_begin = |id: &&str| inner.resting == 0 || *id == FIRST_AHEAD;
            inner.ahead.front().copied().filter(may_begin)?;
            inner.ahead.pop_front()
        });
        if let Some(panel) = next {
            self.run(panel);
        }
    }

    /// Panels out of sight that are not computed before their page is opened.
    fn waiting(&self) -> Vec<&'static str> {
        let info = |info: &Option<Arc<SessionInfo>>| info.as_ref().map(|it| it.customers_in_view);
        let customers = self.session.info.with_untracked(info).unwrap_or_default();
        self.with_inner(|inner| {
            let waiting = pages::waiting(customers);
            waiting.filter(|id| !inner.in_sight.contains(id)).collect()
        })
    }
}
