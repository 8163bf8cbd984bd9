//! Who may ask: the browser that was given the token, for this address, from this page.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use subtle::ConstantTimeEq;

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

/// How a request is let in.
#[derive(Debug, PartialEq, Eq)]
pub enum Access {
    /// It has the cookie.
    Granted,
    /// Its token is right: the browser gets the cookie, and asks again.
    NewSession { cookie: String },
}

impl Guard {
    /// # Errors
    /// Where the system has no random numbers.
    pub fn new(address: SocketAddr) -> Result<Guard, String> {
        Ok(Guard {
            host: address.to_string(),
            token: new_secret()?,
            once: Mutex::default(),
            session: new_secret()?,
        })
    }

    /// The address to open for the page at `path`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}?token={}", self.host, self.token)
    }

    /// An address that is good for one visit: other users of the machine see what a browser is started with.
    ///
    /// # Errors
    /// Where the system has no random numbers.
    pub fn url_for_one_visit(&self, path: &str) -> Result<String, String> {
        let once = new_secret()?;
        let url = format!("http://{}{path}?token={once}", self.host);
        *self.once.lock().unwrap_or_else(PoisonError::into_inner) = Some(once);
        Ok(url)
    }

    fn knows(&self, token: &str) -> bool {
        let mut once = self.once.lock().unwrap_or_else(PoisonError::into_inner);
        is_secret(token, &self.token) || once.take_if(|once| is_secret(token, once)).is_some()
    }

    /// Lets a request in, or not.
    ///
    /// # Errors
    /// Another name for this computer (one that an attacker pointed here), another page that asks, no
    /// token and no cookie.
    pub fn check(&self, request: &Request) -> Result<Access, Refusal> {
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
        if let Some(token) = request.query.strip_prefix("token=") {
            // A path that begins with two slashes would lead the browser to another host.
            if !self.knows(token) || request.path.starts_with("//") {
                return Err(Refusal::Forbidden);
            }
            let cookie =
                format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name(), self.session);
            return Ok(Access::NewSession { cookie });
        }
        let cookies = request.header("cookie").unwrap_or_default();
        let known = cookies.split(';').any(|cookie| {
            cookie
                .trim()
                .split_once('=')
                .is_some_and(|(name, value)| name == self.cookie_name() && is_secret(value, &self.session))
        });
        if known { Ok(Access::Granted) } else { Err(Refusal::Forbidden) }
    }

    /// Cookies do not tell ports apart, so the name does.
    fn cookie_name(&self) -> String {
        format!("imr-{}", self.host.rsplit(':').next().unwrap_or_default())
    }
}

/// Whether this is the secret, without telling by the time it takes where it differs.
fn is_secret(given: &str, secret: &str) -> bool {
    given.as_bytes().ct_eq(secret.as_bytes()).into()
}

/// 128 random bits in hexadecimal.
fn new_secret() -> Result<String, String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
