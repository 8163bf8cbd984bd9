//! What may be typed behind `imr report`.

use clap::Args as ArgGroup;

use crate::units::Date;

#[derive(Debug, ArgGroup)]
pub struct ReportArgs {
    /// The first decision date to count
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub from: Option<Date>,
    /// The last decision date to count
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub to: Option<Date>,
    /// Print CSV: a row for each row of the tables
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// Print JSON: one object, under the name of each table its rows
    #[arg(long)]
    pub json: bool,
}
