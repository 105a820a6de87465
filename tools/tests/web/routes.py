"""The pages that the sites register, read from their sources, and where an address of the running server belongs."""

import re

from serving import ROOT

FAMILY_OF_PAGES = re.compile(r"(?:enum|struct) (\w+): Instrument\b")
CALL = re.compile(r"routes\.(?:page|form)\(\s*(\"(/[^\"]*)\"|path\b)")


def registered():
    """Every pattern such as /funds/{name}; a call that cannot be read is an error, lest a page go unseen."""
    patterns, places = set(), {}
    sources = {file: file.read_text() for file in sorted((ROOT / "Sources").rglob("*.swift"))}
    for text in sources.values():
        name, path = FAMILY_OF_PAGES.search(text), re.search(r'static let path = "([^"]+)"', text)
        if name and path:
            places[name[1]] = path[1]
    for file, text in sources.items():
        calls = re.findall(r"routes\.(?:page|form)\(", text)
        read = CALL.findall(text)
        if len(calls) != len(read):
            raise AssertionError(f"{file}: a page is registered in a way that this test cannot read")
        for said, path in read:
            if path:
                patterns.add(path)
            else:
                for paths in re.findall(r"for path in \[([^\]]+)\]", text):
                    patterns.update(re.findall(r'"(/[^"]+)"', paths))
        for call, name in re.findall(r"routes\.(add|addSteps)\((?:of: )?(\w+)\.self\)", text):
            patterns.add(f"/{places[name]}/{{id}}/{{step}}")
            if call == "add":
                patterns.add(f"/{places[name]}/{{id}}")
    return patterns


def kind_of_place(path):
    """The address with what is somebody's own left out: /grants/{}/decide."""
    path = path.split("?")[0]
    path = re.sub(r"(?<=/)([0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{16,64}|\d{4}-\d{2}|\d+)(?=/|$)", "{}", path)
    return re.sub(r"(?<=^/log/).+", "{}", path)


def pattern_of(path, patterns):
    """The registered pattern of an address: the one with the fewest open places."""
    parts = path.split("?")[0].split("/")
    fitting = [
        pattern for pattern in patterns
        if len(pattern.split("/")) == len(parts)
        and all(told == part or (told[:1] == "{" and part) for told, part in zip(pattern.split("/"), parts))
    ]
    return min(fitting, key=lambda pattern: [part[:1] == "{" for part in pattern.split("/")], default=None)
