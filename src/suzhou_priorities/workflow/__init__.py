"""Thin steps from raw pages to reports, held by doit."""
