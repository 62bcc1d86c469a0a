"""Transcripts made up for the benches: the same number of bytes gives the same text."""
import random

QUESTIONS = [
    "When does the {n} open, and who pays for it?",
    "Did the council say that the {n} was sold?",
    "You told us in {y} that the {n} would be ready. What happened?",
    "Is that a yes?",
    "How many people work at the {n} today?",
]
ANSWERS = [
    "I said in {y} that the {n} would cost about {k} million, and it did.",
    "The report says that nobody was told.",
    "We never signed that, and nobody asked us to.",
    "My colleague from the ministry heard that the {n} was closed for {k} days.",
    "\"Leave the {n} as it is,\" the mayor told me, and I left it as it was.",
    "That is probably right, as far as I know.",
    "Let me say a word about the {n}: it was built in {y}, it burned down once, and it was built again.",
]
NOUNS = ["harbour", "bridge", "dam", "railway", "library", "tunnel", "market", "lighthouse", "ferry", "school"]


def sentence(random_, forms):
    return random_.choice(forms).format(n=random_.choice(NOUNS), y=random_.randint(1960, 2020),
                                        k=random_.randint(2, 90))


def turns():
    """Endless (label, text): two speakers, a question and its answer."""
    random_ = random.Random(7)
    while True:
        yield "Question", sentence(random_, QUESTIONS)
        yield "Ann Reed", " ".join(sentence(random_, ANSWERS) for _ in range(random_.randint(1, 6)))


def write_text(path, n_bytes):
    """A plain text transcript of about n_bytes, one talk. Gives the number of its turns."""
    n_turns = 0
    written = 0
    with open(path, "w", encoding="utf-8") as file:
        written += file.write("A talk with Ann Reed\n\n3 May 2019\n\n")
        for label, text in turns():
            written += file.write(f"{label}: {text}\n\n")
            n_turns += 1
            if written >= n_bytes and label == "Ann Reed":
                return n_turns
