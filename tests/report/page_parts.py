"""What a page holds, for tests: its elements, its scripts and its text apart."""

from html.parser import HTMLParser


class Parts(HTMLParser):
    """The elements of a page, its scripts and its text apart."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.scripts, self.texts = [], [], [], []
        self.in_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.in_script = tag == "script"
        if self.in_script:
            self.scripts.append([dict(attrs), ""])

    def handle_endtag(self, tag):  # noqa: ARG002 - the parser's name
        self.in_script = False

    def handle_data(self, data):
        if self.in_script:
            self.scripts[-1][1] += data
        else:
            self.texts.append(data)

    def words(self):
        return " ".join(" ".join(self.texts).split())
