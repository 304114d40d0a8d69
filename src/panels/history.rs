//! Settings that can be taken back.

use super::ParamValues;

/// Steps kept; older ones can no longer be taken back.
const MOST_STEPS: usize = 200;

/// What a person set on panels, step by step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParamHistory {
    done: Vec<ParamChange>,
    undone: Vec<ParamChange>,
}

/// One step: the parameters of a panel before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct ParamChange {
    /// Panel id.
    pub panel: String,
    /// Before the step.
    pub before: ParamValues,
    /// After it.
    pub after: ParamValues,
}

impl ParamHistory {
    /// Notes a step. What was taken back before it can no longer be done again.
    pub fn record(&mut self, change: ParamChange) {
        if change.before == change.after {
            return;
        }
        self.undone.clear();
        if self.done.len() == MOST_STEPS {
            self.done.remove(0);
        }
        self.done.push(change);
    }

    /// Takes the last step back: the panel and the parameters it had before.
    pub fn undo(&mut self) -> Option<(String, ParamValues)> {
        let change = self.done.pop()?;
        let back = (change.panel.clone(), change.before.clone());
        self.undone.push(change);
        Some(back)
    }

    /// Does the step taken back last again: the panel and the parameters it gets.
    pub fn redo(&mut self) -> Option<(String, ParamValues)> {
        let change = self.undone.pop()?;
        let again = (change.panel.clone(), change.after.clone());
        self.done.push(change);
        Some(again)
    }

    /// Whether there is a step to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is a step to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(cut: &str) -> ParamValues {
        let mut values = ParamValues::default();
        values.0.insert("cut".to_owned(), cut.to_owned());
        values
    }

    fn step(before: &str, after: &str) -> ParamChange {
        ParamChange {
            panel: "groups".to_owned(),
            before: values(before),
            after: values(after),
        }
    }

    #[test]
    fn steps_are_taken_back_and_done_again() {
        let mut history = ParamHistory::default();
        history.record(step("1", "2"));
        history.record(step("2", "3"));
        assert_eq!(history.undo(), Some(("groups".to_owned(), values("2"))));
        assert_eq!(history.undo(), Some(("groups".to_owned(), values("1"))));
        assert_eq!(history.undo(), None);
        assert_eq!(history.redo(), Some(("groups".to_owned(), values("2"))));
        assert!(history.can_undo() && history.can_redo());
    }

    #[test]
    fn a_new_step_ends_what_could_be_done_again() {
        let mut history = ParamHistory::default();
        history.record(step("1", "2"));
        history.undo();
        history.record(step("1", "5"));
        assert!(!history.can_redo());
        assert_eq!(history.undo(), Some(("groups".to_owned(), values("1"))));
    }

    #[test]
    fn nothing_changed_is_no_step() {
        let mut history = ParamHistory::default();
        history.record(step("1", "1"));
        assert!(!history.can_undo());
    }
}
