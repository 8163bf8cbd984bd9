//! A local page for looking at letters: only on this machine, only for who has its token, and only to look.
//!
//! Talks to browsers and reads no file: what is on disk comes from `project`.
#![allow(clippy::disallowed_methods, reason = "slow connections are told by the clock")]

mod address;
mod events;
mod explain_page;
mod frame;
mod guard;
mod html;
mod http;
mod letter_page;
mod letters;
mod list_page;
mod page_view;
mod pictures;
mod preview;
mod reading;
mod record_view;
mod report_page;

use std::fmt::Display;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use self::address::Address;
use self::events::Event;
use self::guard::{Access, Guard};
use self::http::{Answer, Refusal, Request, TAKEN_WITHIN, read_request};
use self::letters::{Letters, OUT, TEMPLATES};
use crate::diag::{Finding, codes};
use crate::project::{Changes, Folders};

/// Connections at once; the next are told to come back later.
const MOST_CONNECTIONS: usize = 256;
/// Pages that wait for events hear from here at least so often, and are let go when they do not take it.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The page, ready to be opened.
pub struct Server {
    listener: TcpListener,
    guard: Arc<Guard>,
    letters: Arc<Letters>,
    changes: Changes,
    /// The page that is opened first.
    path: String,
}

impl Server {
    /// Takes the port, or a free one, and starts to watch the folders.
    ///
    /// # Errors
    /// Where the port is taken, or the system cannot watch.
    pub fn open(folders: Folders, port: Option<u16>) -> Result<Server, Finding> {
        let cannot = |why: &dyn Display| cannot_serve(why, port.is_some());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).map_err(|e| cannot(&e))?;
        let address = listener.local_addr().map_err(|error| cannot(&error))?;
        let guard = Guard::new(address).map_err(|error| cannot(&error))?;
        let mut watched = [folders.data.as_path(); 3];
        watched[OUT] = &folders.out;
        watched[TEMPLATES] = folders.templates.as_deref().unwrap_or(&folders.data);
        let watched = if folders.templates.is_some() { &watched[..] } else { &watched[..TEMPLATES] };
        let changes = Changes::of(watched)?;
        let (guard, letters) = (Arc::new(guard), Arc::new(Letters::open(folders)));
        Ok(Server { listener, guard, changes, letters, path: "/".to_owned() })
    }

    /// Opens the letter of a record first.
    #[must_use]
    pub fn at(mut self, record: &Path) -> Server {
        self.path = self.letters.address_of(record).path();
        self
    }

    /// The address to open, with its token: the list, or the letter of one record.
    pub fn url(&self) -> String {
        self.guard.url(&self.path)
    }

    /// An address that is good for one visit, for a browser that is started with it.
    ///
    /// # Errors
    /// Where the system has no random numbers.
    pub fn url_for_one_visit(&self) -> Result<String, Finding> {
        self.guard.url_for_one_visit(&self.path).map_err(|why| cannot_serve(&why, false))
    }

    /// What gives the addresses of letters while the server runs.
    pub fn addresses(&self) -> Addresses {
        Addresses { guard: Arc::clone(&self.guard), letters: Arc::clone(&self.letters) }
    }

    /// Answers until the process ends.
    ///
    /// # Errors
    /// Where the system no longer watches the folders.
    pub fn run(self) -> Result<(), Finding> {
        let Server { listener, guard, letters, mut changes, .. } = self;
        let rows = Arc::clone(&letters);
        thread::spawn(move || rows.refresh_rows());
        let answering = Arc::clone(&letters);
        thread::spawn(move || accept(&listener, &guard, &answering));
        loop {
            if let Some(changed) = changes.next(None)? {
                letters.apply(&changed);
            }
        }
    }
}

/// The addresses of the letters that a server shows.
pub struct Addresses {
    guard: Arc<Guard>,
    letters: Arc<Letters>,
}

impl Addresses {
    /// The address of a record's letter, good for one visit.
    ///
    /// # Errors
    /// Where the system has no random numbers.
    pub fn for_one_visit(&self, record: &Path) -> Result<String, Finding> {
        let path = self.letters.address_of(record).path();
        self.guard.url_for_one_visit(&path).map_err(|why| cannot_serve(&why, false))
    }
}

fn cannot_serve(why: &dyn Display, port_named: bool) -> Finding {
    let finding = Finding::new(&codes::serve::CANNOT_SERVE, format!("cannot serve the page: {why}"));
    if port_named { finding.hint("name another port, or none for a free one") } else { finding }
}

/// One connection counted.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn accept(listener: &TcpListener, guard: &Arc<Guard>, letters: &Arc<Letters>) {
    let open = Arc::new(AtomicUsize::new(0));
    for connection in listener.incoming() {
        // A connection that broke before it was taken, or too many files open: the next may be better.
        let Ok(mut connection) = connection else {
            thread::sleep(Duration::from_millis(5));
            continue;
        };
        let _ = connection.set_nodelay(true);
        let _ = connection.set_write_timeout(Some(TAKEN_WITHIN));
        let before = open.fetch_add(1, Ordering::Relaxed);
        let counted = Counted(Arc::clone(&open));
        if before >= MOST_CONNECTIONS {
            // Whether they read it is theirs to say.
            let _ = Answer::refused(Refusal::Busy).write(&mut connection);
            continue;
        }
        let (guard, letters) = (Arc::clone(guard), Arc::clone(letters));
        let answer = move || {
            let _counted = counted;
            answer(&mut connection, &guard, &letters);
        };
        // Where there is no thread to be had, the connection is closed.
        let _ = thread::Builder::new().spawn(answer);
    }
}

