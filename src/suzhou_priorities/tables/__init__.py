"""The data contract: schemas, and reading and writing of tables."""
