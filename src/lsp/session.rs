//! One editor's session: the documents that it has open, its questions, and what it is told.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use super::actions::{self, actions};
use super::check::{Checked, ProjectAssets, check};
use super::completion::completion;
use super::documents::{Document, Documents, Kind, kind_of, path_of};
use super::frames::{
    self, INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, Message, NOT_INITIALIZED, REQUEST_FAILED,
};
use super::hover::hover;
use super::jump::definition;
use super::params::{Change, Changes, Command, Identifier, OfDocument, OfPosition, OfRange, Refused, read};
use super::positions::Position;
use super::preview::{PREVIEW, Pages, lens};
use crate::assets::Assets;
use crate::project::{Folders, folders_around};

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// As the protocol wants it: `shutdown`, then `exit`.
    Properly,
    /// Without `shutdown`.
    Abruptly,
}

pub struct Session<W> {
    output: W,
    /// As the command line names them.
    folders: Folders,
    root: PathBuf,
    phase: Phase,
    /// Whether the editor tells which files were saved, if it is asked to.
    watches: bool,
    /// Whether it opens addresses.
    opens: bool,
    documents: Documents,
    /// Documents that have to be looked at.
    stale: BTreeSet<String>,
    /// The check that runs, where one does.
    running: Option<Running>,
    /// Files that are not open and were told of.
    told: BTreeSet<String>,
    /// The last assets of each project that could be used.
    assets: ProjectAssets,
    pages: Pages,
}

/// A check that runs beside the session.
struct Running {
    give_up: Arc<AtomicBool>,
    /// The versions of the documents that it looks at.
    versions: BTreeMap<String, i64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    ShutDown,
}

impl<W: Write> Session<W> {
    pub fn new(output: W, folders: Folders, root: PathBuf) -> Session<W> {
        Session {
            output,
            folders,
            root,
            phase: Phase::New,
            watches: false,
            opens: false,
            documents: Documents::default(),
            stale: BTreeSet::new(),
            running: None,
            told: BTreeSet::new(),
            assets: Vec::new(),
            pages: Pages::default(),
        }
    }

    /// How the session ends where the editor is gone now.
    pub fn ended(&self) -> Ended {
        if self.phase == Phase::ShutDown { Ended::Properly } else { Ended::Abruptly }
    }

    /// Whether something has to be looked at, and nothing is.
    pub fn has_stale(&self) -> bool {
        !self.stale.is_empty() && self.running.is_none()
    }

    /// Takes a message; says how the session ended where it was the last.
    ///
    /// # Errors
    /// Where the editor takes nothing more.
    pub fn take(&mut self, message: Message) -> io::Result<Option<Ended>> {
        match message {
            Message::Request { id, method, params } => {
                let answer = match self.answer(&method, params) {
                    Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
                    Err((code, why)) => frames::error(&id, code, &why),
                };
                frames::write(&mut self.output, &answer)?;
            }
            Message::Notification { method, .. } if method == "exit" => return Ok(Some(self.ended())),
            Message::Notification { method, params } if self.phase == Phase::Running => {
                if let Err((_, why)) = self.notice(&method, params)? {
                    let params = json!({ "type": 2, "message": format!("{method}: {why}") });
                    self.tell("window/logMessage", &params)?;
                }
            }
            Message::Notification { .. } | Message::Response => {}
            Message::Refused(answer) => frames::write(&mut self.output, &answer)?,
        }
        Ok(None)
    }

