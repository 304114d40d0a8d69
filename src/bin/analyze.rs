//! The same engine in a terminal: opens the files, everything else is
//! [`regulars::engine::terminal`].

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::process::ExitCode;

use regulars::engine::Source;
use regulars::engine::terminal::{self, Answer, Arguments, Command, Refusal};
use regulars::i18n::terminal::Terminal;
use regulars::i18n::{Say as _, Speaker};

/// A file of the system as the engine's source.
struct SystemFile {
    file: File,
    size_bytes: u64,
}

impl SystemFile {
    fn open(path: &str) -> io::Result<Self> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Ok(Self {
            file,
            size_bytes: metadata.len(),
        })
    }
}

impl Source for SystemFile {
    fn size_bytes(&self) -> u64 {
        self.size_bytes
    }

    fn read(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, String> {
        self.file
            .seek(SeekFrom::Start(offset))
            .and_then(|_| self.file.read(buffer))
            .map_err(|error| error.to_string())
    }
}

fn main() -> ExitCode {
    let said = match terminal::parse(std::env::args().skip(1)) {
        Ok(Command::Help) => Ok(Terminal::Usage.say(&Speaker::default())),
        Ok(Command::Version) => Ok(env!("CARGO_PKG_VERSION").to_owned()),
        Ok(Command::Analyse(arguments)) => answer(&arguments),
        Err(message) => Err(Refusal::from(message)),
    };
    match said {
        Ok(text) => {
            // A reader that went away (`| head`) is no failure.
            let _ = writeln!(io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            let _ = writeln!(io::stderr(), "{}", refusal.text());
            ExitCode::from(2)
        }
    }
}

fn answer(arguments: &Arguments) -> Result<String, Refusal> {
    let recipe = match &arguments.recipe {
        Some(path) => {
            let text = fs::read_to_string(path).map_err(|error| cannot_read(path, &error))?;
            Some(terminal::recipe_from_json(&text)?)
        }
        None => None,
    };
    let files = arguments.files.iter().map(|path| {
        let file = SystemFile::open(path).map_err(|error| cannot_read(path, &error))?;
        Ok(Box::new(file) as Box<dyn Source>)
    });
    let files: Vec<_> = files.collect::<Result<_, Refusal>>()?;
    let Answer { text, customers } = terminal::analyse(arguments, recipe, files)?;
    if let (Some(path), Some(bytes)) = (&arguments.customers, customers) {
        fs::write(path, bytes).map_err(|error| {
            Refusal::from(Terminal::CannotWrite {
                path: path.clone(),
                error: error.to_string(),
            })
        })?;
    }
    Ok(text)
}

fn cannot_read(path: &str, error: &io::Error) -> Refusal {
    Refusal::from(Terminal::CannotRead {
        path: path.to_owned(),
        error: error.to_string(),
    })
}
