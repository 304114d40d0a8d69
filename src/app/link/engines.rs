//! Engines start, stop, and are started again after a fault.

#[expect(clippy::wildcard_imports, reason = "one type in four files")]
use super::*;

impl Link {
    pub(super) fn start_engine(&self, duty: Duty, made: Made, stops: u32) {
        let serial = self.with_inner(|inner| {
            inner.next_serial += 1;
            inner.next_serial
        });
        let link = *self;
        match EngineWorker::start(move |event, bytes| link.on_event(serial, event, bytes)) {
            Ok(worker) => {
                let mut replay = made.steps();
                if let Some((request, files)) = replay.pop_front() {
                    worker.send(request, files);
                }
                let engine = Engine {
                    serial,
                    duty,
                    worker,
                    made,
                    replay,
                    open_jobs: SortedSet::default(),
                    asked: SortedMap::default(),
                    stops,
                };
                self.with_inner(|inner| inner.engines.push(engine));
            }
            Err(text) => self.give_up(duty, text),
        }
    }

    pub(super) fn end(&self, duty: Duty) {
        let ended = self.with_inner(|inner| {
            inner
                .engines
                .iter()
                .position(|engine| engine.duty == duty)
                .map(|place| inner.engines.remove(place))
        });
        if let Some(engine) = ended {
            engine.worker.end();
        }
    }

    pub(super) fn give_up(&self, duty: Duty, text: String) {
        match duty {
            Duty::Import => self.import.phase.set(ImportPhase::Refused {
                message: Shell::EngineGaveUpOnFile.into(),
                details: Some(Message::Verbatim(text.clone())),
            }),
            Duty::Results => self.session.has_rows.set(false),
            Duty::Spare => {}
        }
        self.notices.show(Notice {
            matter: Matter::Engine,
            tone: Tone::Error,
            title: Shell::EngineGaveUpTitle.into(),
            text: Shell::EngineGaveUpText.into(),
            details: Some(Message::Verbatim(text)),
            action: None,
        });
    }

    /// Starts an engine again after a fault: its state is said again, the oldest open job fails.
    pub(super) fn recover(&self, serial: u32, text: String) {
        let Some(stopped) = self.with_inner(|inner| {
            inner
                .engines
                .iter()
                .position(|engine| engine.serial == serial)
                .map(|place| inner.engines.remove(place))
        }) else {
            return;
        };
        let Engine {
            duty,
            worker,
            made,
            replay,
            open_jobs,
            mut asked,
            stops,
            ..
        } = stopped;
        worker.end();
        let stops = stops + 1;
        // While state is being made there is no job to blame: the same steps would stop it again.
        let making_state = !replay.is_empty() || (duty == Duty::Import && open_jobs.is_empty());
        if stops > MOST_STOPS || (making_state && stops > 1) {
            self.give_up(duty, text);
            return;
        }
        if let Some(culprit) = open_jobs.first() {
            if let Some((_, sender)) = asked.remove(culprit) {
                sender.send(Reply::Failed(Shell::RequestStopped.into()));
            }
            let panel = self.with_inner(|inner| {
                let panel = inner
                    .runs
                    .iter()
                    .find_map(|(panel, job)| (job == culprit).then_some(*panel));
                if let Some(panel) = panel {
                    inner.stopping.insert(panel);
                }
                panel
            });
            if let Some(panel) = panel {
                self.panels
                    .panel(panel)
                    .set(Loadable::Failed(Shell::RequestStopped.into()));
            }
        }
        if duty != Duty::Spare {
            self.notices.show(Notice {
                matter: Matter::Engine,
                tone: Tone::Warn,
                title: Shell::EngineStoppedTitle.into(),
                text: Shell::EngineStoppedText.into(),
                details: Some(Message::Verbatim(text)),
                action: None,
            });
        }
        if duty == Duty::Import {
            self.import.phase.set(if made.analysed {
                ImportPhase::Analysing
            } else {
                ImportPhase::Reading
            });
        }
        self.start_engine(duty, made, stops);
        // Lists died with the engine; whoever holds one opens it again and gets its windows then.
        self.with_engine(duty, |engine| {
            for (job, (request, sender)) in asked {
                if !matches!(request, Request::Rows { .. }) {
                    engine.open_jobs.insert(job);
                    engine.asked.insert(job, (request, sender));
                }
            }
        });
    }
}
