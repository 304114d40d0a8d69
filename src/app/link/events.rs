//! What an engine says lands in the state.

use std::time::Duration;

#[expect(clippy::wildcard_imports, reason = "one type in four files")]
use super::*;

/// When the engine for the next file is started after an import: the overview is there by then.
const SPARE_ENGINE_AFTER: Duration = Duration::from_secs(2);

impl Link {
    pub(super) fn on_event(&self, serial: u32, event: Event, bytes: Option<ArrayBuffer>) {
        let Some(duty) = self.with_inner(|inner| {
            inner
                .engines
                .iter()
                .find(|engine| engine.serial == serial)
                .map(|engine| engine.duty)
        }) else {
            return;
        };
        match event {
            Event::Ready { build } => {
                if build == BUILD_ID {
                    self.with_engine(duty, |engine| engine.worker.is_ready());
                } else {
                    self.end(duty);
                    self.notices.show(Notice {
                        matter: Matter::Engine,
                        tone: Tone::Error,
                        title: Shell::BuildsDifferTitle.into(),
                        text: Shell::BuildsDifferText.into(),
                        details: None,
                        action: None,
                    });
                }
            }
            Event::Progress {
                stage,
                bytes_done,
                bytes_total,
                rows,
            } if duty == Duty::Import => self.import.progress.set(Some(Progress {
                stage,
                bytes_done,
                bytes_total,
                rows,
            })),
            Event::Preview(preview) if duty == Duty::Import => {
                self.import.name.set(preview.name.clone());
                self.import.size_bytes.set(preview.size_bytes);
                if *self.import.tables.read_untracked() != preview.tables {
                    self.import.tables.set(preview.tables.clone());
                }
                self.import.preview.set(Some(Arc::from(preview)));
                self.import.wanted.set(None);
            }
            Event::Read(read) => {
                if !self.next_step(duty) && duty == Duty::Import {
                    let is_clear = read.questions.is_empty();
                    self.import.read.set(Some(Arc::from(read)));
                    self.import.phase.set(ImportPhase::Deciding);
                    // A sample is known: nobody has to confirm what its columns mean.
                    if is_clear && self.import.is_sample.get_untracked() {
                        self.analyse();
                    }
                }
            }
            Event::Session(info) => {
                if !self.next_step(duty) {
                    self.on_session(duty, info);
                }
            }
            Event::Progress { .. } | Event::Preview(_) => {}
            Event::Working { job, share } => {
                if let Some(panel) = self.panel_of(job) {
                    self.panels.state(panel).share.set(Some(share));
                }
            }
            Event::Dropped { job } => self.close_job(duty, job),
            Event::Finished {
                job,
                revision,
                panel,
            } => self.on_finished(duty, job, revision, panel),
            Event::ListOpened {
                job,
                list,
                total,
                of,
                title,
                columns,
                ..
            } => self.answer(
                duty,
                job,
                Reply::List(OpenedList {
                    list,
                    total,
                    of,
                    title,
                    columns,
                }),
            ),
            Event::Rows { job, rows, .. } => self.answer(duty, job, Reply::Rows(rows)),
            Event::File { job, name, mime } => {
                let reply = match bytes {
                    Some(bytes) => Reply::File(SavedFile { name, mime, bytes }),
                    None => Reply::Failed(Shell::RequestStopped.into()),
                };
                self.answer(duty, job, reply);
            }
            Event::Failed {
                job,
                message,
                details,
            } => self.on_failed(duty, job, message, details),
            Event::Crashed { text } => self.recover(serial, text),
        }
        if duty == Duty::Results {
            self.run_ahead();
        }
    }

    /// Says the next step of a replay; false when there is none left, and the state stands.
    pub(super) fn next_step(&self, duty: Duty) -> bool {
        self.with_engine(duty, |engine| {
            if let Some((request, file)) = engine.replay.pop_front() {
                engine.worker.send(request, file);
                return true;
            }
            if engine.is_recovering {
                engine.is_recovered();
            }
            false
        })
        .unwrap_or_default()
    }

