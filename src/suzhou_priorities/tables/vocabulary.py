"""The values that columns with a fixed vocabulary may take, as in `docs/design.md`, section 4."""

from suzhou_priorities.coding.code_keys import domain_keys

# In the order of the codebook, `none` last.
DOMAINS = domain_keys()
FUNCTIONS = ("result", "problem", "orientation", "headline_target", "measure", "thanks", "formula", "heading")
HORIZONS = ("year", "five_year", "long_term")
TENSES = ("done", "planned", "standing")
MEASURES = ("level", "growth", "growth_avg", "share", "count", "increment", "cumulative", "rank")
STATUSES = ("actual", "target")
BASES = ("nominal", "real", "comparable", "unstated")
BOUNDS = ("eq", "ge", "approx", "le")
TARGET_FORMS = ("number", "pegged", "assigned_from_above", "direction", "zero_incident")
CREDENTIAL_LEVELS = ("national", "provincial", "city", "other")
CREDENTIAL_STATES = ("won", "sought", "retained")
TASK_ROLES = ("lead", "co")
LINK_KINDS = ("report→task", "plan→report")
FORCES = ("guarantee", "plain", "hedged", "exploratory")
TESTABILITIES = ("figure_or_date", "outcome", "process", "slogan")
