//! Who may ask: the browser that was given the token, for this address, from this page.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use super::http::{Refusal, Request};

/// The secrets of one run. The token stands in the address that the terminal shows; the browser keeps the
/// other one as a cookie, so that the address bar holds none.
pub struct Guard {
    host: String,
    token: String,
    /// Good for one visit.
    once: Mutex<Option<String>>,
    session: String,
}

/// What a request may have.
#[derive(Debug, PartialEq, Eq)]
pub enum Pass {
    Enter,
    /// The token was right: it becomes a cookie.
    Welcome {
        cookie: String,
    },
}

impl Guard {
    /// # Errors
    /// Where the machine has no random numbers.
    pub fn new(address: SocketAddr) -> Result<Guard, String> {
        Ok(Guard { host: address.to_string(), token: secret()?, once: Mutex::default(), session: secret()? })
    }

    /// The address to open.
    pub fn url(&self) -> String {
        format!("http://{}/?token={}", self.host, self.token)
    }

    /// An address that is good for one visit: other users of the machine see what a browser is started with.
    ///
    /// # Errors
    /// Where the machine has no random numbers.
    pub fn url_for_one_visit(&self) -> Result<String, String> {
        let once = secret()?;
        let url = format!("http://{}/?token={once}", self.host);
        *self.once.lock().unwrap_or_else(PoisonError::into_inner) = Some(once);
        Ok(url)
    }

    fn knows(&self, token: &str) -> bool {
        let mut once = self.once.lock().unwrap_or_else(PoisonError::into_inner);
        same(token, &self.token) || once.take_if(|once| same(token, once)).is_some()
    }

    /// Lets a request in, or not.
    ///
    /// # Errors
    /// Another name for this machine (a name that an attacker made lead here), another page that asks, no
    /// token and no cookie.
    pub fn check(&self, request: &Request) -> Result<Pass, Refusal> {
        let own_origin = format!("http://{}", self.host);
        let own = |name: &str, allowed: &[&str]| {
            !request.has(name) || request.header(name).is_some_and(|value| allowed.contains(&value))
        };
        let from_here = request.header("host") == Some(&self.host)
            && own("origin", &[&own_origin])
            && own("sec-fetch-site", &["same-origin", "none"]);
        if !from_here {
            return Err(Refusal::Forbidden);
        }
        if let Some(token) = request.query.strip_prefix("token=").filter(|_| request.path == "/") {
            let cookie =
                format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name(), self.session);
            return if self.knows(token) { Ok(Pass::Welcome { cookie }) } else { Err(Refusal::Forbidden) };
        }
        let cookies = request.header("cookie").unwrap_or_default();
        let known = cookies.split(';').any(|cookie| {
            cookie
                .trim()
                .split_once('=')
                .is_some_and(|(name, value)| name == self.cookie_name() && same(value, &self.session))
        });
        if known { Ok(Pass::Enter) } else { Err(Refusal::Forbidden) }
    }

    /// Cookies do not tell ports apart, so the name does.
    fn cookie_name(&self) -> String {
        format!("imr-{}", self.host.rsplit(':').next().unwrap_or_default())
    }
}

/// Whether two secrets are the same, without telling by the time it takes where they differ.
fn same(given: &str, secret: &str) -> bool {
    let differences = given.bytes().zip(secret.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    given.len() == secret.len() && differences == 0
}

/// 32 random bytes in hexadecimal.
fn secret() -> Result<String, String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    let mut secret = String::with_capacity(64);
    for byte in bytes {
        // Writing into a text cannot fail.
        let _ = write!(secret, "{byte:02x}");
    }
    Ok(secret)
}
