"""From a routine to what is heard: where each clip starts, the format, the recordings, and the published tracks with their tags."""
