"""What the trainer knows of one language beside its treebanks: the folder train/languages/NAME.

orthography.txt goes into the model file and must be there; everything else may be missing: irregulars.tsv and spellings.tsv (lemmas.py),
names.txt (names to train with), wire/*.conllu (sentences of our own), name-words.txt, name-sentences.txt and lists/ (names.py).
docs/language.md says how to add a language.
"""
import collections
import glob
import os

DEFAULT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "languages", "english")


def sections(path):
    """A file of `[section]` lines with words between white space under them -> {section: words}; {} without the file."""
    out, section = collections.defaultdict(list), None
    for line in lines_of(path):
        if line.startswith("["):
            section = line.strip()[1:-1]
        else:
            out[section] += line.split()
    return out


def lines_of(path):
    """The lines of a text file that are no comments and not empty; none without the file."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf8") as lines:
        return [line.rstrip("\n") for line in lines if line.strip() and line[0] != "#"]


class Language:
    def __init__(self, folder):
        self.folder = folder
        self.name = os.path.basename(os.path.normpath(folder)).capitalize()
        if not os.path.exists(self.path("orthography.txt")):
            raise SystemExit(f"{self.path('orthography.txt')}: no such file; a language needs one, see docs/language.md")
        with open(self.path("orthography.txt"), encoding="utf8") as text:
            self.orthography = text.read()
        self.small = set(sections(self.path("orthography.txt"))["small"])  # words that headlines in capitals leave small

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def table(self, name):
        """The columns of each line of a .tsv."""
        return [line.split() for line in lines_of(self.path(name))]

    def verbs(self):
        """Bases of verbs that the frames speak of (knowledge/frames): what news says and the treebanks may not. English alone has frames."""
        folder = os.path.join(os.path.dirname(DEFAULT), "..", "..", "knowledge", "frames")
        if os.path.abspath(self.folder) != os.path.abspath(DEFAULT):
            return set()
        phrases = [p for path in sorted(glob.glob(os.path.join(folder, "*.txt"))) for line in lines_of(path) if line.startswith("Verb: ")
                   for p in line[len("Verb: "):].split("|")]
        return {p.split()[0] for p in phrases if p.strip() and p.split()[0].isalpha()}

    def own_trees(self):
        return sorted(glob.glob(self.path("wire", "*.conllu")))


def add_argument(parser):
    parser.add_argument("--language", default=DEFAULT, help="the folder of what is known of the language beside its treebanks")
