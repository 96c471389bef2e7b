"""What we ship: one folder a model. The recipes beside them are scripts, not part of the package."""
