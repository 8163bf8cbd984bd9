//! A language server: what is found in records and templates, told to an editor while they are typed.
//!
//! Talks to an editor over the streams that it is given. Reads no file: what is on disk comes from `project`.

mod actions;
mod check;
mod completion;
mod cursor;
mod diagnostic;
mod documents;
mod frames;
mod hover;
mod jump;
mod params;
mod positions;
mod preview;
mod schema;
mod session;

use std::io::{BufReader, Read, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use self::check::Checked;
use self::frames::Message;
use self::session::Session;
use crate::diag::{Finding, codes};
use crate::project::Folders;

pub use session::Ended;

/// How long no key is typed before what is typed is looked at.
const REST: Duration = Duration::from_millis(150);

/// What happens while a session runs.
enum Event {
    Message(Message),
    /// The editor is gone, or what it sends cannot be read.
    End(Option<String>),
    Checked(Checked),
    /// A check ended, or was given up.
    CheckEnded {
        whole: bool,
    },
}

/// Serves an editor until it ends the session. Folders are those of the command line, below the project of each document
/// or else below `root`.
///
/// # Errors
/// Where what comes in is not of the protocol, or the editor takes nothing more.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write,
    folders: Folders,
    root: PathBuf,
) -> Result<Ended, Finding> {
    let (send, events) = mpsc::channel();
    let messages = send.clone();
    // It ends with the input, or with the process.
    thread::spawn(move || {
        let mut input = BufReader::new(input);
        loop {
            let event = match frames::read(&mut input) {
                Ok(Some(message)) => Event::Message(message),
                Ok(None) => Event::End(None),
                Err(error) => Event::End(Some(error.to_string())),
            };
            let last = matches!(event, Event::End(_));
            if messages.send(event).is_err() || last {
                return;
            }
        }
    });
    let mut session = Session::new(output, folders, root);
    loop {
        let event = if session.has_stale() {
            events.recv_timeout(REST)
        } else {
            events.recv().map_err(RecvTimeoutError::from)
        };
        let ended = match event {
            Ok(Event::Message(message)) => session.take(message),
            Ok(Event::Checked(checked)) => session.show(checked).map(|()| None),
            Ok(Event::CheckEnded { whole }) => {
                session.end_check(whole);
                Ok(None)
            }
            Ok(Event::End(None)) => return Ok(session.ended()),
            Ok(Event::End(Some(why))) => return Err(broken(&why)),
            Err(RecvTimeoutError::Timeout) => {
                let (check, send) = (session.begin_check(), send.clone());
                thread::spawn(move || {
                    // Where nobody listens any more, the process ends.
                    let tell = |event| drop(send.send(event));
                    let whole = check(&|checked| tell(Event::Checked(checked)));
                    tell(Event::CheckEnded { whole });
                });
                Ok(None)
            }
            Err(RecvTimeoutError::Disconnected) => return Ok(session.ended()),
        };
        match ended {
            Ok(Some(ended)) => return Ok(ended),
            Ok(None) => {}
            Err(error) => return Err(broken(&format!("the editor takes nothing more: {error}"))),
        }
    }
}

fn broken(why: &str) -> Finding {
    Finding::new(&codes::lsp::PROTOCOL, format!("the connection to the editor broke: {why}"))
        .hint("an editor starts `imr lsp` and talks to it; the README says how to set one up")
}
