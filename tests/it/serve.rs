//! `imr serve` asked as no browser would: who is let in, what is never given, and what it withstands.

use std::io::{Read, Write};

use crate::project::Project;
use crate::served::{Served, read_answer, read_until, seen_by};

const RECORD: &str = "data/CM14-0012345.yaml";

/// What a record would run in a browser, if it could.
pub const HOSTILE: &str = "<script>owned=1</script><img src=x onerror=owned=2> </code></pre></main> \
    [click](javascript:owned=3) <iframe src=javascript:owned=4></iframe> \" onmouseover=\"owned=5 &lt;b&gt;";

#[test]
fn only_the_token_lets_in_and_it_becomes_a_cookie() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    assert!(served.host.starts_with("127.0.0.1:"), "only on this machine");
    for (path, headers) in [
        ("/", vec![]),
        ("/?token=", vec![]),
        ("/?token=0123", vec![]),
        ("/CM14-0012345", vec![]),
        ("/page.js", vec![]),
        ("/events", vec![]),
        ("/", vec![("Cookie", "imr-1=2")]),
        ("/", vec![("Cookie", "")]),
    ] {
        let answer = served.ask(path, &headers);
        assert_eq!(answer.status(), "403", "{path} {headers:?}");
        assert!(!answer.body.contains("CM14"), "{path}");
    }
    // The token is none of the secrets that the cookie holds, and the cookie is for this page alone.
    assert!(!served.cookie.contains(&served.token));
    let welcome = served.ask(&format!("/?token={}", served.token), &[]);
    let cookie = welcome.header("set-cookie").expect("a cookie");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_eq!(welcome.header("location"), Some("/"));
    assert_eq!(served.get("/").status(), "200");
    let two = served.ask("/", &[("Cookie", &format!("other=1; {}", served.cookie))]);
    assert_eq!(two.status(), "200");
}

#[test]
fn the_token_leads_to_the_page_that_was_asked_for_and_nowhere_else() {
    let project = Project::with_samples();
    let served =
        Served::of(project.command(env!("CARGO_BIN_EXE_imr")).args(["serve", "data/CM14-0067214.yaml"]));
    assert_eq!(served.path, "/CM14-0067214");
    let welcome = served.ask(&format!("/CM14-0067214?token={}", served.token), &[]);
    assert_eq!((welcome.status(), welcome.header("location")), ("303", Some("/CM14-0067214")));
    for path in ["//evil.example/", "///evil.example/"] {
        assert_eq!(served.ask(&format!("{path}?token={}", served.token), &[]).status(), "403", "{path}");
    }
}

#[test]
fn what_a_record_says_otherwise_than_what_was_mailed_is_an_error_on_the_page() {
    let project = Project::with_seed();
    project.replace(RECORD, "decision_date:", "mailed_date: 2014-02-13\ndecision_date:");
    assert_eq!(project.imr(&["build"]).code, 0);
    assert_eq!(project.imr(&["freeze", "CM14-0012345"]).code, 0);
    let good = project.read(RECORD);
    for edition in ["", "/public"] {
        project.write(RECORD, &good);
        let served = Served::start(&project);
        let page = served.get(&format!("/CM14-0012345{edition}")).body;
        assert!(!page.contains("project/mailed"), "{page}");
        project.write(RECORD, &good.replacen("outcome: upheld", "outcome: overturned", 1));
        let page = served.get(&format!("/CM14-0012345{edition}")).body;
        assert!(page.contains("project/mailed"), "{page}");
    }
}

#[test]
fn every_paper_of_a_letter_is_shown() {
    let project = Project::with_samples();
    let served = Served::start(&project);
    let mailed = served.get("/CM14-0067214/mailed");
    assert_eq!(mailed.status(), "200");
    for copy in ["employee", "requesting_physician", "claims_administrator", "proof-of-service"] {
        let path = format!("/CM14-0067214/mailed/{copy}");
        assert!(mailed.body.contains(&format!("href=\"{path}\"")), "{path}");
        let page = served.get(&path);
        assert!(page.body.contains(&format!("<a href=\"{path}\" aria-current=\"page\">")), "{path}");
        assert_eq!(served.get(&format!("{path}/page/1.svg")).status(), "200");
        let pdf = served.get(&format!("{path}/letter.pdf"));
        let name = format!("inline; filename=\"CM14-0067214-{copy}.pdf\"");
        // A name of other characters would need quoting, so it has none.
        let named = (!copy.contains('_')).then_some(name.as_str());
        assert_eq!(pdf.header("content-disposition"), named, "{copy}");
    }
    let public = served.get("/CM14-0067214/public").body;
    assert!(public.contains("[redacted]") && !public.contains("Spanish"));
    // What the mailed edition lacks is said as in the terminal.
    let lacking = served.get("/CM14-0012345/mailed").body;
    assert!(lacking.contains("finding error"), "{lacking}");
}

