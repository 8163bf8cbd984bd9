//! YAML text -> a tree of nodes with places, and typed values from it.
