use std::process::ExitCode;

/// Letters are many short-lived values: the C library's allocator takes a sixth of a batch's time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    imr_letters::cli::run()
}
