"""The themes that come with Wave."""

THEMES = (
    "default",
    "neon",
    "h2o-dark",
    "one-dark-pro",
    "monokai",
    "nord",
    "winter-is-coming",
    "fuchasia",
    "nature",
    "solarized",
    "oceanic",
    "ember",
    "lighting",
    "kiwi",
    "benext",
)
