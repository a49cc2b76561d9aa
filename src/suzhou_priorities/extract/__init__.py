"""From sentences to figures, targets, tasks, terms, problems, honours and links; pure functions."""
