//! The chain of stages.
