"""Pure rules of the spine: keys, what survives a re-reading, what differs, what a filter lets through."""
