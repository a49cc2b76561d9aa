"""Raw pages and where they come from."""
