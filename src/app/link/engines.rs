//! Engines start, stop, and are started again after a fault.

#[expect(clippy::wildcard_imports, reason = "one type in four files")]
use super::*;

impl Engine {
    /// Sends what rests on its state; after a fault it goes out when the state stands again.
    pub(super) fn send_unless_recovering(&self, request: Request) {
        if !self.is_recovering {
            self.worker.send(request, Vec::new());
        }
    }

    /// Its state stands again: what was asked and not answered goes out.
    pub(super) fn is_recovered(&mut self) {
        self.is_recovering = false;
        if let Some(handled) = self.made.handled.clone() {
            self.worker.send(handled, Vec::new());
        }
        for (request, _) in self.asked.values() {
            self.worker.send(request.clone(), Vec::new());
        }
    }
}

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
                    is_recovering: stops > 0 && made.open.is_some(),
                    made,
                    replay,
                    open_jobs: SortedSet::default(),
                    asked: SortedMap::default(),
                    stops,
                };
                self.with_inner(|inner| inner.engines.push(engine));
            }
            Err(text) => {
                self.give_up(
                    duty,
                    Shell::EngineGaveUpText.into(),
                    Some(Message::Verbatim(text)),
                );
            }
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

    pub(super) fn give_up(&self, duty: Duty, text: Message, details: Option<Message>) {
        match duty {
            Duty::Import => self.import.phase.set(ImportPhase::Refused {
                message: Shell::EngineGaveUpOnFile.into(),
                details: details.clone(),
            }),
            Duty::Results => {
                self.session.has_rows.set(false);
                for panel in Panels::ids() {
                    let state = self.panels.state(panel);
                    state.share.set(None);
                    if state.panel.with_untracked(Loadable::is_awaited) {
                        state.panel.set(Loadable::Missing);
                    }
                }
            }
            Duty::Spare => {}
        }
        self.notices.show(Notice {
            matter: Matter::Engine,
            tone: Tone::Error,
            title: Shell::EngineGaveUpTitle.into(),
            text,
            details,
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
            serial: _,
            duty,
            worker,
            made,
            replay,
            is_recovering,
            open_jobs,
            mut asked,
            stops,
        } = stopped;
        worker.end();
        let stops = stops + 1;
        // While state is being made there is no job to blame: the same steps would stop it again.
        let is_making =
            is_recovering || !replay.is_empty() || (duty == Duty::Import && open_jobs.is_empty());
        if stops > MOST_STOPS || (is_making && stops > 1) {
            self.give_up(
                duty,
                Shell::EngineGaveUpText.into(),
                Some(Message::Verbatim(text)),
            );
            return;
        }
        if let Some(culprit) = open_jobs.first().filter(|_| !is_making) {
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
