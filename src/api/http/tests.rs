//! Real requests against a server that misbehaves.
