//! Programme files of other systems.
