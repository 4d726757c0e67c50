"""A real WordPress, to see what becomes of a link to this site that an author pastes there: `make wordpress`."""
