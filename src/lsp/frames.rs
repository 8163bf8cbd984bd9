//! Messages as the protocol frames them: a header with a length, and JSON after it.
//!
//! Read here and not by a crate: the length that a header claims is not made room for, and what is no message is
//! answered and skipped.

use std::io::{self, BufRead, Read, Write};

use serde_json::{Value, json};

/// No message is longer: an editor sends whole documents, and no document of a project is larger.
const MAX_BODY: u64 = 64 << 20;
/// No header line is longer.
const MAX_HEADER: u64 = 4 << 10;

/// The protocol's number for JSON that cannot be read.
pub const PARSE_ERROR: i32 = -32700;
/// The same for JSON that is no message.
pub const INVALID_REQUEST: i32 = -32600;
/// The same for an unknown method.
pub const METHOD_NOT_FOUND: i32 = -32601;
/// The same for a method that is asked for something else than it takes.
pub const INVALID_PARAMS: i32 = -32602;
/// The same for what could not be done.
pub const REQUEST_FAILED: i32 = -32803;
/// The same for what is asked before `initialize`.
pub const NOT_INITIALIZED: i32 = -32002;

/// What an editor sends.
#[derive(Debug, PartialEq)]
pub enum Message {
    Request {
        id: Value,
        method: String,
        params: Value,
    },
    Notification {
        method: String,
        params: Value,
    },
    /// The answer to a question of this program, none of which needs one.
    Response,
    /// What is no message, with the answer to it.
    Refused(Value),
}

/// The next message; none where the input ends.
///
/// # Errors
/// Where the input cannot be read, or is not framed as the protocol frames messages: then nothing after it can be read.
pub fn read(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    let Some(length) = read_header(input)? else { return Ok(None) };
    if length > MAX_BODY {
        io::copy(&mut input.take(length), &mut io::sink())?;
        let message = format!("the message has {length} bytes; at most {MAX_BODY} (64 MB) are read");
        return Ok(Some(Message::Refused(error(&Value::Null, INVALID_REQUEST, &message))));
    }
    let mut body = Vec::new();
    if input.take(length).read_to_end(&mut body)? < length as usize {
        return Ok(None);
    }
    Ok(Some(message(&body)))
}

/// The length that a header gives; none where the input ends before it.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(MAX_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        if !line.ends_with('\n') {
            return Err(not_framed(&line));
        }
        let line = line.trim_end();
        if line.is_empty() {
            return length.map(Some).ok_or_else(|| not_framed("a header without `Content-Length`"));
        }
        let (name, value) = line.split_once(':').ok_or_else(|| not_framed(line))?;
        if name.eq_ignore_ascii_case("content-length") {
            length = Some(value.trim().parse().map_err(|_| not_framed(line))?);
        }
    }
}

fn not_framed(line: &str) -> io::Error {
    let start: String = line.trim_end().chars().take(60).collect();
    io::Error::new(io::ErrorKind::InvalidData, format!("expected `Content-Length: N`, found `{start}`"))
}

fn message(body: &[u8]) -> Message {
    let mut value = match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => object,
        Ok(_) => {
            return Message::Refused(error(&Value::Null, INVALID_REQUEST, "a message is one JSON object"));
        }
        Err(why) => return Message::Refused(error(&Value::Null, PARSE_ERROR, &why.to_string())),
    };
    let params = value.remove("params").unwrap_or_default();
    match (value.remove("id"), value.remove("method")) {
        (Some(id @ (Value::Number(_) | Value::String(_))), Some(Value::String(method))) => {
            Message::Request { id, method, params }
        }
        (None, Some(Value::String(method))) => Message::Notification { method, params },
        (Some(_), None) if value.contains_key("result") || value.contains_key("error") => Message::Response,
        (id, _) => {
            let id = id.filter(|id| id.is_number() || id.is_string()).unwrap_or_default();
            let why = "a request has an `id` that is a number or a text, and a `method`";
            Message::Refused(error(&id, INVALID_REQUEST, why))
        }
    }
}

/// The answer that something went wrong.
pub fn error(id: &Value, code: i32, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": message } })
}

/// Writes a message.
///
/// # Errors
/// Where the editor no longer takes any.
pub fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let body = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_no_message_is_answered_and_the_next_is_read() {
        let bodies = [
            "{",
            "[]",
            "{\"id\": {}, \"method\": \"x\"}",
            "{\"id\": 7, \"method\": 8}",
            "{}",
            "{\"method\": \"good\"}",
        ];
        let input: String = bodies.iter().map(|body| framed(body)).collect();
        let mut input = input.as_bytes();
        let mut codes = Vec::new();
        for _ in 0..5 {
            let Ok(Some(Message::Refused(answer))) = read(&mut input) else { panic!("{codes:?}") };
            codes.push((answer["error"]["code"].as_i64().unwrap_or(0) as i32, answer["id"].clone()));
        }
        let of = |code, id| (code, id);
        assert_eq!(
            codes,
            [
                of(PARSE_ERROR, Value::Null),
                of(INVALID_REQUEST, Value::Null),
                of(INVALID_REQUEST, Value::Null),
                of(INVALID_REQUEST, json!(7)),
                of(INVALID_REQUEST, Value::Null)
            ]
        );
        let good = Message::Notification { method: "good".to_owned(), params: Value::Null };
        assert_eq!(read(&mut input).unwrap(), Some(good));
        assert_eq!(read(&mut input).unwrap(), None);
    }

    #[test]
    fn a_length_is_never_believed_before_its_bytes_are_there() {
        let mut input = "Content-Length: 999999999999\r\n\r\n{}".as_bytes();
        assert!(matches!(read(&mut input), Ok(Some(Message::Refused(_)))));
        let mut cut = "Content-Length: 900\r\n\r\n{}".as_bytes();
        assert_eq!(read(&mut cut).unwrap(), None);
    }

    #[test]
    fn what_is_not_framed_ends_the_reading() {
        for input in ["GET / HTTP/1.1\r\n\r\n", "Content-Length: -1\r\n\r\n", "Other: 1\r\n\r\n", "junk\n"] {
            assert!(read(&mut input.as_bytes()).is_err(), "{input:?}");
        }
        assert!(read(&mut [b'x'; 5000].as_slice()).is_err(), "a line without an end");
    }
}