#[test]
fn the_state_in_the_folder_is_told_of_a_record_with_errors_too() {
    let project = Project::with_seed();
    assert_eq!(project.imr(&["build"]).code, 0);
    let written = project.read("out/CM14-0012345.md");
    project.write("out/CM14-0012345.md", &format!("{written}\nBy hand.\n"));
    project.replace(RECORD, "outcome: upheld", "outcome: uphelt");
    let served = Served::start(&project);
    let page = served.get("/CM14-0012345").body;
    assert!(page.contains("<span class=\"badge invalid\">Has errors</span>"), "{page}");
    assert!(page.contains("<span class=\"badge edited\">Edited by hand</span>"), "{page}");
    // Its code leads to what it means.
    assert!(page.contains("href=\"/explain/record/bad-value\""), "{page}");
    let explained = served.get("/explain/record/bad-value");
    assert_eq!(explained.status(), "200");
    assert!(explained.body.contains("<h2>Wrong</h2>"), "{}", explained.body);
}

#[test]
fn a_record_that_is_deleted_is_said() {
    let project = Project::with_samples();
    let served = Served::start(&project);
    let page = served.get("/CM16-0104418").body;
    let mut events = served.listen(seen_by(&page));
    std::fs::remove_file(project.path("data/CM16-0104418.yaml")).expect("it is removed");
    read_until(&mut events, "event: letter\ndata: CM16-0104418\n");
    let gone = served.get("/CM16-0104418");
    assert_eq!(gone.status(), "404");
    assert!(gone.body.contains("It was deleted or renamed"), "{}", gone.body);
}

#[test]
fn other_hosts_and_other_sites_get_nothing() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    let cookie = ("Cookie", served.cookie.as_str());
    for (name, value) in [
        ("Origin", "http://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://127.0.0.1:1"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        assert_eq!(served.ask("/", &[cookie, (name, value)]).status(), "403", "{name}: {value}");
    }
    let own = format!("http://{}", served.host);
    assert_eq!(
        served.ask("/", &[cookie, ("Origin", &own), ("Sec-Fetch-Site", "same-origin")]).status(),
        "200"
    );
    let port = served.host.split(':').nth(1).expect("a port");
    for hosts in [
        "Host: evil.example\r\n".to_owned(),
        format!("Host: localhost:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("Host: {0}\r\nHost: evil.example\r\n", served.host),
        String::new(),
    ] {
        let request = format!("GET / HTTP/1.1\r\n{hosts}Cookie: {}\r\n\r\n", served.cookie);
        assert_eq!(served.send(request.as_bytes()).status(), "403", "{hosts:?}");
    }
}

#[test]
fn every_answer_is_strict_and_leaves_nothing_behind() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    for path in [
        "/",
        "/CM14-0012345",
        "/CM14-0012345/page/1.svg",
        "/CM14-0012345/letter.pdf",
        "/page.css",
        "/page.js",
        "/icon.svg",
        "/none",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status(), if path == "/none" { "404" } else { "200" }, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(answer.header("access-control-allow-origin").is_none(), "{path}");
    }
    for path in ["/", "/CM14-0012345"] {
        let body = served.get(path).body;
        assert_eq!(body.matches("<script").count(), 1, "{path} has the one script, by its address");
        assert!(!body.contains(" style=") && !body.contains("<style"), "{path}");
        assert!(!body.contains("http://") && !body.contains("https://"), "{path} needs no network");
    }
    let pdf = served.get("/CM14-0012345/letter.pdf");
    assert!(pdf.body.starts_with("%PDF-1.7"));
    assert_eq!(pdf.header("content-disposition"), Some("inline; filename=\"CM14-0012345.pdf\""));
}

#[test]
fn case_text_is_never_markup() {
    let project = Project::with_seed();
    project.replace(RECORD, "The injury was primarily", HOSTILE);
    project.write("data/<b onclick=x>.yaml", "case_number: \"<script>owned</script>\"\n");
    let served = Served::start(&project);
    let letter = served.get("/CM14-0012345").body;
    assert!(letter.contains("&lt;script&gt;owned=1&lt;/script&gt;"));
    let broken = served.get("/%3Cb%20onclick%3Dx%3E").body;
    assert!(broken.contains("&lt;b onclick=x&gt;") && broken.contains("&lt;script&gt;owned"), "{broken}");
    for body in [letter, broken, served.get("/").body] {
        for markup in ["<script>", "<img src=x", "<iframe", "<b ", "onmouseover=\"owned", "href=\"javascript"]
        {
            assert!(!body.contains(markup), "{markup} in {body}");
        }
    }
}