fn answer(connection: &mut TcpStream, guard: &Guard, letters: &Letters) {
    let request = match read_request(connection) {
        Ok(request) => request,
        Err(refusal) => {
            finish(connection, &Answer::refused(refusal));
            return read_rest(connection);
        }
    };
    match guard.check(&request) {
        Err(refusal) => finish(connection, &Answer::refused(refusal)),
        Ok(Access::NewSession { cookie }) => finish(connection, &Answer::go_to(&request.path, cookie)),
        Ok(Access::Granted) if request.path == "/events" => send_events(connection, &request, letters),
        Ok(Access::Granted) => {
            let answer = find(&request, letters).unwrap_or_else(|| Answer::refused(Refusal::NotFound));
            finish(connection, &answer);
        }
    }
}

/// Writes the answer; a reader who is gone needs none.
fn finish(connection: &mut TcpStream, answer: &Answer) {
    let _ = answer.write(connection);
    let _ = connection.shutdown(std::net::Shutdown::Write);
}

/// Reads a little of what is still being sent: a connection that is closed before takes its answer along.
fn read_rest(connection: &mut TcpStream) {
    let mut rest = [0; 8 << 10];
    let _ = connection.set_read_timeout(Some(Duration::from_millis(200)));
    for _ in 0..32 {
        if !connection.read(&mut rest).is_ok_and(|read| read > 0) {
            return;
        }
    }
}

/// What stands under a path. Names in it are looked up among the known letters and lead nowhere else.
fn find(request: &Request, letters: &Letters) -> Option<Answer> {
    let steps: Vec<&str> = request.path.strip_prefix('/')?.split('/').collect();
    match steps[..] {
        [""] => return Some(Answer::html(list_page::list_page(letters))),
        ["page.css"] => return Some(Answer::of("text/css; charset=utf-8", include_str!("assets/page.css"))),
        ["page.js"] => {
            return Some(Answer::of("text/javascript; charset=utf-8", include_str!("assets/page.js")));
        }
        ["icon.svg"] => return Some(Answer::of("image/svg+xml", include_str!("assets/icon.svg"))),
        ["report"] => return Some(Answer::html(report_page::report_page(letters, &request.query))),
        ["explain", room, what] => {
            let code = codes::find(&format!("{room}/{what}"))?;
            return Some(Answer::html(explain_page::explain_page(code, letters.events.count())));
        }
        _ => {}
    }
    let (address, rest) = Address::read(&steps)?;
    match rest {
        [] => Some(match letter_page::letter_page(letters, &address) {
            Some(page) => Answer::html(page),
            None => Answer::missing(letter_page::missing_page(letters, &address.name)),
        }),
        ["letter.pdf"] => {
            let preview = letters.preview(&address)?;
            let paper = preview.paper(address.paper.as_deref())?;
            let number = paper.stages.letter.record.case_number.as_str();
            let name = match &address.paper {
                Some(paper) => format!("{number}-{paper}.pdf"),
                None => format!("{number}.pdf"),
            };
            Some(Answer::of("application/pdf", paper.stages.pdf.clone()).named(&name))
        }
        ["page", file] => {
            let page = file.strip_suffix(".svg")?.parse::<usize>().ok()?.checked_sub(1)?;
            let preview = letters.preview(&address)?;
            let paper = preview.paper(address.paper.as_deref())?;
            let picture = letters.pictures.page(paper.pictures.get(page)?, &paper.stages.pdf, page)?;
            Some(Answer::of("image/svg+xml", picture.as_bytes()))
        }
        _ => None,
    }
}

/// Tells an open page what changed, until it is closed.
fn send_events(connection: &mut TcpStream, request: &Request, letters: &Letters) {
    let since = request.header("last-event-id").or_else(|| request.query.strip_prefix("since="));
    let mut seen = since.and_then(|count| count.parse().ok()).unwrap_or_else(|| letters.events.count());
    if Answer::open_events(connection).is_err() {
        return;
    }
    loop {
        let (count, events) = letters.events.since(seen, HEARTBEAT);
        seen = count;
        let mut text = String::new();
        if events.is_empty() {
            text.push_str(": still here\n\n");
        }
        for event in &events {
            let (kind, data) = match event {
                Event::Letter(name) => ("letter", html::step(name)),
                Event::List => ("list", String::new()),
                Event::Everything => ("everything", String::new()),
            };
            text.push_str(&format!("id: {count}\nevent: {kind}\ndata: {data}\n\n"));
        }
        if connection.write_all(text.as_bytes()).and_then(|()| connection.flush()).is_err() {
            return;
        }
    }
}