    fn tell(&mut self, method: &str, params: &Value) -> io::Result<()> {
        frames::write(&mut self.output, &json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    fn ask(&mut self, id: &str, method: &str, params: &Value) -> io::Result<()> {
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        frames::write(&mut self.output, &request)
    }

    fn answer(&mut self, method: &str, params: Value) -> Result<Value, Refused> {
        match (self.phase, method) {
            (Phase::New, "initialize") => return Ok(self.initialize(&params)),
            (Phase::New, _) => return Err((NOT_INITIALIZED, "`initialize` comes first".to_owned())),
            (Phase::Running, "initialize") => {
                return Err((INVALID_REQUEST, "`initialize` comes once".to_owned()));
            }
            (Phase::ShutDown, _) => {
                return Err((INVALID_REQUEST, "nothing but `exit` follows `shutdown`".to_owned()));
            }
            (Phase::Running, _) => {}
        }
        match method {
            "shutdown" => {
                self.phase = Phase::ShutDown;
                self.give_up();
                self.stale.clear();
                Ok(Value::Null)
            }
            "textDocument/hover" => self.at_position(params, hover),
            "textDocument/completion" => self.at_position(params, completion),
            "textDocument/definition" => {
                let OfPosition { document, position } = read(params)?;
                let Some(document) = self.documents.0.get(&document.uri) else { return Ok(Value::Null) };
                Ok(definition(document, position, &self.documents, self.assets_of(document)))
            }
            "textDocument/codeAction" => {
                let OfRange { document: Identifier { uri, .. }, range, context } = read(params)?;
                let Some(document) = self.documents.0.get(&uri) else { return Ok(json!([])) };
                let assets = self.assets_of(document);
                Ok(actions(document, &uri, range, &context, &self.documents, assets))
            }
            "textDocument/codeLens" => {
                let OfDocument { document: Identifier { uri, .. } } = read(params)?;
                Ok(self.documents.0.get(&uri).map_or(json!([]), |document| lens(document, &uri)))
            }
            "workspace/executeCommand" => self.execute(read(params)?),
            _ => Err((METHOD_NOT_FOUND, format!("there is no `{method}`"))),
        }
    }

    fn at_position(
        &self,
        params: Value,
        answer: fn(&Document, Position, Option<&Assets>) -> Value,
    ) -> Result<Value, Refused> {
        let OfPosition { document, position } = read(params)?;
        let document = self.documents.0.get(&document.uri);
        Ok(document.map_or(Value::Null, |document| answer(document, position, self.assets_of(document))))
    }

    fn assets_of(&self, document: &Document) -> Option<&Assets> {
        let of_project = self.assets.iter().find(|(folders, _)| *folders == document.folders);
        of_project.map(|(_, assets)| &**assets)
    }

    fn initialize(&mut self, params: &Value) -> Value {
        let can = |pointer: &str| params.pointer(pointer) == Some(&Value::Bool(true));
        self.watches = can("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration");
        self.opens = can("/capabilities/window/showDocument/support");
        let root = ["/workspaceFolders/0/uri", "/rootUri"];
        let root = root.iter().find_map(|at| path_of(params.pointer(at)?.as_str()?));
        self.root = root.unwrap_or_else(|| mem::take(&mut self.root));
        self.phase = Phase::Running;
        json!({
            "capabilities": {
                "positionEncoding": "utf-16",
                // The whole text with every change.
                "textDocumentSync": { "openClose": true, "change": 1, "save": true },
                "hoverProvider": true,
                "completionProvider": { "triggerCharacters": [" ", ".", "\""] },
                "definitionProvider": true,
                "codeActionProvider": { "codeActionKinds": actions::KINDS },
                "codeLensProvider": { "resolveProvider": false },
                "executeCommandProvider": { "commands": [PREVIEW] },
            },
            "serverInfo": { "name": "imr", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    fn execute(&mut self, command: Command) -> Result<Value, Refused> {
        let address = command.arguments.first().and_then(Value::as_str).map(str::to_owned);
        let (PREVIEW, Some(uri)) = (command.command.as_str(), address) else {
            return Err((INVALID_PARAMS, format!("the one command is `{PREVIEW}`, with a record's address")));
        };
        let Some(document) = self.documents.0.get(&uri) else {
            return Err((INVALID_PARAMS, format!("`{uri}` is not open")));
        };
        let opened = self.pages.address_of(document).map_err(|finding| (REQUEST_FAILED, finding.message))?;
        let told = if self.opens {
            self.ask("preview", "window/showDocument", &json!({ "uri": opened, "external": true }))
        } else {
            let message = format!("the letter is shown at {opened}");
            self.tell("window/showMessage", &json!({ "type": 3, "message": message }))
        };
        told.map_err(|error| (REQUEST_FAILED, error.to_string()))?;
        Ok(opened.into())
    }

    /// Takes in what the editor tells.
    fn notice(&mut self, method: &str, params: Value) -> io::Result<Result<(), Refused>> {
        let done = match method {
            "initialized" if self.watches => return self.watch().map(Ok),
            "textDocument/didOpen" => read(params).map(|OfDocument { document }| {
                self.open(document.uri, document.version, document.text.unwrap_or_default());
            }),
            "textDocument/didChange" => read(params).map(|Changes { document, mut changes }| {
                if let Some(Change { text }) = changes.pop() {
                    self.open(document.uri, document.version, text);
                }
            }),
            "textDocument/didClose" => match read(params) {
                Ok(OfDocument { document }) => return self.close(&document.uri).map(Ok),
                Err(refused) => Err(refused),
            },
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => {
                self.look_again(|_| true);
                Ok(())
            }
            _ => Ok(()),
        };
        Ok(done)
    }

    /// Asks to be told which files are saved by others.
    fn watch(&mut self) -> io::Result<()> {
        let watchers = json!([{ "globPattern": "**/*.{yaml,yml,json,md,ttf,otf,ttc}" }]);
        let registration = json!({
            "id": "saved",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        });
        self.ask("watch", "client/registerCapability", &json!({ "registrations": [registration] }))
    }

    fn open(&mut self, uri: String, version: Option<i64>, text: String) {
        let Some(path) = path_of(&uri) else { return };
        let folders = folders_around(&path, &self.folders, &self.root);
        let kind = kind_of(&path, &text, &folders);
        let version = version.unwrap_or_default();
        let document = Document { path, version, text: text.into(), kind, folders };
        self.touched(&uri, &document);
        self.documents.0.insert(uri, document);
    }

    fn close(&mut self, uri: &str) -> io::Result<()> {
        let Some(document) = self.documents.0.remove(uri) else { return Ok(()) };
        self.touched(uri, &document);
        self.stale.remove(uri);
        self.publish(uri, None, &[])
    }

    /// A document is not as it was: it has to be looked at, and with templates all that is made with them.
    fn touched(&mut self, uri: &str, document: &Document) {
        if document.is_asset() {
            self.look_again(|other| other.folders == document.folders);
        }
        if document.kind != Kind::Other
            || self.documents.0.get(uri).is_some_and(|was| was.kind != Kind::Other)
        {
            self.stale.insert(uri.to_owned());
        }
    }

    fn look_again(&mut self, which: impl Fn(&Document) -> bool) {
        let which =
            self.documents.0.iter().filter(|(_, document)| document.kind != Kind::Other && which(document));
        self.stale.extend(which.map(|(uri, _)| uri.clone()));
        self.give_up();
    }

    fn give_up(&self) {
        if let Some(running) = &self.running {
            running.give_up.store(true, Ordering::Relaxed);
        }
    }

    /// What looks at all that is stale, to be run beside the session; it says whether it came to its end.
    pub fn begin_check(&mut self) -> impl FnOnce(&dyn Fn(Checked)) -> bool + Send + 'static {
        let (documents, stale) = (self.documents.clone(), mem::take(&mut self.stale));
        let before = self.assets.clone();
        let give_up = Arc::new(AtomicBool::new(false));
        let versions = stale.iter().filter_map(|uri| Some((uri.clone(), documents.0.get(uri)?.version)));
        self.running = Some(Running { give_up: Arc::clone(&give_up), versions: versions.collect() });
        // A mistake in the program that one text brings out does not end the session.
        move |tell| {
            catch_unwind(AssertUnwindSafe(|| check(&documents, &stale, &before, &give_up, tell)))
                .unwrap_or(true)
        }
    }

    /// Takes in that a check ended; what it did not come to is looked at again.
    pub fn end_check(&mut self, whole: bool) {
        let Some(running) = self.running.take().filter(|_| !whole && self.phase == Phase::Running) else {
            return;
        };
        let open = running.versions.into_keys().filter(|uri| self.documents.0.contains_key(uri));
        self.stale.extend(open);
    }

    /// Shows what a check came to, of the documents that are still as it saw them.
    ///
    /// # Errors
    /// Where the editor takes nothing more.
    pub fn show(&mut self, checked: Checked) -> io::Result<()> {
        let Checked { shown, assets, proven } = checked;
        if self.phase == Phase::ShutDown {
            return Ok(());
        }
        let none = BTreeMap::new();
        let versions = self.running.as_ref().map_or(&none, |running| &running.versions).clone();
        for (folders, of_project) in assets {
            self.assets.retain(|(known, _)| *known != folders);
            self.assets.push((folders, of_project));
        }
        let mut closed = BTreeMap::new();
        for (uri, findings) in shown {
            match self.documents.0.get(&uri).map(|document| document.version) {
                Some(version) if versions.get(&uri).is_none_or(|seen| *seen == version) => {
                    self.publish(&uri, Some(version), &findings)?;
                }
                // It was typed on, and is stale.
                Some(_) => {}
                None if versions.contains_key(&uri) => {}
                None => {
                    closed.insert(uri, findings);
                }
            }
        }
        for (uri, findings) in &closed {
            self.publish(uri, None, findings)?;
        }
        // What was told of a file that is not open, and is so no more.
        let is_proven = |uri: &String| {
            let path = path_of(uri).unwrap_or_default();
            proven.iter().any(|folders| folders.templates.as_ref().is_some_and(|of| path.starts_with(of)))
        };
        let gone = self.told.iter().filter(|uri| !closed.contains_key(*uri) && is_proven(uri));
        for uri in gone.cloned().collect::<Vec<_>>() {
            self.told.remove(&uri);
            self.publish(&uri, None, &[])?;
        }
        self.told.extend(closed.into_keys());
        Ok(())
    }

    fn publish(&mut self, uri: &str, version: Option<i64>, findings: &[Value]) -> io::Result<()> {
        let mut params = json!({ "uri": uri, "diagnostics": findings });
        if let Some(version) = version {
            params["version"] = version.into();
        }
        self.tell("textDocument/publishDiagnostics", &params)
    }
}
