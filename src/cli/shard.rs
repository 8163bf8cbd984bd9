//! A run split over many machines: which part this one builds.

use std::env;
use std::str::FromStr;

/// `K/N` or `auto/N` as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShardArg {
    /// None for `auto`.
    index: Option<usize>,
    of: usize,
}

impl FromStr for ShardArg {
    type Err = String;

    fn from_str(typed: &str) -> Result<ShardArg, String> {
        let wrong = || "write K/N with K from 1 to N, such as 3/20, or auto/N".to_owned();
        let (index, of) = typed.split_once('/').ok_or_else(wrong)?;
        let of: usize = of.parse().ok().filter(|&of| of > 0).ok_or_else(wrong)?;
        if index == "auto" {
            return Ok(ShardArg { index: None, of });
        }
        let index: usize = index.parse().ok().filter(|index| (1..=of).contains(index)).ok_or_else(wrong)?;
        Ok(ShardArg { index: Some(index), of })
    }
}

/// Variables of job arrays with the index of this job, and with the index of the first.
const ARRAYS: [(&str, Option<&str>); 3] = [
    ("JOB_COMPLETION_INDEX", None), // Kubernetes, indexed jobs: from 0
    ("SLURM_ARRAY_TASK_ID", Some("SLURM_ARRAY_TASK_MIN")),
    ("AWS_BATCH_JOB_ARRAY_INDEX", None), // from 0
];

impl ShardArg {
    /// The part from 0 and the number of parts.
    ///
    /// # Errors
    /// Where `auto` finds no index, or one beyond the number of parts.
    pub fn part(self) -> Result<(usize, usize), String> {
        if let Some(index) = self.index {
            return Ok((index - 1, self.of));
        }
        let number = |name: &str| env::var(name).ok()?.parse::<usize>().ok();
        for (index, first) in ARRAYS {
            if let Some(value) = number(index) {
                let part = value.checked_sub(first.and_then(number).unwrap_or(0));
                return part
                    .filter(|&part| part < self.of)
                    .map(|part| (part, self.of))
                    .ok_or_else(|| format!("`{index}` is {value}, which is not a part of {}", self.of));
            }
        }
        let names: Vec<_> = ARRAYS.iter().map(|(name, _)| format!("`{name}`")).collect();
        Err(format!("`auto` finds none of {}", names.join(", ")))
    }
}
