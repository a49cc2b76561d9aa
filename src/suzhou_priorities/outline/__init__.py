"""The structure of a clean text: parts, sections, sentences."""
