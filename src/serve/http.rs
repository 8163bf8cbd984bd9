//! One request a connection: its head read within bounds, one answer written.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// No browser sends a longer head to this page.
const LONGEST_HEAD: usize = 16 << 10;
const MOST_HEADERS: usize = 64;
/// A head must be there within this time, however slowly it comes.
const HEAD_WITHIN: Duration = Duration::from_secs(5);
/// A reader that takes nothing for so long is gone.
pub const TAKEN_WITHIN: Duration = Duration::from_secs(10);

/// What is asked for. A body is never read.
#[derive(Debug)]
pub struct Request {
    /// The path of the address as it was sent, percent signs and all.
    pub path: String,
    pub query: String,
    headers: Vec<(String, String)>,
}

impl Request {
    /// The value of a header that was sent once; none where it was not, or in two versions.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut of_name = self.headers.iter().filter(|(sent, _)| sent.eq_ignore_ascii_case(name));
        let (_, value) = of_name.next()?;
        of_name.next().is_none().then_some(value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(sent, _)| sent.eq_ignore_ascii_case(name))
    }
}

/// Why a request is not answered as it wishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing came, or not all of it in time.
    TooSlow,
    TooLarge,
    Unreadable,
    /// Anything but GET.
    Method,
    /// Another host or another site asks.
    Forbidden,
    NotFound,
    Busy,
}

/// Reads a head.
///
/// # Errors
/// Where it is too slow, too large, not HTTP, or not a GET.
pub fn read_request(from: &mut TcpStream) -> Result<Request, Refusal> {
    let until = Instant::now() + HEAD_WITHIN;
    let mut head = Vec::with_capacity(1024);
    let mut chunk = [0; 2048];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || from.set_read_timeout(Some(left)).is_err() {
            return Err(Refusal::TooSlow);
        }
        let read = match from.read(&mut chunk) {
            Ok(0) => return Err(Refusal::Unreadable),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => return Err(Refusal::TooSlow),
        };
        head.extend_from_slice(&chunk[..read]);
        if let Some(request) = parse(&head)? {
            return Ok(request);
        }
        if head.len() > LONGEST_HEAD {
            return Err(Refusal::TooLarge);
        }
    }
}

fn parse(head: &[u8]) -> Result<Option<Request>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(head) {
        Ok(httparse::Status::Partial) => return Ok(None),
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLarge),
        Err(_) => return Err(Refusal::Unreadable),
    }
    if head.len() > LONGEST_HEAD {
        return Err(Refusal::TooLarge);
    }
    if request.method != Some("GET") {
        return Err(Refusal::Method);
    }
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut read = Request { path: path.to_owned(), query: query.to_owned(), headers: Vec::new() };
    for header in request.headers {
        let value = str::from_utf8(header.value).map_err(|_| Refusal::Unreadable)?;
        read.headers.push((header.name.to_owned(), value.to_owned()));
    }
    Ok(Some(read))
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    status: &'static str,
    kind: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// Only what this page itself sends may be shown by it or run in it, and nothing may be sent anywhere else.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

impl Answer {
    pub fn of(kind: &'static str, body: impl Into<Vec<u8>>) -> Answer {
        Answer { status: "200 OK", kind, headers: Vec::new(), body: body.into() }
    }

    pub fn html(body: String) -> Answer {
        Answer::of("text/html; charset=utf-8", body)
    }

    /// A file that is shown, under the name that it is saved under.
    pub fn named(mut self, name: &str) -> Answer {
        // A name of other characters would need quoting; case numbers have none.
        if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.')) {
            self.headers.push(("Content-Disposition", format!("inline; filename=\"{name}\"")));
        }
        self
    }

    /// Sends the browser to `place`, with a cookie.
    pub fn go_to(place: &str, cookie: String) -> Answer {
        let mut answer = Answer::of("text/plain; charset=utf-8", "");
        answer.status = "303 See Other";
        answer.headers.extend([("Location", place.to_owned()), ("Set-Cookie", cookie)]);
        answer
    }

    /// A page that says what is not there.
    pub fn missing(body: String) -> Answer {
        Answer { status: "404 Not Found", ..Answer::html(body) }
    }

    pub fn refused(refusal: Refusal) -> Answer {
        let (status, text) = match refusal {
            Refusal::TooSlow => ("408 Request Timeout", "The request did not come in time."),
            Refusal::TooLarge => ("431 Request Header Fields Too Large", "The request is too large."),
            Refusal::Unreadable => ("400 Bad Request", "The request is not valid HTTP."),
            Refusal::Method => {
                ("405 Method Not Allowed", "Only GET is allowed: this page only shows letters.")
            }
            Refusal::Forbidden => (
                "403 Forbidden",
                "Open the address that `imr serve` printed in the terminal, with its token.",
            ),
            Refusal::NotFound => ("404 Not Found", "There is nothing under this address."),
            Refusal::Busy => ("503 Service Unavailable", "Too many connections at once."),
        };
        let mut answer = Answer::of("text/plain; charset=utf-8", format!("{text}\n"));
        answer.status = status;
        if refusal == Refusal::Method {
            answer.headers.push(("Allow", "GET".to_owned()));
        }
        answer
    }

    fn head(&self, length: Option<usize>) -> String {
        let mut head = format!("HTTP/1.1 {}\r\nContent-Type: {}\r\n", self.status, self.kind);
        for (name, value) in &self.headers {
            // Writing into a text cannot fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        if let Some(length) = length {
            let _ = write!(head, "Content-Length: {length}\r\n");
        }
        let _ = write!(
            head,
            "Cache-Control: no-store\r\n\
             Content-Security-Policy: {CONTENT_POLICY}\r\n\
             X-Content-Type-Options: nosniff\r\n\
             X-Frame-Options: DENY\r\n\
             Referrer-Policy: no-referrer\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\n\
             Cross-Origin-Opener-Policy: same-origin\r\n\
             Connection: close\r\n\r\n"
        );
        head
    }

    /// Writes the whole answer.
    ///
    /// # Errors
    /// Where the reader is gone.
    pub fn write(&self, to: &mut TcpStream) -> io::Result<()> {
        to.write_all(self.head(Some(self.body.len())).as_bytes())?;
        to.write_all(&self.body)?;
        to.flush()
    }

    /// Writes the head of a stream of events that ends with the connection.
    ///
    /// # Errors
    /// Where the reader is gone.
    pub fn open_events(to: &mut TcpStream) -> io::Result<()> {
        to.write_all(Answer::of("text/event-stream; charset=utf-8", "").head(None).as_bytes())?;
        to.flush()
    }
}