#[test]
fn no_path_reaches_the_disk() {
    let project = Project::with_seed();
    project.write("secret.yaml", "hush");
    project.write("data/.hidden.yaml", "hush");
    let served = Served::start(&project);
    for path in [
        "/../secret.yaml",
        "/..%2Fsecret",
        "/%2e%2e%2fsecret",
        "/..",
        "/.",
        "/.hidden",
        "/CM14-0012345.yaml",
        "/CM14-0012345%00",
        "/CM14-0012345/",
        "/CM14-0012345/page/0.svg",
        "/CM14-0012345/page/99999999999999999999.svg",
        "/CM14-0012345/page/3.svg",
        "/CM14-0012345/page/1.svg/x",
        "/CM14-0012345/letter.pdf/x",
        "//CM14-0012345",
        "/letter/CM14-0012345",
        "/CM14-0012345/mailed/nobody/letter.pdf",
        "/CM14-0012345/public/letter.pdf/x",
        "/explain/record/none",
        "/data/CM14-0012345.yaml",
        "//etc/passwd",
        "/%",
        "/%zz",
        "/%ff",
        "/page.css/../page.js",
        "http://127.0.0.1/",
        "*",
    ] {
        let answer = served.get(path);
        assert_eq!(answer.status(), "404", "{path}");
        assert!(!answer.body.contains("hush"), "{path}");
    }
}

#[test]
fn only_get_is_answered() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    for method in ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get"] {
        let request =
            format!("{method} / HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", served.host, served.cookie);
        assert_eq!(served.send(request.as_bytes()).status(), "405", "{method}");
    }
}

#[test]
fn what_is_no_request_is_refused_and_the_next_is_answered() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    let long = "x".repeat(64 << 10);
    let host = &served.host;
    for (request, status) in [
        ("\0\0\0\0\r\n\r\n".to_owned(), "400"),
        ("GET\r\n\r\n".to_owned(), "400"),
        ("\u{16}\u{3}\u{1}\u{2}".to_owned() + &long, "400"),
        (format!("GET / HTTP/9.9\r\nHost: {host}\r\n\r\n"), "400"),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nCookie: \u{1}\r\n\r\n"), "400"),
        (format!("GET /{long} HTTP/1.1\r\nHost: {host}\r\n\r\n"), "431"),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {long}\r\n\r\n"), "431"),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\n{}\r\n", "X: y\r\n".repeat(500)), "431"),
    ] {
        let shown: String = request.chars().take(60).collect();
        assert_eq!(served.send(request.as_bytes()).status(), status, "{shown:?}");
    }
    assert_eq!(served.get("/").status(), "200");
}

#[test]
fn slow_clients_and_many_at_once_keep_nobody_waiting() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    // 100 send nothing, 100 a little; all stay open.
    let mut slow: Vec<_> = (0..200).map(|_| served.connect()).collect();
    for connection in slow.iter_mut().skip(100) {
        connection.write_all(b"GET / HTTP/1.1\r\nHost: ").expect("a little is sent");
    }
    assert_eq!(served.get("/CM14-0012345").status(), "200", "between 200 slow ones");
    // They are let go in the end, with an answer or without.
    let mut first = slow.swap_remove(0);
    let mut given = String::new();
    let _ = first.read_to_string(&mut given);
    assert!(given.is_empty() || given.starts_with("HTTP/1.1 408"), "{given}");
    drop(slow);
    // 200 requests at once, every one answered in full.
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..200).map(|_| scope.spawn(|| served.get("/CM14-0012345"))).collect();
        for answer in asked {
            let answer = answer.join().expect("an answer");
            assert_eq!(answer.status(), "200");
            assert!(answer.body.ends_with("</html>"));
        }
    });
}

