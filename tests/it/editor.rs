//! An editor as far as tests need one: starts `imr lsp`, sends messages, and waits for what comes back.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::project::Project;

/// Longer than any answer takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Editor<'a> {
    pub project: &'a Project,
    child: Child,
    stdin: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// Messages that were read while others were waited for.
    kept: Vec<Value>,
    asked: i64,
}

impl<'a> Editor<'a> {
    /// Starts the server outside of the project, as editors may.
    pub fn start(project: &'a Project) -> Editor<'a> {
        Editor::of(project, project.command(env!("CARGO_BIN_EXE_imr")))
    }

    /// The same by a command line that the server's arguments are added to.
    pub fn of(project: &'a Project, mut command: Command) -> Editor<'a> {
        command.args(["lsp", "--stdio"]).current_dir("/");
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("imr starts");
        let stdout = child.stdout.take().expect("a pipe");
        let (send, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut stdout = BufReader::new(stdout);
            while let Some(message) = read(&mut stdout) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let stdin = child.stdin.take();
        Editor { project, child, stdin, messages, kept: Vec::new(), asked: 0 }
    }

    /// The same, initialized in the project's folder.
    pub fn open(project: &'a Project) -> Editor<'a> {
        Editor::start(project).initialized()
    }

    pub fn initialized(mut self) -> Editor<'a> {
        let root = self.uri("");
        let answer = self.ask("initialize", json!({ "rootUri": root, "capabilities": {} }));
        assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
        self.tell("initialized", json!({}));
        self
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn uri(&self, name: &str) -> String {
        format!("file://{}", self.project.path(name).display()).trim_end_matches('/').to_owned()
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("the session is open");
        stdin.write_all(bytes).and_then(|()| stdin.flush()).expect("imr reads");
    }

    pub fn message(&mut self, message: &Value) {
        let body = message.to_string();
        self.send(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.message(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The whole answer to a question.
    pub fn answer(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.message(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait(|message| message["id"] == id && message["method"].is_null())
    }

    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let mut answer = self.answer(method, params);
        assert!(answer["error"].is_null(), "{method}: {answer}");
        answer["result"].take()
    }

    /// The first message that is wanted; others are kept.
    pub fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at);
        }
        loop {
            let message = self.messages.recv_timeout(PATIENCE);
            let message = message.unwrap_or_else(|_| panic!("no answer; so far: {:?}", self.kept));
            if wanted(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// How often a document was told of among the messages that were kept.
    pub fn shown_before(&self, uri: &str) -> usize {
        self.kept.iter().filter(|message| message["params"]["uri"] == uri).count()
    }

    pub fn did_open(&mut self, name: &str, text: &str) {
        let document = json!({ "uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn did_change(&mut self, name: &str, version: i64, text: &str) {
        let document = json!({ "uri": self.uri(name), "version": version });
        let changes = json!([{ "text": text }]);
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// What is shown of a version of a document.
    pub fn diagnostics(&mut self, name: &str, version: i64) -> Vec<Value> {
        let uri = self.uri(name);
        let shown = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == uri
                && message["params"]["version"] == version
        });
        shown["params"]["diagnostics"].as_array().cloned().expect("a list")
    }

    /// A question about a place, which is where `at` begins in the text, and so many characters on.
    pub fn at(&self, name: &str, text: &str, at: &str, on: usize) -> Value {
        let byte = text.find(at).unwrap_or_else(|| panic!("{at:?} is not there"));
        let byte = byte + at.chars().take(on).map(char::len_utf8).sum::<usize>();
        let before = &text[..byte];
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    /// Ends the input, and gives the exit code and standard error.
    pub fn end(mut self) -> (i32, String) {
        self.stdin = None;
        let code = self.child.wait().expect("imr ends").code().unwrap_or(-1);
        let mut stderr = String::new();
        if let Some(pipe) = &mut self.child.stderr {
            pipe.read_to_string(&mut stderr).expect("text");
        }
        (code, stderr)
    }
}

impl Drop for Editor<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(from: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => length = header.strip_prefix("Content-Length: ")?.parse().ok()?,
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
