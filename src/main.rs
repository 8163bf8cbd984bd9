use std::process::ExitCode;

fn main() -> ExitCode {
    imr_letters::cli::run()
}
