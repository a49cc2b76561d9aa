"""From a damaged page to clean text, with every change on record."""
