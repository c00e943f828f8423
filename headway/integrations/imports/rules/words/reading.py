"""Reading the dictionaries: plain text, so that a word is added by typing it."""


def listed(text: str) -> tuple[str, ...]:
    """Such as "a, b b, c" -> ("a", "b b", "c")."""
    return tuple(name.strip() for name in " ".join(text.split()).split(",") if name.strip())


def table(text: str) -> dict[str, tuple[str, ...]]:
    """Lines `field: name, name`, an indented line goes on -> field -> names, in this order."""
    joined = text.strip().replace("\n    ", " ")
    pairs = (line.partition(":") for line in joined.splitlines())
    return {field.strip(): listed(names) for field, _, names in pairs}


def by_name(text: str) -> dict[str, str]:
    """The same lines turned round: name -> field."""
    return {name: field for field, names in table(text).items() for name in names}