#[test]
fn nothing_of_a_record_is_logged() {
    let project = Project::with_seed();
    let mut child = project
        .command(env!("CARGO_BIN_EXE_imr"))
        .args(["serve"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("imr runs");
    let mut out = child.stdout.take().expect("a pipe");
    let mut url = Vec::new();
    while url.last() != Some(&b'\n') {
        let mut byte = [0];
        out.read_exact(&mut byte).expect("an address");
        url.push(byte[0]);
    }
    let url = String::from_utf8(url).expect("an address");
    let (host, token) = url.trim()["http://".len()..].split_once("/?token=").expect("a token");
    let ask = |path: &str, cookie: &str| {
        let mut connection = std::net::TcpStream::connect(host).expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
        connection.write_all(request.as_bytes()).expect("it is sent");
        read_answer(&mut connection)
    };
    let welcome = ask(&format!("/?token={token}"), "");
    let cookie = welcome.header("set-cookie").expect("a cookie").split(';').next().expect("one").to_owned();
    project.replace(RECORD, "outcome: upheld", "outcome: uphelt");
    assert!(ask("/CM14-0012345", &cookie).body.contains("uphelt"));
    assert_eq!(ask("/CM14-0012345/page/x.svg", &cookie).status(), "404");
    child.kill().expect("it ends");
    let (mut rest, mut errors) = (String::new(), String::new());
    out.read_to_string(&mut rest).expect("text");
    child.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("text");
    child.wait().expect("it ends");
    assert_eq!((rest.as_str(), errors.as_str()), ("", "open this address in the browser; Ctrl-C ends\n"));
}

#[test]
fn a_port_that_is_taken_is_said() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    let port = served.host.split(':').nth(1).expect("a port");
    let run = project.imr(&["serve", "--port", port]);
    assert_eq!(run.code, 3);
    assert!(run.stderr.starts_with("error[serve/cannot-serve]: cannot serve the page: "), "{}", run.stderr);
    assert_eq!(project.imr(&["serve", "--port", "0"]).code, 2);
}

#[test]
fn a_save_is_told_to_the_open_page_and_its_lines_are_named() {
    let project = Project::with_seed();
    let served = Served::start(&project);
    let letter = served.get("/CM14-0012345").body;
    assert!(letter.contains("data-lines=\"21-33\" data-field=\"clinical_summary\""), "{letter}");
    let seen = seen_by(&letter);
    let mut events = served.listen(seen);
    project.replace(RECORD, "outcome: upheld", "outcome: uphelt");
    read_until(&mut events, "event: letter\ndata: CM14-0012345\n");
    let broken = served.get("/CM14-0012345").body;
    assert!(broken.contains("this is the last letter without any"));
    assert!(broken.contains("<mark class=\"error\">uphelt</mark>"));
    assert!(broken.contains("/CM14-0012345/page/2.svg"), "the last good pages are there");
    assert_eq!(served.get("/CM14-0012345/page/2.svg").status(), "200");
}

#[test]
fn two_records_of_one_case_number_say_so() {
    let project = Project::with_seed();
    project.write("data/copy.yaml", &project.read(RECORD));
    let served = Served::start(&project);
    assert_eq!(served.get("/CM14-0012345").status(), "200");
    let copy = served.get("/copy").body;
    assert!(copy.contains("project/same-case-number"), "{copy}");
    assert_eq!(served.get("/").body.matches("data-state=\"invalid").count(), 2);
    project.replace("data/copy.yaml", "CM14-0012345", "CM14-0012346");
    assert!(!served.get("/copy").body.contains("project/same-case-number"));
}

#[test]
fn a_project_without_records_says_what_to_do_until_there_is_one() {
    let project = Project::empty();
    let served = Served::start(&project);
    let list = served.get("/");
    assert_eq!(list.status(), "200");
    assert!(
        list.body.contains("to read records from") && list.body.contains("imr new CASE_NUMBER"),
        "{}",
        list.body
    );
    let seen = seen_by(&list.body);
    let mut events = served.listen(seen);
    assert_eq!(project.imr(&["new", "CM16-0300001"]).code, 0);
    read_until(&mut events, "event: everything");
    assert!(served.get("/").body.contains("/CM16-0300001"));
    let blanks = served.get("/CM16-0300001").body;
    assert!(blanks.contains("there is no letter yet") && blanks.contains("class=\"finding note\""));
}

/// Others on the machine see the arguments of what is started, so what the browser gets is worth one visit.
#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_started_with_an_address_for_one_visit() {
    use std::os::unix::fs::PermissionsExt;
    let project = Project::with_seed();
    project.write("bin/xdg-open", "#!/bin/sh\necho \"$1\" > opened.new\nmv opened.new opened\n");
    let program = project.path("bin/xdg-open");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("it may be run");
    let path = format!("{}:{}", project.path("bin").display(), std::env::var("PATH").unwrap_or_default());
    let mut command = project.command(env!("CARGO_BIN_EXE_imr"));
    let served = Served::of(command.args(["serve", "--open"]).env("PATH", path));
    while !project.path("opened").exists() {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let opened = project.read("opened");
    let once = opened.trim().strip_prefix(&format!("http://{}", served.host)).expect(&opened);
    assert!(!once.contains(&served.token));
    assert_eq!(served.ask(once, &[]).status(), "303");
    assert_eq!(served.ask(once, &[]).status(), "403");
}