    pub(super) fn on_session(&self, duty: Duty, info: Box<SessionInfo>) {
        let confirmed = duty == Duty::Import;
        if confirmed {
            self.end(Duty::Results);
            self.with_engine(Duty::Import, |engine| engine.duty = Duty::Results);
            self.with_inner(|inner| {
                inner.runs.clear();
                inner.stopping.clear();
            });
            // The same kind of file keeps its view; another one starts from the defaults.
            let same = self
                .session
                .info
                .with_untracked(|old| old.as_ref().is_some_and(|old| old.header == info.header));
            let view = self.session.view.get_untracked();
            if !same {
                self.panels.clear();
                self.session.view.set(info.view.clone());
            }
            self.session.info.set(Some(Arc::from(info)));
            self.session.has_rows.set(true);
            self.session.kept_on.set(None);
            self.session.read.set(self.import.read.get_untracked());
            self.import.clear();
            if same && view != View::default() {
                self.set_view(view);
            } else {
                self.run_all();
            }
            // What nobody waits for has a turn of its own, so that the page is drawn first; and the
            // engine for the next file does not take time from the one that computes.
            let link = *self;
            set_timeout(
                move || link.confirmed.update(|count| *count += 1),
                Duration::ZERO,
            );
            set_timeout(
                move || {
                    if link.with_engine(Duty::Spare, |_| ()).is_none() {
                        link.start_engine(Duty::Spare, Made::default(), 0);
                    }
                },
                SPARE_ENGINE_AFTER,
            );
            return;
        }
        if duty == Duty::Results {
            self.session.info.set(Some(Arc::from(info)));
            self.session.has_rows.set(true);
            self.run_all();
        }
    }

    pub(super) fn on_finished(&self, duty: Duty, job: JobId, revision: u32, panel: Box<Panel>) {
        match self.panel_of(job) {
            Some(id) => {
                self.close_job(duty, job);
                let current = self.session.info.with_untracked(|info| {
                    info.as_ref().is_some_and(|info| info.revision == revision)
                });
                if current {
                    self.panels.panel(id).set(Loadable::Ready(Arc::from(panel)));
                }
            }
            None => self.answer(duty, job, Reply::Panel(panel)),
        }
    }

    pub(super) fn on_failed(
        &self,
        duty: Duty,
        job: Option<JobId>,
        message: Message,
        details: Option<Message>,
    ) {
        if let Some(job) = job {
            match self.panel_of(job) {
                Some(id) => {
                    self.close_job(duty, job);
                    self.panels.panel(id).set(Loadable::Failed(message));
                }
                None => self.answer(duty, job, Reply::Failed(message)),
            }
        } else if duty == Duty::Results && self.is_recovering() == Some(true) {
            // A step that succeeded before, and can no more: the file may have changed since.
            self.end(duty);
            self.give_up(duty, message, details);
        } else if duty == Duty::Import {
            let has_read = self.import.read.with_untracked(Option::is_some);
            if has_read {
                // The file stands; only the last step did not.
                self.import.phase.set(ImportPhase::Deciding);
                self.show_failure(message, details);
            } else {
                self.import
                    .phase
                    .set(ImportPhase::Refused { message, details });
            }
        } else {
            self.show_failure(message, details);
        }
    }

    pub(super) fn show_failure(&self, message: Message, details: Option<Message>) {
        self.notices.show(Notice {
            matter: Matter::Request,
            tone: Tone::Warn,
            title: message,
            text: Shell::AsBefore.into(),
            details,
            action: None,
        });
    }

    pub(super) fn answer(&self, duty: Duty, job: JobId, reply: Reply) {
        let asked = self.with_engine(duty, |engine| {
            engine.open_jobs.remove(&job);
            engine.asked.remove(&job)
        });
        if let Some(Some((_, sender))) = asked {
            sender.send(reply);
        }
    }
}
