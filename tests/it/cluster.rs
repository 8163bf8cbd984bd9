//! Letters over many machines: the array job on a Slurm of one machine, and the form of the manifests for others.

use std::fs;
use std::process::Command;

use crate::project::{Project, copy_folder, repository};

fn is_asked() -> bool {
    let asked = crate::oracles::asked();
    if !asked {
        println!("skipped: set IMR_ORACLES=1 to ask Slurm, kubernetes-validate and botocore");
    }
    asked
}

#[test]
fn every_scheduler_runs_the_array_job_of_the_readme() {
    let readme = fs::read_to_string(repository("README.md")).unwrap();
    let line = |begins: &str| {
        let line = readme.lines().find(|line| line.starts_with(begins)).expect(begins);
        line.split('#').next().unwrap().trim().to_owned()
    };
    let (build, merge) = (line("imr --out part-$SLURM_ARRAY_TASK_ID"), line("imr merge part-"));
    for (file, index) in [
        ("letters.sbatch", "$SLURM_ARRAY_TASK_ID"),
        ("kubernetes.yaml", "$JOB_COMPLETION_INDEX"),
        ("aws-batch/job-definition.json", "$AWS_BATCH_JOB_ARRAY_INDEX"),
    ] {
        let text = fs::read_to_string(repository("tests/cluster").join(file)).unwrap();
        let command = build.replace("$SLURM_ARRAY_TASK_ID", index);
        assert!(text.contains(&command), "{file} does not run `{command}`");
    }
    for file in ["kubernetes-merge.yaml", "aws-batch/merge.json", "slurm"] {
        let text = fs::read_to_string(repository("tests/cluster").join(file)).unwrap();
        assert!(text.contains(&merge), "{file} does not run `{merge}`");
    }
}

/// What the schemas say of the manifests, and of manifests with mistakes in them.
#[test]
fn manifests_have_the_form_that_is_published() {
    if !is_asked() {
        return;
    }
    let check = repository("tests/cluster/check-manifests");
    let checked = |folder: &std::path::Path| {
        let output = Command::new("python3").arg(&check).arg(folder).output().expect("python3 runs");
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        (output.status.success(), said)
    };
    let (fits, said) = checked(&repository("tests/cluster"));
    assert!(fits, "{said}");
    for (file, from, to, why) in [
        ("kubernetes.yaml", "parallelism: 20", "paralelism: 20", "paralelism"),
        ("kubernetes-merge.yaml", "restartPolicy: OnFailure", "restartPolicy: 1", "kubernetes-merge.yaml"),
        ("aws-batch/letters.json", "\"size\": 20", "\"size\": \"20\"", "arrayProperties.size"),
        ("aws-batch/job-definition.json", "\"jobDefinitionName\"", "\"name\"", "jobDefinitionName"),
    ] {
        let copy = Project::empty();
        copy_folder(&repository("tests/cluster"), &copy.path("cluster"));
        copy.replace(&format!("cluster/{file}"), from, to);
        let (fits, said) = checked(&copy.path("cluster"));
        assert!(!fits && said.contains(why), "{file}: {said}");
    }
}

/// `IMR_CLUSTER_RECORDS` says how many records it takes.
#[test]
fn an_array_job_whose_tasks_are_killed_makes_what_one_build_makes() {
    if !is_asked() {
        return;
    }
    let records = std::env::var("IMR_CLUSTER_RECORDS").unwrap_or_else(|_| "200".to_owned());
    let script = repository("tests/cluster/slurm");
    let output = Command::new("bash")
        .arg(script)
        .arg(env!("CARGO_BIN_EXE_imr"))
        .arg(&records)
        .output()
        .expect("bash runs");
    let (steps, rest) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{steps}{rest}");
    assert!(
        steps.ends_with(&format!("{records} letters of 20 tasks are those of one build, byte for byte\n")),
        "{steps}{rest}"
    );
}
