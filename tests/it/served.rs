//! A running `imr serve`, asked over bare connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::project::Project;

pub struct Served {
    child: Child,
    /// `127.0.0.1:port`
    pub host: String,
    /// The page that is opened first.
    pub path: String,
    pub token: String,
    pub cookie: String,
}

/// An answer, head and body apart.
#[derive(Debug)]
pub struct Answer {
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or("none")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (sent, value) = line.split_once(": ")?;
            sent.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

impl Served {
    pub fn start(project: &Project) -> Served {
        Served::of(project.command(env!("CARGO_BIN_EXE_imr")).arg("serve"))
    }

    pub fn of(command: &mut Command) -> Served {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("imr runs");
        let mut url = String::new();
        BufReader::new(child.stdout.as_mut().expect("a pipe")).read_line(&mut url).expect("an address");
        let (address, token) =
            url.trim().strip_prefix("http://").and_then(|url| url.split_once("?token=")).expect(&url);
        let (host, path) = address.split_once('/').expect(&url);
        let mut served = Served {
            child,
            host: host.to_owned(),
            path: format!("/{path}"),
            token: token.to_owned(),
            cookie: String::new(),
        };
        let welcome = served.ask(&format!("/?token={token}"), &[]);
        assert_eq!(welcome.status(), "303");
        let cookie = welcome.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        served.cookie = cookie.expect("a cookie").to_owned();
        served
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn url(&self) -> String {
        format!("http://{}/?token={}", self.host, self.token)
    }

    /// Asks as a browser that was let in does.
    pub fn get(&self, path: &str) -> Answer {
        self.ask(path, &[("Cookie", &self.cookie)])
    }

    /// Asks with no headers but these and a right host.
    pub fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.host);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        self.send(format!("{request}\r\n").as_bytes())
    }

    /// Sends bytes and reads the answer to its end.
    pub fn send(&self, request: &[u8]) -> Answer {
        let mut connection = self.connect();
        // The server may have answered and closed before all of a hostile request is sent.
        let _ = connection.write_all(request);
        read_answer(&mut connection)
    }

    /// Waits for news as a page does that has seen so much.
    pub fn listen(&self, seen: &str) -> TcpStream {
        let mut events = self.connect();
        let request = format!(
            "GET /events?since={seen} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n",
            self.host, self.cookie
        );
        events.write_all(request.as_bytes()).expect("it is sent");
        events
    }

    /// What the process holds of the machine's memory, as Linux tells it.
    pub fn memory(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.unwrap_or("not told here").trim().to_owned()
    }

    pub fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(&self.host).expect("a connection");
        connection.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
        connection
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn read_answer(connection: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let _ = connection.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    Answer { head: head.to_owned(), body: body.to_owned() }
}

/// How much news a page had seen when it was made.
pub fn seen_by(page: &str) -> &str {
    page.split("data-seen=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a count")
}

pub fn read_until(connection: &mut TcpStream, wanted: &str) {
    let mut told = String::new();
    while !told.contains(wanted) {
        let mut bytes = [0; 1024];
        let read = connection.read(&mut bytes).expect("more to come");
        assert!(read > 0, "{told}");
        told.push_str(&String::from_utf8_lossy(&bytes[..read]));
    }
}
